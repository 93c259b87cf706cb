// The user centre: registration, log-in, home.
import { base, heading, messages } from '../browser.mjs';
import { held, shoot, visit, visitors } from './shoot.mjs';

const PASSWORD = 'Sunny garden 88';

async function fill(page, fields) {
  for (const [id, value] of Object.entries(fields)) await page.fill(`#${id}`, value);
}
const send = (page) => page.click('button[type=submit]');
const who = ({ name, number }) => ({ name, number });

async function logIn(page, visitor, password = PASSWORD) {
  await fill(page, { ...who(visitor), password });
  await send(page);
}

async function open(page) {
  await page.goto(`${base}centre.html?lang=zh-CN`);
  await heading(page, '认证结果查询');
}

/** Takes whoever is not registered yet to their home. */
async function register(page, visitor) {
  await page.locator('.button', { hasText: '用户注册' }).click();
  await fill(page, { ...who(visitor), phone: visitor.phone });
  await send(page);
  await heading(page, '设置密码');
  await fill(page, { code: messages().at(-1), password: PASSWORD });
  await send(page);
  await heading(page, '认证结果查询');
  await logIn(page, visitor);
  await heading(page, '欢迎回来');
}

async function registered() {
  const visitor = visitors.SUCCEEDS;
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await shoot(page, 'centre-01-login');
    const line = held();
    await page.route('**/captcha', async (route) => (await line.until, route.continue()));
    await logIn(page, visitor, 'not the password');
    await page.locator('button[type=submit]', { hasText: '正在核验' }).waitFor();
    await shoot(page, 'centre-02-being-checked');
    line.release();
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-02-wrong-password');
    for (const [button, name] of [['用户注册', '03-register'], ['找回密码', '04-recover']]) {
      await page.locator('.button', { hasText: button }).click();
      await page.locator('#phone').waitFor();
      await shoot(page, `centre-${name}`);
      if (name === '03-register') await page.locator('.button', { hasText: '返回' }).click();
    }
    await fill(page, { ...who(visitor), phone: visitor.phone });
    await send(page);
    await heading(page, '设置密码');
    await fill(page, { code: '000000', password: 'abc' });
    await shoot(page, 'centre-05-password-too-weak');
    await fill(page, { code: '000000', password: PASSWORD });
    await send(page);
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-05-wrong-code');
    await fill(page, { code: messages().at(-1), password: PASSWORD });
    await shoot(page, 'centre-06-password-strong');
    await send(page);
    await page.locator('.notice.good').waitFor();
    await shoot(page, 'centre-07-password-saved');
    await logIn(page, visitor);
    await heading(page, '欢迎回来');
    await page.locator('h2', { hasText: '认证记录' }).waitFor();
    await shoot(page, 'centre-08-home');
    for (const question of await page.locator('details').all()) await question.evaluate((it) => (it.open = true));
    await shoot(page, 'centre-09-questions', { languages: 1 });
  });
}

async function refusedAndAppealed() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await register(page, visitors.FAILS);
    await page.locator('h2', { hasText: '认证记录' }).waitFor();
    await shoot(page, 'centre-10-home-of-who-appealed');
  });
}

async function neverCertified() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await register(page, visitors.NOT_ENROLLED);
    await page.locator('h2', { hasText: '认证记录' }).waitFor();
    await shoot(page, 'centre-11-home-without-results');
    await page.route('**/centre/results', (route) => route.abort('connectionfailed'));
    await page.reload();
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'centre-12-home-without-connection', { languages: 1 });
    await page.context().clearCookies();
    await page.click('header button[lang]');
    await heading(page, 'Look up my results');
    await page.click('header button[lang]');
    await shoot(page, 'centre-13-away-too-long');
  });
}

async function withoutConnectionOrTooOften() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await page.route('**/web/**', (route) => route.abort('connectionfailed'));
    await logIn(page, visitors.ELSEWHERE);
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-14-no-connection');
    await page.unroute('**/web/**');
    const tooMany = page.locator('.notice.bad', { hasText: '次数太多' });
    for (let n = 0; n < 15 && !(await tooMany.count()); n++) {
      await logIn(page, visitors.ELSEWHERE, 'not the password');
      await page.locator('button[type=submit]:enabled').waitFor();
    }
    await tooMany.waitFor();
    await shoot(page, 'centre-15-too-many-attempts');
  });
}

export const centre = [registered, refusedAndAppealed, neverCertified, withoutConnectionOrTooOften];
