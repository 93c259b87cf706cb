// Photographs every page in every state of a running installation with demo data. Nothing is answered in its place; only
// the line to it is broken, held up or disturbed where the page's own answer to that is wanted.
import { readFileSync } from 'node:fs';
import { base, totp } from './browser.mjs';
import { centre } from './screens/centre.mjs';
import { certify } from './screens/certify.mjs';
import { refusals } from './screens/refusals.mjs';
import { shoot, visit } from './screens/shoot.mjs';

const wanted = (process.env.AREAS ?? '').split(',').filter(Boolean);

async function console_() {
  const [, ...lines] = readFileSync(process.env.LOGINS, 'utf8').trim().split('\n');
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}console.html?lang=zh-CN`);
    await page.locator('#login').waitFor();
    await shoot(page, 'console-login', { forRetirees: false });
    for (const [login, password, secret] of lines.map((line) => line.split('\t'))) {
      await page.goto(`${base}console.html?lang=zh-CN`);
      await page.locator('#login').waitFor();
      await page.fill('#login', login);
      await page.fill('#password', password);
      await page.fill('#code', totp(secret, Date.now() / 1000));
      await page.click('form button[type=submit]');
      await page.locator('.bar nav').waitFor();
      for (const path of await page.locator('.bar nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
        await page.click(`.bar nav a[href="${path}"]`);
        await page.waitForTimeout(1500);
        await shoot(page, `console-${login}-${path.replace(/[#/]/g, '')}`, { forRetirees: false });
        if (login === 'reviewer' && path === '#/cases') await shootCases(page);
      }
      await page.locator('.bar button').last().click();
    }
  });
}

async function shootCases(page) {
  for (let n = 0; n < 2 && (await page.locator('.el-table__row').count()) > n; n++) {
    await page.locator('.el-table__row').nth(n).locator('button').first().click();
    await page.locator('video').first().waitFor();
    await page.waitForTimeout(2500);
    await shoot(page, `console-case-${n + 1}`, { forRetirees: false });
    await page.goBack();
    await page.locator('.el-table__row').first().waitFor();
  }
}

async function developers() {
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}developers.html?lang=zh-CN`);
    await page.locator('h1').waitFor();
    await shoot(page, 'developers', { forRetirees: false });
  });
}

const areas = { certify, centre, console: [console_], developers: [developers], refusals };
let failed = 0;
for (const [name, parts] of Object.entries(areas)) {
  if (wanted.length && !wanted.includes(name)) continue;
  for (const part of parts) {
    try {
      await part();
    } catch (problem) {
      // The other pages are worth their pictures all the same.
      failed++;
      console.log(`${name}, ${part.name} could not be finished: ${problem.message}`);
    }
  }
}
process.exit(failed ? 1 : 0);
