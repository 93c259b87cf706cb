// Accounts and channels, as the administrator keeps them.
import { go, logIn, picture, quiet, row, rows } from './desk.mjs';
import { shootSaid } from './shoot.mjs';

async function create(page, login, name, role, password) {
  await page.fill('#new-login', login);
  await page.fill('#new-name', name);
  await page.fill('#new-password', password);
  await page.locator('form .el-checkbox', { hasText: role }).click();
  await page.locator('form button[type=submit]').click();
}

/** @param second password of those who are engaged: a second reviewer and a second approver */
export function administrationSteps(second) {
  async function accounts({ administrator, colleague, deputy }) {
    await go(administrator, 'accounts');
    await rows(administrator).first().waitFor();
    await picture(administrator, 'console-70-accounts');
    const engaged = {};
    for (const [login, name, role] of [['chen.yu', '陈宇', '复核员'], ['lin.hua', '林华', '审批人'], ['wang.lei', '王磊', '审计员']]) {
      await create(administrator, login, name, role, second.password);
      await row(administrator, login).waitFor();
      engaged[login] = (await administrator.locator('.override').innerText()).match(/[A-Z2-7]{16,}/)[0];
    }
    await picture(administrator, 'console-71-account-created');
    await logIn(colleague, { login: 'chen.yu', password: second.password, secret: engaged['chen.yu'] });
    await logIn(deputy, { login: 'lin.hua', password: second.password, secret: engaged['lin.hua'] });
  }

  async function refusedAndDisabled({ administrator }) {
    await row(administrator, 'wang.lei').locator('button').click();
    await row(administrator, 'wang.lei').locator('span', { hasText: '已停用' }).waitFor();
    await picture(administrator, 'console-73-account-disabled');
    await shootSaid(administrator, 'console-72-account-login-taken', async (again) => {
      if (again) await administrator.locator('form button[type=submit]').click();
      else await create(administrator, 'chen.yu', '陈宇', '复核员', second.password);
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
    await row(page, 'county-kiosk').locator('span', { hasText: '已停用' }).waitFor();
    await quiet(page);
    await picture(page, 'console-86-channel-disabled');
  }

  return [accounts, refusedAndDisabled, channels];
}
