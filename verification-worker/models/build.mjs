// Takes the models named in models.json out of their packages, converts what ONNX Runtime cannot read, checks every
// SHA-256 and lays the result, with the manifest, into the folder given: node build.mjs OUT
// `--print` shows the hashes found instead of refusing, for someone who adds a model.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertDlib } from './lib/dlib.mjs';
import { convertMesh } from './lib/mesh.mjs';
import { unfoldPrelus } from './lib/prelu.mjs';
import { widenDepthwise } from './lib/widen.mjs';

const home = dirname(fileURLToPath(import.meta.url));
const print = process.argv.includes('--print');
const out = process.argv[2];
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const conversions = {
  mesh: (bytes) => convertMesh(bytes),
  prelu: (bytes) => unfoldPrelus(bytes),
  widen: (bytes) => unfoldPrelus(widenDepthwise(bytes)),
  dlib: (bytes, path) =>
    convertDlib(JSON.parse(readFileSync(path.replace(/\.bin$/, '-weights_manifest.json'), 'utf8')), bytes),
};

function packageFolder({ package: name }) {
  const [, bare, version] = /^(.+)@([^@]+)$/.exec(name);
  const folder = join(home, 'node_modules', bare);
  const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  if (found !== version) throw new Error(`${bare}: expected version ${version}, found ${found}`);
  return folder;
}

function check(what, expected, bytes) {
  const found = sha256(bytes);
  if (print) {
    console.log(what, found);
  } else if (found !== expected) {
    throw new Error(`${what}: expected sha256 ${expected}, found ${found}`);
  }
}

const manifest = readFileSync(join(home, 'models.json'));
mkdirSync(out, { recursive: true });
for (const { file, sha256: expected, source } of JSON.parse(manifest).models) {
  const path = join(packageFolder(source), source.path);
  let bytes = readFileSync(path);
  if (source.range) bytes = bytes.subarray(...source.range);
  check(`${source.package} ${source.path}`, source.sha256, bytes);
  if (source.conversion) bytes = conversions[source.conversion](bytes, path);
  check(file, expected, bytes);
  writeFileSync(join(out, file), bytes);
}
writeFileSync(join(out, 'models.json'), manifest);
