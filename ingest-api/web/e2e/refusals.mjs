// Whoever cannot certify is told so in words, and what to do next: at the log-in, at the camera, and when time is up.
import assert from 'node:assert/strict';
import {
  accessible, base, endRecording, heading, legible, logIn, picture, poorCamera, start, takeClock, toCamera, together, usable,
  visitor, withoutMesh,
} from './browser.mjs';

const people = JSON.parse(process.env.PEOPLE);
/** Screens that differ in words alone are checked for accessibility once. */
const checked = new Set();
const stage = async (page, name, screen = name) => {
  await picture(page, `refused-${name}`);
  if (!checked.has(screen)) {
    checked.add(screen);
    await accessible(page, name);
  }
  await legible(page, name);
  await usable(page, name);
};

const browsers = await Promise.all([start(), start({ clip: 'none' }), start({ clip: poorCamera() })]);
const [usual, cameraless, poor] = browsers;
try {
  await together([
    visit(cameraless, {}, atTheLogin),
    visit(usual, {}, tooLate),
    atTheCamera(cameraless, {}, /没有找到摄像头.*再按下面的按钮/s),
    atTheCamera(usual, { camera: false }, /没有得到使用摄像头的许可.*改为“允许”/s),
    atTheCamera(poor, {}, /不够清晰.*换一个摄像头/s),
  ]);
  console.log('PASSED');
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
}

async function visit(browser, options, what) {
  const { page, problems } = await visitor(browser, { viewport: 'phone', ...options });
  await withoutMesh(page);
  await page.goto(`${base}?lang=zh-CN`);
  await heading(page, '请登录');
  await what(page);
  assert.deepEqual(problems, []);
}

async function atTheLogin(page) {
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
}

/** The refusal's words, and that the way it offers leads somewhere. */
async function refusedForGood(page, who, words) {
  await logIn(page, who);
  await heading(page, '没有成功');
  assert.match(await page.textContent('[role=alert]'), words);
  await stage(page, String(words), 'refused for good');
  await page.click('main .button.main');
  await heading(page, '其他认证方式');
  await stage(page, 'other ways');
  await page.click('main .button.main');
  await heading(page, '请登录');
}

function atTheCamera(browser, options, words) {
  return visit(browser, options, async (page) => {
    await logIn(page, people.usual);
    await heading(page, '需要您同意');
    await toCamera(page);
    await page.locator('main [role=alert], main .button.main:enabled', { hasText: /许可|摄像头|清晰|打开/ }).first().waitFor();
    if (!(await page.locator('[role=alert]').count())) await page.click('main .button.main');
    await page.locator('[role=alert]').waitFor();
    assert.match(await page.textContent('[role=alert]'), words);
    await stage(page, String(words), 'camera refused');
    await page.locator('main .button:not(.main)').click();
    await heading(page, '其他认证方式');
  });
}

/** The test turns the server's clock as soon as this person's certification is open. */
async function tooLate(page) {
  await logIn(page, people.late);
  await heading(page, '需要您同意');
  await takeClock(page);
  await toCamera(page);
  const opened = page.waitForResponse((answer) => answer.url().endsWith('/certifications'));
  await page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).click();
  const { id } = await (await opened).json();
  await page.waitForFunction(async (asked) => {
    const answer = await fetch(`web/self-service/certifications/${asked}`);
    return (await answer.json()).state === 'EXPIRED';
  }, id, { polling: 200 });
  await endRecording(page);
  await heading(page, '没有成功');
  assert.match(await page.textContent('[role=alert]'), /超过了时间/);
  await stage(page, 'expired');
  await page.click('main .button.main');
  await heading(page, '请把脸放进框里');
}
