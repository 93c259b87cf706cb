// What the parts of the console's pictures share: logging in, going from page to page, and the batch jobs.
import { readFileSync } from 'node:fs';
import { base, firstSignOn, totp } from '../browser.mjs';
import { settled, shoot } from './shoot.mjs';

export const picture = (page, name) => shoot(page, name, { forRetirees: false });

const [, ...firstLogins] = process.env.LOGINS ? readFileSync(process.env.LOGINS, 'utf8').trim().split('\n') : [];
export const logins = Object.fromEntries(firstLogins.map((line) => line.split('\t')).map(([login, startPassword]) => [login, { login, startPassword }]));

export async function openConsole(page, query = '', language = 'zh-CN') {
  await page.goto(`${base}console.html?lang=${language}${query}`);
  await page.locator('#login').waitFor();
}

/** Everybody's own. */
export const PASSWORD = 'A lamp beside the sea 7';

/** Stands at the door; a start password needs no code. */
export async function knock(page, { login, password, code = '' }, language) {
  await openConsole(page, '', language);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.fill('#code', code);
  await page.click('form button[type=submit]');
}

/** The first time with the start password. A code is good once: who logs in again uses that of the next half minute. */
export async function logIn(page, person, language) {
  if (person.secret) {
    await knock(page, { login: person.login, password: PASSWORD, code: totp(person.secret, Date.now() / 1000) }, language);
    await page.locator('.bar nav').waitFor();
  } else {
    await knock(page, { login: person.login, password: person.startPassword }, language);
    person.secret = await firstSignOn(page, PASSWORD);
  }
}

export const rows = (page) => page.locator('main .el-table__body tr.el-table__row');
export const row = (page, text) => page.locator('main .el-table__row', { hasText: text });
export async function go(page, where) {
  await page.locator(`.bar nav a[href="#/${where}"]`).click();
  await page.locator('main h1').first().waitFor();
  await settled(page);
}

export const plotted = (page) => page.locator('.plot canvas').waitFor();
export const button = (page, text) => page.locator('.panel .actions button', { hasText: text });
export const press = (page, text) => button(page, text).click();
export const said = (page, text) => page.locator('.el-message', { hasText: text }).waitFor();

/** The toasts have gone. */
export const quiet = (page) => page.locator('.el-message').first().waitFor({ state: 'detached' });

/** Something that the batch jobs do, by their own API. @param run whether it is a job, whose end is waited for */
export async function batch(path, body, run = false) {
  const call = async (where, options = {}) => {
    const answer = await fetch(`${process.env.BATCH_URL}/api/v1/batch${where}`, {
      ...options, headers: { Authorization: `Bearer ${process.env.OPERATOR_TOKEN}`, 'Content-Type': 'application/json', ...options.headers },
    });
    if (!answer.ok) throw new Error(`${where} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const text = typeof body === 'string';
  let answer = await call(path, { method: 'POST', body: text ? body : JSON.stringify(body), headers: text ? { 'Content-Type': 'text/csv' } : {} });
  for (let n = 0; run && !answer.endedAt; n++) {
    if (n > 300) throw new Error(`${path} does not end`);
    await new Promise((later) => setTimeout(later, 200));
    answer = await call(`/runs/${answer.id}`);
  }
  return answer;
}

/** An entry of one of Element Plus's choices. */
export async function choose(page, which, text) {
  await page.locator(`main ${which} .el-select__wrapper`).click();
  await page.locator('.el-select-dropdown__item:visible', { hasText: new RegExp(text) }).first().click();
}
