// Photographs every page in every state of a running installation with demo data. Nothing is answered in its place; only
// the line to it is broken, held up or disturbed where the page's own answer to that is wanted.
import { base } from './browser.mjs';
import { centre, centreAfterwards } from './screens/centre.mjs';
import { certify, filmed } from './screens/certify.mjs';
import { console_ } from './screens/console.mjs';
import { refusals, slow } from './screens/refusals.mjs';
import { closeBrowsers, flaws, pictured, shoot, visit } from './screens/shoot.mjs';
import { states } from './screens/states.mjs';

const wanted = (process.env.AREAS ?? '').split(',').filter(Boolean);

async function developers() {
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}developers.html?lang=zh-CN`);
    await page.locator('h1').waitFor();
    await shoot(page, 'developers-01-page', { forRetirees: false });
    await page.click('[role=tab]:has-text("Java"):not(:has-text("JavaScript"))');
    await page.locator('pre', { hasText: 'public class Certify' }).waitFor();
    await shoot(page, 'developers-02-java', { forRetirees: false });
  });
}

// What runs beside what: people in front of the one camera come one after the other, and so do the pictures; the later
// rounds show what became of the ones before.
const rounds = [
  [{ certify: filmed }, { certify, refusals, developers: [developers] }, { refusals: slow }],
  [{ centre }, { console: console_ }],
  [{ centre: centreAfterwards }],
];

const problems = [];
const begun = Date.now();
const since = () => `${Math.round((Date.now() - begun) / 1000)} s`;

async function walk(lane) {
  for (const [area, parts] of Object.entries(lane)) {
    if (wanted.length && !wanted.includes(area)) continue;
    for (const part of parts) {
      try {
        await part();
      } catch (problem) {
        // The other pages are worth their pictures all the same.
        problems.push(`${area}, ${part.name || 'a part'}: ${problem.message}`);
        console.log(`after ${since()}, not finished: ${problems.at(-1)}`);
      }
    }
    console.log(`after ${since()}: ${area} done`);
  }
}

try {
  for (const lanes of rounds) await Promise.all(lanes.map(walk));
} finally {
  await closeBrowsers();
}

const expected = Object.entries(states).filter(([area]) => !wanted.length || wanted.includes(area)).flatMap(([, names]) => names);
// A few refusals are met on the way through another area.
const missing = expected.filter((name) => !pictured.has(name) && !(wanted.length && elsewhere(name)));
function elsewhere(name) {
  return ['refused-05-attempts-exhausted', 'refused-17-clip-spoilt-on-its-way', 'centre-24-home-may-appeal'].includes(name) && !wanted.includes('certify');
}
console.log(`${pictured.size} states pictured in ${since()}, ${flaws.size} flaws`);
for (const flaw of flaws) console.log(flaw);
for (const problem of problems) console.log(`not finished: ${problem}`);
for (const name of missing) console.log(`NOT PICTURED: ${name}`);
process.exit(missing.length || problems.length || flaws.size ? 1 : 0);
