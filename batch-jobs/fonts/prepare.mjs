// What the Maven build calls: node prepare.mjs OUT. Does nothing when OUT was made from these very sources; otherwise
// installs the locked package beside OUT (the source tree stays clean) and takes the one weight that reports use.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2]);
const stamp = `${out}.stamp`;
const sources = ['package.json', 'package-lock.json'];
const made = createHash('sha256');
for (const source of sources) made.update(readFileSync(join(home, source)));
const key = made.digest('hex');

if (!existsSync(out) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== key) {
  const work = `${out}-build`;
  for (const folder of [out, work]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  for (const source of sources) copyFileSync(join(home, source), join(work, source));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'], {
    cwd: work,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const font = join(work, 'node_modules/@expo-google-fonts/noto-sans-sc');
  copyFileSync(join(font, '400Regular/NotoSansSC_400Regular.ttf'), join(out, 'NotoSansSC-Regular.ttf'));
  copyFileSync(join(font, 'LICENSE_FONT'), join(out, 'NotoSansSC-LICENSE.txt'));
  writeFileSync(stamp, key);
  rmSync(work, { recursive: true, force: true });
}
