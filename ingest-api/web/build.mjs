// Builds the pages when something they are made of has changed. Called by Maven with the folder to build into.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2]);
const stamps = resolve(process.argv[3]);

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)));
}

function fingerprint(names) {
  const hash = createHash('sha256').update(process.version);
  for (const file of names.flatMap((name) => filesBelow(join(here, name)))) {
    hash.update(relative(here, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function upToDate(stamp, value, needed) {
  return existsSync(needed) && existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

function run(command, ...args) {
  const shell = process.platform === 'win32';
  const result = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell,
    env: { ...process.env, WEB_OUT: out, CI: 'true' } });
  if (result.error) throw new Error(`${command} cannot be started; Node 20 with npm is needed`, { cause: result.error });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const locked = fingerprint(['package.json', 'package-lock.json', '.npmrc']);
const lockStamp = join(here, 'node_modules', '.proof-of-life-stamp');
const source = fingerprint(['build.mjs', 'openapi.json', 'package-lock.json', 'index.html', 'centre.html', 'check.html',
  'console.html', 'developers.html', 'vite.config.ts', 'mesh-without-eval.ts', 'tsconfig.json', 'src', 'clients', 'public']);
const sourceStamp = join(stamps, 'web.stamp');

if (upToDate(sourceStamp, source, join(out, 'index.html'))) process.exit(0);
if (!upToDate(lockStamp, locked, join(here, 'node_modules'))) {
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(lockStamp, locked);
}
// The types of what the back end serves; OpenApiTest keeps openapi.json equal to it.
run(process.execPath, join(here, 'node_modules', 'openapi-typescript', 'bin', 'cli.js'), 'openapi.json', '-o', 'generated/pages.d.ts');
run(process.execPath, join(here, 'node_modules', 'vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit');
run(process.execPath, join(here, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn');
mkdirSync(stamps, { recursive: true });
writeFileSync(sourceStamp, source);
