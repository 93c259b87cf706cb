import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { withoutEval } from './mesh-without-eval.ts';

const meshFolder = fileURLToPath(new URL('./node_modules/@mediapipe/face_mesh/', import.meta.url));
const meshFiles = [
  'face_mesh.js',
  'face_mesh.binarypb',
  'face_mesh_solution_packed_assets.data',
  'face_mesh_solution_packed_assets_loader.js',
  'face_mesh_solution_simd_wasm_bin.js',
  'face_mesh_solution_simd_wasm_bin.wasm',
  'face_mesh_solution_wasm_bin.js',
  'face_mesh_solution_wasm_bin.wasm',
];

/** Serves the face mesh from this site; nothing is asked of a third party. */
function selfHostedMesh(): Plugin {
  return {
    name: 'self-hosted-mesh',
    generateBundle() {
      for (const name of meshFiles) {
        const content = readFileSync(meshFolder + name);
        const source = name.endsWith('wasm_bin.js') ? withoutEval(name, content.toString('utf8')) : content;
        this.emitFile({ type: 'asset', fileName: `mesh/${name}`, source });
      }
    },
  };
}

/** What the head of every page holds besides its title. */
function commonHead(): Plugin {
  const meta = (attrs: Record<string, string>) => ({ tag: 'meta', attrs, injectTo: 'head-prepend' as const });
  return {
    name: 'common-head',
    transformIndexHtml: () => [
      meta({ charset: 'utf-8' }),
      meta({ name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      meta({ name: 'referrer', content: 'no-referrer' }),
      { tag: 'link', attrs: { rel: 'icon', href: './icon.svg', type: 'image/svg+xml' }, injectTo: 'head' },
    ],
  };
}

const pages = ['index', 'centre', 'check', 'console', 'developers'];

export default defineConfig({
  // Relative, so that the site works under any sub-path.
  base: './',
  plugins: [vue(), commonHead(), selfHostedMesh()],
  build: {
    outDir: process.env.WEB_OUT ?? '../target/classes/web',
    emptyOutDir: true,
    target: 'es2020',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: Object.fromEntries(pages.map((page) => [page, `${page}.html`])),
    },
  },
});
