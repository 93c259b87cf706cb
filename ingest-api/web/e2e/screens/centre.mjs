// The user centre: registration, log-in, home, appeals; and the page where a receipt is checked.
import { base, checkCode, heading, messages, until } from '../browser.mjs';
import { held, keepReceipt, shoot, visit, visitors } from './shoot.mjs';

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

async function askForCode(page, visitor) {
  const before = messages().length;
  await fill(page, { ...who(visitor), phone: visitor.phone });
  await send(page);
  await heading(page, '设置密码');
  await until(() => messages().length === before + 1, 'one code was sent');
  return messages().at(-1);
}

/** Takes whoever is not registered yet to their home. */
async function register(page, visitor) {
  await page.locator('.button', { hasText: '用户注册' }).click();
  const code = await askForCode(page, visitor);
  await fill(page, { code, password: PASSWORD });
  await send(page);
  await heading(page, '认证结果查询');
  await logIn(page, visitor);
  await heading(page, '欢迎回来');
  await page.locator('h2', { hasText: '认证记录' }).waitFor();
}

async function registered() {
  const visitor = visitors.SUCCEEDS;
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await shoot(page, 'centre-01-login');
    await send(page);
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-04-fields-missing');
    const line = held();
    await page.route('**/captcha', async (route) => (await line.until, route.continue()));
    await logIn(page, visitor, 'not the password');
    await page.locator('button[type=submit]', { hasText: '正在核验' }).waitFor();
    await shoot(page, 'centre-02-being-checked');
    line.release();
    await page.locator('.notice.bad', { hasText: '密码不对' }).waitFor();
    await shoot(page, 'centre-03-wrong-password');
    await page.locator('.button', { hasText: '用户注册' }).click();
    await page.locator('#phone').waitFor();
    await shoot(page, 'centre-05-register');
    await page.locator('.button', { hasText: '返回' }).click();
    await page.locator('.button', { hasText: '找回密码' }).click();
    await page.locator('#phone').waitFor();
    await shoot(page, 'centre-06-recover');
    const code = await askForCode(page, visitor);
    for (const [password, name] of [['abc', '07-password-too-weak'], ['abcabcab', '08-password-weak'], ['abcdefgh1', '09-password-fair']]) {
      await fill(page, { code: '000000', password });
      await shoot(page, `centre-${name}`);
    }
    await fill(page, { password: PASSWORD });
    await send(page);
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-11-wrong-code');
    await fill(page, { code, password: PASSWORD });
    await shoot(page, 'centre-10-password-strong');
    await send(page);
    await page.locator('.notice.good').waitFor();
    await shoot(page, 'centre-12-password-saved');
    await logIn(page, visitor);
    await heading(page, '欢迎回来');
    await page.locator('h2', { hasText: '认证记录' }).waitFor();
    await page.locator('.line a').waitFor();
    await shoot(page, 'centre-13-home');
    const receipt = await page.locator('.line a').getAttribute('href');
    await keepReceipt(page, 'centre-15-receipt', receipt);
    await receiptChecked(checkCode(await (await page.request.get(receipt)).body()));
    await shoot(page, 'centre-14-questions', {
      before: () => page.evaluate(() => document.querySelectorAll('details').forEach((it) => (it.open = true))),
    });
    const withdraw = page.locator('.button', { hasText: /^(撤回同意|Withdraw my consent)$/ });
    await shoot(page, 'centre-22-withdrawing-consent', { before: () => withdraw.click() });
    await withdraw.click();
    await page.locator('.button', { hasText: '确认撤回' }).click();
    await page.locator('[role=status]', { hasText: '没有保存您的人脸信息' }).waitFor();
    // As it says from now on, in whatever language the page is begun.
    await page.reload();
    await page.locator('h2', { hasText: '认证记录' }).waitFor();
    await shoot(page, 'centre-23-consent-withdrawn');
  });
}

async function receiptChecked(code) {
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}check.html?lang=zh-CN`);
    await heading(page, '核对认证回执');
    await shoot(page, 'check-01-receipt-asked-for');
    for (const [typed, said, name] of [[code, '回执属实', '02-receipt-genuine'], ['0000-0000-0000-0000', '没有这份回执', '03-receipt-unknown']]) {
      await fill(page, { code: typed });
      await send(page);
      await page.locator('.notice', { hasText: said }).waitFor();
      await shoot(page, `check-${name}`);
    }
  });
}

/** To be called when FAILS has been refused three times and has not appealed. */
export async function mayAppeal() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await register(page, visitors.FAILS);
    await page.locator('.line .button', { hasText: '人工核对' }).waitFor();
    await shoot(page, 'centre-24-home-may-appeal');
  });
}

/** After the console's work. */
async function appealDecided() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await logIn(page, visitors.FAILS);
    await page.locator('.line', { hasText: '人工核对结果' }).waitFor();
    await shoot(page, 'centre-25-home-appeal-decided');
  });
}

async function refusedAndAppealed() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await register(page, visitors.FAILS);
    await page.locator('.line', { hasText: '正在人工核对' }).waitFor();
    await shoot(page, 'centre-16-home-of-who-appealed');
  });
}

async function neverCertified() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await register(page, visitors.NOT_ENROLLED);
    await shoot(page, 'centre-17-home-without-results');
    await page.route('**/centre/results', (route) => route.abort('connectionfailed'));
    await page.reload();
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'centre-18-home-without-connection');
    await page.unroute('**/centre/results');
    await page.context().clearCookies();
    await page.locator('header button', { hasText: '退出' }).click();
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'centre-19-away-too-long');
  });
}

async function withoutConnectionOrTooOften() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await page.route('**/web/**', (route) => route.abort('connectionfailed'));
    await logIn(page, visitors.ELSEWHERE);
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-20-no-connection');
    await page.unroute('**/web/**');
    const tooMany = page.locator('.notice.bad', { hasText: '次数太多' });
    for (let n = 0; n < 15 && !(await tooMany.count()); n++) {
      await logIn(page, visitors.ELSEWHERE, 'not the password');
      await page.locator('button[type=submit]:enabled').waitFor();
    }
    await tooMany.waitFor();
    await shoot(page, 'centre-21-too-many-attempts');
  });
}

export const centre = [registered, refusedAndAppealed, neverCertified, withoutConnectionOrTooOften];
export const centreAfterwards = [appealDecided];
