// Everybody makes the account that an administrator started their own. A reviewer takes a suspected attack, certifies it, a
// second person agrees, an auditor reads it in the log; findings and proposals of the reconciliation are decided in bulk by
// two people. One administrator proposes a reset and another role, the other agrees.
import assert from 'node:assert/strict';
import { accessible, base, firstSignOn, launch, legibleUnderPointer, picture, totp } from './browser.mjs';

const { browser, page, problems } = await launch({ clip: 'none' });
const stage = async (name) => {
  await picture(page, `console-${name}`);
  await accessible(page, name);
  await legibleUnderPointer(page, name);
};

const now = Number(process.env.NOW);
const OWN = 'a lamp beside the sea';
async function fill({ login, password, code = '' }) {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.fill('#code', code);
  await page.click('form button[type=submit]');
}
async function start(role) {
  await fill({ login: `test-${role.toLowerCase()}`, password: process.env[`${role}_START`] });
  await page.locator('.totp-secret').waitFor();
}
/** For the first time. @returns the secret of the codes */
async function logIn(role) {
  await start(role);
  return firstSignOn(page, OWN, now);
}
const logOut = async () => {
  await page.locator('.bar button', { hasText: '退出' }).click();
  await page.locator('#login').waitFor();
};
const rows = page.locator('.el-table__row');
const row = (text) => page.locator('.el-table__row', { hasText: text });
const go = async (where) => {
  await page.locator(`.bar nav a[href="#/${where}"]`).click();
  await page.locator('main h1').waitFor();
};
const chooseAll = () => page.locator('.el-table__header .el-checkbox').click();
const noNumber = async (where) => assert.ok(!(await page.content()).includes(process.env.FINDING_NUMBER), `${where} shows no whole number`);
const openCase = () => page.goto(`${base}console.html?lang=zh-CN#/cases/${process.env.CASE_ID}`);

try {
  await page.goto(`${base}console.html?lang=zh-CN`);
  await page.locator('#login').waitFor();
  await page.locator('.sign-on').waitFor();
  await stage('login');
  await fill({ login: 'test-reviewer', password: 'not the password', code: '000000' });
  await page.locator('.el-message', { hasText: '不对' }).waitFor();

  await start('REVIEWER');
  assert.equal(await page.locator('.bar nav').count(), 0, 'no way around the first sign-on');
  assert.equal(await page.evaluate(() => fetch('web/console/cases').then((answer) => answer.json()).then((body) => body.code)), 'FIRST_SIGN_ON_DUE');
  await stage('first-sign-on');
  await page.fill('#own-code', '000000');
  await page.fill('#own-password', 'too short');
  await page.locator('form [role=status]', { hasText: '太短' }).waitFor();
  await page.fill('#own-password', OWN);
  await page.fill('#own-password-again', OWN);
  await page.click('form button[type=submit]');
  await page.locator('.el-message', { hasText: '动态口令不对' }).waitFor();
  const secret = await firstSignOn(page, OWN, now);
  await logOut();
  await fill({ login: 'test-reviewer', password: process.env.REVIEWER_START });
  await page.locator('.el-message', { hasText: '密码或动态口令不对' }).waitFor();
  await fill({ login: 'test-reviewer', password: OWN, code: totp(secret, now + 30) });
  await page.locator('.el-table__row', { hasText: process.env.CASE_REF }).waitFor();
  await stage('cases');
  await page.locator('.el-table__row', { hasText: process.env.CASE_REF }).locator('button').click();
  await page.locator('h1', { hasText: process.env.CASE_REF }).waitFor();
  await page.locator('.plot canvas').waitFor();
  await page.locator('.found button', { hasText: '4.1–5.9 s' }).waitFor();
  await page.locator('.found li', { hasText: '眨眼' }).locator('strong', { hasText: '未看到' }).waitFor();
  await page.locator('figcaption', { hasText: '最佳比对画面' }).waitFor();
  assert.equal(await page.locator('.frames img').count(), 1);
  const sameFace = page.locator('.same-face li');
  assert.equal(await sameFace.count(), 2);
  assert.match(await sameFace.nth(0).innerText(), new RegExp(`${process.env.DOUBTED_REF}.*相似度 99.3%`, 's'), 'the later case, most alike');
  assert.match(await sameFace.nth(1).innerText(), new RegExp(`${process.env.IMPERSONATED_REF}.*相似度 95.3%`, 's'), 'the earlier case');
  assert.deepEqual([await sameFace.nth(0).locator('a').count(), await sameFace.nth(1).locator('a').count()], [1, 0], 'only what has a case page');
  await stage('case');
  await sameFace.nth(0).locator('a').click();
  await page.locator('h1', { hasText: process.env.DOUBTED_REF }).waitFor();
  await page.locator('.same-face a', { hasText: process.env.CASE_REF }).click();
  await page.locator('h1', { hasText: process.env.CASE_REF }).waitFor();
  await page.locator('.plot canvas').waitFor();
  await page.locator('h1').click();
  await page.keyboard.press('p');
  await page.locator('.override').waitFor();
  await page.fill('textarea', '光线反光，确认是本人');
  await page.locator('.panel .actions button', { hasText: '提交决定' }).click();
  await page.locator('.el-message', { hasText: '等待第二人' }).waitFor();
  await stage('proposed');
  await logOut();

  await logIn('APPROVER');
  await openCase();
  await page.reload();
  await page.locator('.panel .actions button', { hasText: /^同意$/ }).click();
  await page.locator('.el-message', { hasText: '已提交' }).waitFor();

  await go('proposals');
  await rows.nth(3).waitFor();
  await noNumber('a list of proposals');
  await chooseAll();
  await row('上门认证').locator('.el-checkbox').click();
  await page.locator('.bulk button', { hasText: '批准所选' }).click();
  await page.locator('.bulk .override', { hasText: '自己提出的' }).waitFor();
  await stage('proposals');
  await row('追回').first().locator('.el-checkbox').click();
  await page.locator('.bulk button', { hasText: '批准所选' }).click();
  await page.locator('.bulk .override', { hasText: '须由另一人审批' }).waitFor();
  await go('rules');
  await page.locator('form .el-select').click();
  await page.locator('.el-select-dropdown__item:visible').first().click();
  await page.fill('#rule-period', '61');
  await page.fill('#rule-from', process.env.NEXT_MONTH);
  await page.fill('#rule-notices', '90,60，30');
  await page.fill('#rule-reason', '人社局会议纪要');
  await stage('rules');
  await page.locator('form button', { hasText: '提出' }).click();
  await page.locator('.el-message', { hasText: '认证周期为 1 至 60 个月' }).waitFor();
  await page.fill('#rule-period', '12');
  await page.locator('form button', { hasText: '提出' }).click();
  await row('人社局会议纪要').waitFor();
  assert.equal(await row('人社局会议纪要').locator('button').count(), 0, 'nobody approves what they proposed');
  await go('findings');
  await rows.nth(1).waitFor();
  await noNumber('a list of findings');
  await stage('findings');
  await row(process.env.FINDING_REF).locator('a').click();
  await page.locator('dd', { hasText: process.env.FINDING_NUMBER }).waitFor();
  await page.fill('form textarea', '银行回单已核对');
  await page.locator('button', { hasText: '确认属实' }).click();
  await page.locator('li', { hasText: '银行回单已核对' }).waitFor();
  await stage('finding');
  await logOut();

  await logIn('SECOND');
  await go('proposals');
  await rows.nth(2).waitFor();
  await chooseAll();
  await row('上门认证').locator('.el-checkbox').click();
  await page.locator('.bulk button', { hasText: '批准所选' }).click();
  await page.locator('.el-message', { hasText: '3 件已计入' }).waitFor();
  await row('上门认证').locator('.el-checkbox').click();
  await page.fill('.bulk input', '已电话联系');
  await page.locator('.bulk button', { hasText: '驳回所选' }).click();
  await page.locator('.el-message', { hasText: '1 件已计入' }).waitFor();
  await go('rules');
  await row('人社局会议纪要').locator('button', { hasText: '批准' }).click();
  await row('人社局会议纪要').filter({ hasText: '已批准' }).waitFor();
  await row('90，60，30').first().waitFor();
  await logOut();

  const auditorsSecret = await logIn('AUDITOR');
  await go('proposals');
  await rows.first().waitFor();
  assert.equal(await page.locator('.bulk').count(), 0, 'an auditor decides nothing');
  await page.goto(`${base}console.html#/audit`);
  await page.reload();
  await page.locator('.el-table__row', { hasText: '同意决定' }).first().waitFor();
  await stage('audit');
  await page.goto(`${base}console.html#/dashboard`);
  await page.locator('.tile').first().waitFor();
  await page.locator('.year canvas').waitFor();
  await stage('dashboard');
  await page.locator('.bar a', { hasText: '修改密码' }).click();
  await page.fill('#present', OWN);
  await page.fill('#own-code', totp(auditorsSecret, now + 30));
  await page.fill('#own-password', 'a boat under the moon');
  await page.fill('#own-password-again', 'a boat under the moon');
  await stage('password');
  await page.click('form button[type=submit]');
  await page.locator('.el-message', { hasText: '密码已修改' }).waitFor();
  await logOut();

  // With her first sign-on there is a second administrator.
  const colleaguesSecret = await logIn('COLLEAGUE');
  await logOut();
  await logIn('ADMINISTRATOR');
  await page.goto(`${base}console.html#/accounts`);
  const account = (login) => page.locator('.accounts .el-table__row', { hasText: login });
  const wish = (login) => page.locator('.account-proposals .el-table__row', { hasText: login });
  const asked = page.locator('dialog[open]');
  const escape = async (button) => {
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    assert.ok(await button.evaluate((it) => it === document.activeElement), 'the focus goes back');
  };
  await account('test-auditor').waitFor();
  assert.equal(await account('test-administrator').locator('button', { hasText: '重置' }).count(), 0, 'nobody resets their own account');
  const reset = account('test-auditor').locator('button', { hasText: '重置' });
  await reset.focus();
  await page.keyboard.press('Enter');
  await asked.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.innerText), '取消', 'nothing happens by one press too many');
  await stage('account-asked');
  await escape(reset);
  await reset.click();
  await asked.locator('button', { hasText: '重置' }).click();
  const half = async (which) => (await page.locator('.override', { hasText: `test-auditor 的初始密码${which}半段` }).innerText()).match(/[A-Z2-7]{4}-[A-Z2-7]{4}/)[0];
  const firstHalf = await half('前');
  await wish('test-auditor').locator('button', { hasText: '撤回' }).waitFor();
  await account('test-auditor').locator('button', { hasText: '全部' }).click();
  await asked.locator('input').fill('44');
  await page.keyboard.press('Enter');
  await account('test-auditor').locator('button', { hasText: '44' }).waitFor();
  await account('test-auditor').locator('span', { hasText: '使用中' }).waitFor();
  await account('test-second').locator('button', { hasText: '审批人' }).click();
  await asked.getByLabel('审批人').uncheck();
  assert.ok(await asked.locator('button', { hasText: '更改角色' }).isDisabled(), 'an account without a role is disabled, not kept');
  await asked.getByLabel('复核员').check();
  await stage('roles-asked');
  await asked.locator('button', { hasText: '更改角色' }).click();
  await wish('test-second').filter({ hasText: '无 → 复核员' }).waitFor();
  await account('test-second').locator('button', { hasText: '无' }).waitFor();
  await account('test-reviewer').locator('button', { hasText: '停用' }).click();
  await asked.locator('button', { hasText: '停用' }).click();
  await account('test-reviewer').locator('span', { hasText: '已停用' }).waitFor();
  await stage('account-proposed');
  await logOut();

  await fill({ login: 'test-colleague', password: OWN, code: totp(colleaguesSecret, now + 30) });
  await page.locator('.bar nav').waitFor();
  await page.goto(`${base}console.html#/accounts`);
  await wish('test-auditor').locator('button', { hasText: /^不同意$/ }).click();
  await asked.locator('button', { hasText: '不同意' }).click();
  assert.ok(await asked.isVisible(), 'a refusal says why');
  await asked.locator('button', { hasText: '取消' }).click();
  await wish('test-auditor').locator('button', { hasText: /^同意$/ }).click();
  await asked.locator('button', { hasText: '同意' }).click();
  assert.notEqual(await half('后'), firstHalf);
  await account('test-auditor').locator('span', { hasText: '待本人首次登录' }).waitFor();
  await wish('test-second').locator('button', { hasText: /^同意$/ }).click();
  await asked.locator('h2', { hasText: '同意增加角色：test-second' }).waitFor();
  await asked.locator('button', { hasText: '同意' }).click();
  await account('test-second').locator('button', { hasText: '复核员' }).waitFor();
  await stage('accounts');
  await go('channels');
  await rows.first().waitFor();
  await page.fill('#channel-id', 'browser-test');
  await page.fill('#channel-name', '浏览器测试渠道');
  await page.fill('#channel-webhook', 'http://203.0.113.7/hook');
  await page.locator('button', { hasText: '开通并发放密钥' }).click();
  await page.locator('.el-message', { hasText: '通知地址不能用' }).waitFor();
  await page.fill('#channel-webhook', '');
  await page.locator('button', { hasText: '开通并发放密钥' }).click();
  const first = await page.locator('.api-key').innerText();
  assert.match(first, /pol_[\w-]{43}/);
  await row('browser-test').locator('button', { hasText: '管理' }).click();
  assert.equal(await page.locator('.api-key').count(), 0, 'a key is shown once');
  await page.locator('.channel label', { hasText: '立即失效' }).click();
  await page.locator('.channel button', { hasText: '换发密钥' }).click();
  await page.locator('.override', { hasText: '旧密钥已失效' }).waitFor();
  assert.notEqual(await page.locator('.api-key').innerText(), first);
  await stage('channels');
  const disable = page.locator('.channel button', { hasText: '停用' });
  await disable.click();
  await asked.locator('p', { hasText: '已提交的照常判定' }).waitFor();
  await stage('channel-asked');
  await escape(disable);
  await disable.click();
  await asked.locator('button', { hasText: '停用' }).click();
  await row('browser-test').locator('span', { hasText: '已停用' }).waitFor();
  const refused = await page.evaluate(() => fetch('web/console/cases').then((answer) => answer.status));
  assert.equal(refused, 403, 'an administrator reads no cases');
  assert.deepEqual(problems, []);
  console.log('PASSED');
} finally {
  await browser.close();
}
