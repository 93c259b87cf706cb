// The retiree's page from log-in to outcome, with somebody in front of the camera.
import { base, heading, logIn, perform, picture, takeClock, withoutMesh } from '../browser.mjs';
import { STATUS, clip, held, next, record, recorded, shoot, toCamera, visit, visitors } from './shoot.mjs';

async function certified() {
  const visitor = visitors.SUCCEEDS;
  perform(`scene far ${visitor.index}`);
  await visit({ clip, ask: true }, async (page) => {
    await page.goto(`${base}?lang=zh-CN`);
    await page.locator('#name').waitFor();
    await shoot(page, 'certify-01-login');
    await page.click('.info');
    await shoot(page, 'certify-02-login-numbers-explained');
    await page.click('button[type=submit]');
    await page.locator('[aria-invalid=true]').first().waitFor();
    await page.click('.info');
    await shoot(page, 'certify-03-login-fields-missing');
    await logIn(page, { name: visitor.name, number: visitor.number.slice(0, 15) });
    await page.locator('#number[aria-invalid=true]').waitFor();
    await shoot(page, 'certify-03-login-number-mistyped');
    await page.click('footer .button');
    await heading(page, '其他认证方式');
    await shoot(page, 'certify-03-other-ways-before-login');
    await next(page);
    await logIn(page, visitor);
    await heading(page, '需要您同意');
    await shoot(page, 'certify-04-consent');
    await page.click('main .button:not(.main)');
    await shoot(page, 'certify-05-other-ways');
    await page.click('main .button:not(.main)');
    await next(page);
    await heading(page, '认证前');
    await shoot(page, 'certify-06-guide');
    await next(page);
    await shoot(page, 'certify-07-who-holds-the-device');
    await next(page);
    await page.locator('main .button.main', { hasText: '打开摄像头' }).waitFor();
    await shoot(page, 'certify-08-camera-explained');
    await next(page);
    await page.locator('.say', { hasText: '请靠近一点' }).waitFor();
    await shoot(page, 'certify-09-check-too-far');
    perform(`scene usual ${visitor.index}`);
    await page.locator('main .button.main:enabled', { hasText: /^开始拍摄$/ }).waitFor();
    await shoot(page, 'certify-10-check-good');
    await record(page);
    await page.locator('.figure.rest').waitFor();
    await picture(page, 'certify-11-record-calm-desktop-zh-CN');
    await page.locator('.figure:not(.rest)').waitFor();
    await shoot(page, 'certify-12-record-prompt');
    await page.route('**/clip*', (route) => route.abort('connectionfailed'));
    await recorded(page);
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'certify-13-upload-connection-lost');
    const line = held();
    await page.route(STATUS, async (route) => (await line.until, route.abort('connectionfailed')));
    await page.unroute('**/clip*');
    await next(page);
    await heading(page, '正在核对');
    await shoot(page, 'certify-14-waiting');
    line.release();
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'certify-14-waiting-connection-lost');
    await page.unroute(STATUS);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-15-certified');
    await page.locator('main .button', { hasText: '完成' }).click();
    await logIn(page, visitor);
    await heading(page, '已经认证');
    await shoot(page, 'certify-16-certified-already');
  });
}

async function refusedThreeTimesAndAppealed() {
  const { index } = visitors.FAILS;
  perform(`scene usual ${visitors.SUCCEEDS.index}`);
  await visit({ clip }, async (page) => {
    await toCamera(page, visitors.FAILS);
    await record(page);
    await recorded(page);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-20-face-mismatch');
    perform(`scene usual ${index}`);
    await next(page);
    await record(page, { act: false });
    await recorded(page);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-21-action-not-followed');
    perform(`scene nobody ${index}`);
    await next(page);
    await page.locator('.say', { hasText: '请把脸放进框里' }).waitFor();
    await shoot(page, 'certify-22-check-no-face');
    await page.locator('main .button.main:enabled', { hasText: '直接开始拍摄' }).waitFor();
    await shoot(page, 'certify-22-check-start-anyway');
    await record(page, { act: false });
    await recorded(page);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-23-third-failure-may-appeal');
    await page.locator('main .button', { hasText: '人工核对' }).click();
    await heading(page, '由工作人员核对');
    await shoot(page, 'certify-24-appealed');
  });
}

async function suspectedAndHandedToAClerk() {
  perform(`scene replay ${visitors.SUSPECTED.index}`);
  await visit({ clip }, async (page) => {
    await toCamera(page, visitors.SUSPECTED);
    await record(page);
    await recorded(page);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-25-handed-to-a-clerk');
  });
}

/** Somebody else holds the device: its main camera, and nothing is a mirror. */
async function helpedByARelative() {
  perform(`scene usual ${visitors.LATE.index}`);
  await visit({ clip }, async (page) => {
    await toCamera(page, visitors.EXHAUSTED, { who: '家人或工作人员' });
    await page.locator('.say', { hasText: '很好' }).waitFor();
    await shoot(page, 'certify-30-assisted-check');
    await record(page);
    await page.locator('main .button', { hasText: '声音已开' }).click();
    await page.locator('.figure:not(.rest)').waitFor();
    await shoot(page, 'certify-31-assisted-record-without-sound');
  });
}

/** What the page says on its own behalf while it waits, and where the face mesh cannot be loaded. */
async function busyOrWithoutHints() {
  await visit({}, async (page) => {
    const mesh = held();
    await page.route('**/mesh/**', async (route) => (await mesh.until, route.abort('connectionfailed')));
    await toCamera(page, visitors.EXHAUSTED);
    await page.locator('.say', { hasText: '正在准备' }).waitFor();
    await shoot(page, 'certify-40-check-preparing');
    mesh.release();
    await page.locator('.say', { hasText: '实时提示打不开' }).waitFor();
    await shoot(page, 'certify-41-check-without-hints');
  });
  await visit({ cameras: 2 }, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.EXHAUSTED);
    await page.locator('#device').waitFor();
    await shoot(page, 'certify-42-check-choice-of-cameras');
  });
}

/** A clip that is spoilt on its way, a long wait, and the last attempt of a day; nobody is in front of the camera. */
async function outOfAttempts() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.EXHAUSTED);
    await record(page, { act: false });
    await page.route('**/submission', (route) => route.continue({
      postData: JSON.stringify({ ...route.request().postDataJSON(), sizeBytes: 1 }),
    }));
    await recorded(page);
    await heading(page, '没有成功');
    await shoot(page, 'certify-50-clip-spoilt-on-its-way');
    await page.unroute('**/submission');
    await next(page);
    const line = held();
    await page.route('**/clip*', async (route) => (await line.until, route.continue()));
    await record(page, { act: false });
    await takeClock(page);
    await page.clock.runFor(17_000);
    await heading(page, '正在提交');
    await shoot(page, 'certify-51-uploading');
    await slowAnswers(page, line);
    await page.locator('.outcome').waitFor();
    for (let left = await attempts(page); left > 0; left--) {
      await next(page);
      await page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).waitFor();
      await next(page);
      await page.locator('.counter').waitFor();
      if (left > 1) await page.locator('main .button', { hasText: '重新来' }).click();
      else await page.clock.runFor(17_000);
    }
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-53-no-attempts-left-today');
    await page.locator('header button', { hasText: '退出' }).click();
    await logIn(page, visitors.EXHAUSTED);
    await heading(page, '没有成功');
    await shoot(page, 'refused-attempts-exhausted');
  });
}

const attempts = async (page) => Number(/(\d+)/.exec(await page.textContent('main .button.main'))[1]);

/** The worker is not yet done, and by the page's clock that takes more than a minute. */
async function slowAnswers(page, line) {
  const early = held();
  await page.route(STATUS, async (route) => {
    const answer = await route.fetch();
    await early.until;
    await route.fulfill({ response: answer });
  });
  line.release();
  await heading(page, '正在核对');
  await page.clock.fastForward(61_000);
  early.release();
  await page.locator('main .button', { hasText: '以后再看' }).waitFor();
  await page.unroute(STATUS);
  const last = held();
  await page.route(STATUS, async (route) => (await last.until, route.continue()));
  await shoot(page, 'certify-52-waiting-for-long');
  last.release();
}

export const certify = [certified, refusedThreeTimesAndAppealed, suspectedAndHandedToAClerk, helpedByARelative,
  busyOrWithoutHints, outOfAttempts];
