// Whoever cannot certify is told so in words, and what to do next: at the log-in, and at the camera.
import assert from 'node:assert/strict';
import { accessible, base, heading, launch, legible, logIn, picture, poorCamera, toCamera, usable } from './browser.mjs';

const people = JSON.parse(process.env.PEOPLE);
const stage = async (page, name) => {
  await picture(page, `refused-${name}`);
  await accessible(page, name);
  await legible(page, name);
  await usable(page, name);
};

async function visit(options, what) {
  const { browser, page, problems } = await launch(options);
  try {
    await page.goto(`${base}?lang=zh-CN`);
    await heading(page, '请登录');
    await what(page);
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
  }
}

/** The refusal's words, and that the way it offers leads somewhere. */
async function refusedForGood(page, who, words) {
  await logIn(page, who);
  await heading(page, '没有成功');
  assert.match(await page.textContent('[role=alert]'), words);
  await stage(page, String(words));
  await page.click('main .button.main');
  await heading(page, '其他认证方式');
  await stage(page, 'other ways');
  await page.click('main .button.main');
  await heading(page, '请登录');
}

await visit({ clip: 'none', viewport: 'phone' }, async (page) => {
  await page.click('button[type=submit]');
  await page.locator('#name[aria-invalid=true]').waitFor();
  await stage(page, 'fields missing');
  await logIn(page, { ...people.usual, number: `${people.usual.number.slice(0, 17)}${people.usual.number.endsWith('X') ? 1 : 'X'}` });
  await page.locator('#number[aria-invalid=true]').waitFor();
  await logIn(page, { ...people.usual, name: '王小明明' });
  await page.locator('[role=alert]', { hasText: '与登记的不一致' }).waitFor();
  await stage(page, 'wrong name');
  assert.equal(await page.inputValue('#number'), people.usual.number, 'what was typed stays');
  await refusedForGood(page, people.suspended, /目前不能在网上认证.*社保经办窗口/s);
  await refusedForGood(page, people.deceased, /目前不能在网上认证.*社保经办窗口/s);
  await refusedForGood(page, people.elsewhere, /不在这里认证.*便民服务点/s);
  await refusedForGood(page, people.notEnrolled, /建模照片.*社保经办窗口/s);
});

for (const [options, words] of [
  [{ clip: 'none' }, /没有找到摄像头.*再按下面的按钮/s],
  [{ deny: true }, /没有得到使用摄像头的许可.*改为“允许”/s],
  [{ clip: poorCamera() }, /不够清晰.*换一个摄像头/s],
]) {
  await visit({ ...options, viewport: 'phone' }, async (page) => {
    await logIn(page, people.usual);
    await heading(page, '需要您同意');
    await toCamera(page);
    await page.locator('main [role=alert], main .button.main:enabled', { hasText: /许可|摄像头|清晰|打开/ }).first().waitFor();
    if (!(await page.locator('[role=alert]').count())) await page.click('main .button.main');
    await page.locator('[role=alert]').waitFor();
    assert.match(await page.textContent('[role=alert]'), words);
    await stage(page, String(words));
    await page.locator('main .button:not(.main)').click();
    await heading(page, '其他认证方式');
  });
}
console.log('PASSED');
