// Accounts and channels, as the administrator keeps them, and the rules that two people change.
import { firstSignOn } from '../browser.mjs';
import { PASSWORD, choose, go, knock, logIn, picture, quiet, row, rows } from './desk.mjs';
import { shootSaid } from './shoot.mjs';

async function create(page, login, name, role) {
  await page.fill('#new-login', login);
  await page.fill('#new-name', name);
  await page.locator('form .el-checkbox', { hasText: role }).click();
  await page.locator('form.panel button[type=submit]').click();
}

const confirmed = (page, what) => page.locator('dialog[open] button', { hasText: what }).click();

const startPassword = async (page, login) =>
  (await page.locator('.override', { hasText: login }).innerText()).match(/[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/)[0];

async function accounts({ administrator, colleague, deputy }) {
  await go(administrator, 'accounts');
  await rows(administrator).first().waitFor();
  await picture(administrator, 'console-70-accounts');
  const engaged = {};
  for (const [login, name, role] of [['chen.yu', '陈宇', '复核员'], ['lin.hua', '林华', '审批人'], ['wang.lei', '王磊', '审计员'], ['zhao.min', '赵敏', '管理员']]) {
    await create(administrator, login, name, role);
    await row(administrator, login).waitFor();
    engaged[login] = { login, startPassword: await startPassword(administrator, login) };
  }
  await picture(administrator, 'console-71-account-created');
  await row(administrator, 'wang.lei').locator('button', { hasText: '重置' }).click();
  await confirmed(administrator, '重置');
  await startPassword(administrator, 'wang.lei');
  await picture(administrator, 'console-75-account-reset');
  await row(administrator, 'wang.lei').locator('button', { hasText: '审计员' }).click();
  await administrator.locator('dialog[open]').waitFor();
  await picture(administrator, 'console-79-account-roles-asked');
  await administrator.keyboard.press('Escape');
  await firstSignOnOf(colleague, engaged['chen.yu']);
  await twoAgree(administrator, deputy, engaged['zhao.min']);
  await logIn(deputy, engaged['lin.hua']);
  await deputy.locator('.bar a[href="#/password"]').click();
  await deputy.locator('#present').waitFor();
  await picture(deputy, 'console-08-password-change');
}

/** There is a second administrator from her first sign-on on. */
async function twoAgree(administrator, page, second) {
  await logIn(page, second);
  await create(administrator, 'he.jing', '何静', '复核员');
  await administrator.locator('.account-proposals .el-table__row', { hasText: 'he.jing' }).waitFor();
  await quiet(administrator);
  await picture(administrator, 'console-76-account-proposed');
  await go(page, 'accounts');
  await page.locator('.account-proposals .el-table__row', { hasText: 'he.jing' }).locator('button', { hasText: /^同意$/ }).click();
  await page.locator('dialog[open]').waitFor();
  await picture(page, 'console-77-account-asked');
  await confirmed(page, '同意');
  await page.locator('.override', { hasText: 'he.jing' }).waitFor();
  await picture(page, 'console-78-account-agreed');
  await page.locator('.bar button', { hasText: '退出' }).click();
  await page.locator('#login').waitFor();
}

async function firstSignOnOf(page, { login, startPassword: password }) {
  await knock(page, { login, password });
  await page.locator('.totp-secret').waitFor();
  await picture(page, 'console-06-first-sign-on');
  await page.fill('#own-code', '000000');
  for (const field of ['#own-password', '#own-password-again']) await page.fill(field, 'not this password');
  await shootSaid(page, 'console-07-first-sign-on-refused', () => page.click('form button[type=submit]'));
  await firstSignOn(page, PASSWORD);
}

async function refusedAndDisabled({ administrator }) {
  await row(administrator, 'wang.lei').locator('button', { hasText: '停用' }).click();
  await confirmed(administrator, '停用');
  await row(administrator, 'wang.lei').locator('span', { hasText: '已停用' }).waitFor();
  await picture(administrator, 'console-73-account-disabled');
  await shootSaid(administrator, 'console-72-account-login-taken', async (again) => {
    if (again) await administrator.locator('form.panel button[type=submit]').click();
    else await create(administrator, 'chen.yu', '陈宇', '复核员');
  });
}

async function channels({ administrator: page }) {
  await go(page, 'channels');
  await rows(page).first().waitFor();
  await picture(page, 'console-80-channels');
  await page.fill('#channel-id', 'county-kiosk');
  await page.fill('#channel-name', '县社保大厅自助机');
  await page.fill('#channel-webhook', 'https://10.20.30.40/hook');
  await shootSaid(page, 'console-82-channel-webhook-refused', () => page.locator('button', { hasText: /开通并发放密钥|Open and issue/ }).click());
  await page.fill('#channel-webhook', '');
  await page.locator('button', { hasText: '开通并发放密钥' }).click();
  await page.locator('.api-key').waitFor();
  await picture(page, 'console-81-channel-opened');
  await row(page, 'county-kiosk').locator('button', { hasText: '管理' }).click();
  await page.locator('#webhook').waitFor();
  await picture(page, 'console-83-channel-managed');
  await page.locator('.channel button', { hasText: '换发密钥' }).click();
  await page.locator('.override', { hasText: '旧密钥有效至' }).waitFor();
  await picture(page, 'console-84-channel-key-rotated');
  await page.locator('.channel button', { hasText: '换发通知签名密钥' }).click();
  await page.locator('.override code', { hasText: '通知签名密钥' }).waitFor();
  await picture(page, 'console-85-channel-secret-rotated');
  await page.locator('.channel button', { hasText: '停用' }).click();
  await page.locator('dialog[open]').waitFor();
  await picture(page, 'console-88-channel-asked');
  await confirmed(page, '停用');
  await row(page, 'county-kiosk').locator('span', { hasText: '已停用' }).waitFor();
  await quiet(page);
  await picture(page, 'console-86-channel-disabled');
}

const REASON = '人社局会议纪要';

async function rules({ approver, deputy, auditor }) {
  await go(approver, 'rules');
  await rows(approver).first().waitFor();
  await picture(approver, 'console-64-rules');
  await choose(approver, 'form', '企业');
  await approver.fill('#rule-from', `${new Date().getFullYear() + 2}-01`);
  await approver.fill('#rule-period', '61');
  await approver.fill('#rule-reason', REASON);
  const propose = () => approver.locator('form button[type=submit]').click();
  await shootSaid(approver, 'console-65-rule-refused', propose);
  await approver.fill('#rule-period', '12');
  await propose();
  await row(approver, REASON).waitFor();
  await quiet(approver);
  await picture(approver, 'console-66-rule-proposed');
  await go(deputy, 'rules');
  const approve = row(deputy, REASON).locator('button', { hasText: '批准' });
  await approve.waitFor();
  await picture(deputy, 'console-67-rule-to-approve');
  await approve.click();
  await row(deputy, REASON).filter({ hasText: '已批准' }).waitFor();
  await quiet(deputy);
  await picture(deputy, 'console-68-rule-approved');
  await go(auditor, 'rules');
  await row(auditor, REASON).waitFor();
  await picture(auditor, 'console-69-rules-read-by-auditor');
}

export const administrationSteps = [accounts, refusedAndDisabled, channels, rules];
