// What the Maven build calls: node prepare.mjs OUT. Does nothing when OUT was made from these very sources; otherwise
// installs the locked packages beside OUT (the source tree stays clean) and runs build.mjs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2]);
const stamp = join(out, 'stamp');
const sources = ['package.json', 'package-lock.json', 'models.json', 'build.mjs', ...readdirSync(join(home, 'lib')).sort().map((name) => join('lib', name))];

const key = createHash('sha256');
for (const source of sources) key.update(source).update(readFileSync(join(home, source)));
const made = key.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== made) {
  const work = join(dirname(out), 'models-build');
  rmSync(out, { recursive: true, force: true });
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const source of sources) cpSync(join(home, source), join(work, source));
  const run = (command, ...args) => execFileSync(command, args, { cwd: work, stdio: ['ignore', 'inherit', 'inherit'] });
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline');
  run('node', 'build.mjs', out);
  writeFileSync(stamp, made);
  rmSync(work, { recursive: true, force: true });
}
