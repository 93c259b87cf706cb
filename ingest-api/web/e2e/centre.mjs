// Registration by one-time code, a wrong password, log-in, results, recovery, log out everywhere; an appeal; a receipt checked.
import assert from 'node:assert/strict';
import {
  accessible, base, checkCode, heading, launch, legible, messages, person, picture, until, usable, visitor,
} from './browser.mjs';

const { browser, context, page, problems } = await launch({ clip: 'none', viewport: 'phone' });
const stage = async (name) => {
  await picture(page, `centre-${name}`);
  await accessible(page, name);
  await legible(page, name);
};
const lastCode = () => messages().at(-1);

async function fill(fields) {
  for (const [id, value] of Object.entries(fields)) await page.fill(`#${id}`, value);
  await page.click('button[type=submit]');
}

async function setPassword(button, password) {
  const before = messages().length;
  await page.locator('.button', { hasText: button }).click();
  await page.locator('#phone').waitFor();
  await stage(button === '用户注册' ? 'register' : 'recover');
  await fill({ ...person, phone: process.env.PERSON_PHONE });
  await heading(page, '设置密码');
  await until(() => messages().length === before + 1, 'one code was sent');
  await fill({ code: lastCode(), password });
  await heading(page, '认证结果查询');
}

async function appeal(page) {
  await page.goto(`${base}centre.html?lang=zh-CN`);
  const lines = page.locator('.line', { hasText: '没有跟着引导做动作' });
  const before = page.locator('.line', { hasText: '人工核对申请' });
  await before.filter({ hasText: '人工核对结果' }).filter({ hasText: '建模照片不匹配' }).waitFor();
  await lines.first().filter({ hasText: '接下来：到社保经办窗口认证' }).waitFor();
  assert.equal(await page.locator('.line .button').count(), 1, 'only the latest refusal can be appealed');
  await accessible(page, 'may appeal');
  await usable(page, 'may appeal');
  await page.locator('.line .button', { hasText: '人工核对' }).click();
  await before.filter({ hasText: '正在人工核对' }).filter({ hasText: '接下来：请等待结果' }).waitFor();
  assert.equal(await page.locator('.line .button').count(), 0);
  await accessible(page, 'appealed');
  await legible(page, 'appealed');
}

async function checkReceipt(page) {
  const receipt = await page.request.get(await page.locator('.line a').getAttribute('href'));
  const code = checkCode(await receipt.body());
  await page.goto(`${base}check.html?lang=zh-CN`);
  const check = async (typed, said) => {
    await page.fill('#code', typed);
    await page.click('button[type=submit]');
    await page.locator('.notice', { hasText: said }).waitFor();
    await picture(page, `check-${said}`);
    await accessible(page, said);
    await legible(page, said);
    await usable(page, said);
  };
  await check(code.toLowerCase().replaceAll('-', ' '), '回执属实，认证有效');
  assert.match(await page.textContent('.facts'), /测\*\d/, 'the name is masked');
  await check(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), '没有这份回执');
  await check('', '请输入核对码');
  await page.click('header button[lang]');
  await heading(page, 'Check a receipt');
  await page.fill('#code', code);
  await page.click('button[type=submit]');
  await page.locator('.notice', { hasText: 'genuine and in force' }).waitFor();
}

try {
  await page.goto(`${base}centre.html?lang=zh-CN`);
  await heading(page, '认证结果查询');
  await stage('login');
  await setPassword('用户注册', 'Sunny garden 88');
  await fill({ ...person, password: 'not the password' });
  await page.locator('.notice.bad', { hasText: '不对' }).waitFor();
  await fill({ ...person, password: 'Sunny garden 88' });
  await heading(page, '欢迎回来');
  await page.locator('h2', { hasText: '认证记录' }).waitFor();
  await page.locator('.line', { hasText: '没有拍完' }).waitFor();
  await stage('home');
  assert.ok(!(await page.textContent('main')).includes(person.number), 'the number is masked');
  await page.locator('.button', { hasText: '撤回同意' }).click();
  await page.locator('.button', { hasText: '不撤回' }).click();
  await page.locator('.button', { hasText: '撤回同意' }).click();
  await stage('withdraw-consent');
  await page.locator('.button', { hasText: '确认撤回' }).click();
  await page.locator('[role=status]', { hasText: '没有保存您的人脸信息' }).waitFor();
  await page.locator('.button', { hasText: '返回' }).click();
  await page.locator('.button', { hasText: '在所有设备上退出' }).click();
  await heading(page, '认证结果查询');
  assert.equal(await page.evaluate(() => fetch('web/centre/results').then((answer) => answer.status)), 401);

  await setPassword('找回密码', 'Quiet river 99');
  await fill({ ...person, password: 'Sunny garden 88' });
  await page.locator('.notice.bad').waitFor();
  await fill({ ...person, password: 'Quiet river 99' });
  await heading(page, '欢迎回来');
  const cookie = (await context.cookies()).find((c) => c.name === 'centre_session');
  assert.ok(cookie.httpOnly && cookie.sameSite === 'Strict');
  const forged = await page.evaluate(() => fetch('web/centre/sessions', { method: 'DELETE' }).then((answer) => answer.status));
  assert.equal(forged, 401, 'a change without the page’s token is refused');
  const unsolved = await page.evaluate((body) => fetch('web/open/centre/session', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  }).then((answer) => answer.json()), { ...person, password: 'Quiet river 99', captcha: { challenge: 'made up', number: '1' } });
  assert.equal(unsolved.code, 'CAPTCHA_WRONG', 'no log-in without a solved puzzle');

  await page.goto(`${base}developers.html?lang=zh-CN`);
  await heading(page, '开发者');
  await stage('developers');
  await page.click('[role=tab]:has-text("Java"):not(:has-text("JavaScript"))');
  await page.locator('pre', { hasText: 'public class Certify' }).waitFor();
  await page.click('header button[lang]');
  await heading(page, 'Developers');
  await stage('developers-en');

  const other = await visitor(browser, { camera: false, viewport: 'phone' });
  await other.context.addCookies([{ name: 'centre_session', value: process.env.APPEALS_SESSION, url: `${base}web/` }]);
  await appeal(other.page);
  await checkReceipt(other.page);
  assert.deepEqual([...problems, ...other.problems], []);
  console.log('PASSED');
} finally {
  await browser.close();
}
