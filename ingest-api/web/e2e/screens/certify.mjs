// The retiree's page from log-in to outcome, with somebody in front of the camera.
import { followPrompts, heading, logIn, perform, takeClock, withoutMesh } from '../browser.mjs';
import { mayAppeal } from './centre.mjs';
import {
  STATUS, alone, clip, held, keepReceipt, next, open, outcome, recordAlone, recorded, shoot, sleep, startButton, stopClock, toCamera, visit,
  visitors,
} from './shoot.mjs';

async function loggingIn() {
  await visit({ clip: 'none' }, async (page) => {
    const visitor = visitors.LATE;
    await open(page);
    await shoot(page, 'certify-01-login');
    await page.click('.info');
    await shoot(page, 'certify-02-numbers-explained');
    await page.click('button[type=submit]');
    await page.locator('[aria-invalid=true]').first().waitFor();
    await page.click('.info');
    await shoot(page, 'certify-03-fields-missing');
    await logIn(page, { name: visitor.name, number: visitor.number.slice(0, 17) + (visitor.number.endsWith('X') ? '1' : 'X') });
    await page.locator('#number[aria-invalid=true]').waitFor();
    await shoot(page, 'certify-04-number-mistyped');
    await page.locator('main .button', { hasText: '其他认证方式' }).click();
    await heading(page, '其他认证方式');
    await shoot(page, 'certify-06-other-ways-before-login');
    await next(page);
    const line = held();
    await page.route('**/self-service/session', async (route) => (await line.until, route.continue()));
    await logIn(page, visitor);
    await page.locator('button[type=submit]:disabled').waitFor();
    await shoot(page, 'certify-05-logging-in');
    line.release();
    await heading(page, '需要您同意');
    await shoot(page, 'certify-07-consent');
    await page.click('main .button:not(.main)');
    await heading(page, '其他认证方式');
    await shoot(page, 'certify-08-other-ways');
    await page.click('main .button:not(.main)');
    await next(page);
    await heading(page, '认证前');
    await shoot(page, 'certify-09-guide');
    await next(page);
    await shoot(page, 'certify-10-who-holds-the-device');
  });
}

/** The browser asks whether the page may have the camera, and the person takes their time. */
async function askedForTheCamera() {
  await visit({ ask: true }, async (page) => {
    await page.addInitScript(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (what) => {
        await new Promise((answered) => (globalThis.allowCamera = answered));
        return ask(what);
      };
    });
    await toCamera(page, visitors.LATE);
    await page.locator('main .button.main', { hasText: '打开摄像头' }).waitFor();
    await shoot(page, 'certify-11-camera-explained');
    await next(page);
    await page.locator('main .button.main:disabled').waitFor();
    await shoot(page, 'certify-12-camera-asked-for');
    await page.evaluate(() => globalThis.allowCamera());
    await heading(page, '请把脸放进框里');
  });
}

const HINTS = [
  ['nobody', 'no-face', '请把脸放进框里'], ['two', 'many-faces', '请只留一个人'], ['far', 'too-far', '请靠近'], ['close', 'too-close', '请离远'],
  ['aside', 'off-centre', '移到框中间'], ['turned', 'not-frontal', '请正对着屏幕'], ['tilted', 'head-tilted', '请把头摆正'],
  ['dark', 'too-dark', '光线太暗'], ['bright', 'too-bright', '光线太亮'], ['back', 'back-light', '背后太亮'],
  ['side', 'side-light', '灯光偏在一边'], ['glasses', 'eyes-hidden', '请睁开眼睛'],
];

async function hints() {
  const { index } = visitors.LATE;
  perform(`scene nobody ${index}`);
  await visit({ clip }, async (page) => {
    const mesh = held();
    await page.route('**/mesh/**', async (route) => (await mesh.until, route.continue()));
    await toCamera(page, visitors.LATE);
    await page.locator('.say', { hasText: '正在准备' }).waitFor();
    await shoot(page, 'certify-20-check-preparing');
    mesh.release();
    await page.locator('.say', { hasNotText: '正在准备' }).waitFor({ timeout: 120_000 });
    const missed = [];
    for (const [scene, name, words] of HINTS) {
      perform(`scene ${scene} ${index}`);
      try {
        await page.locator('.say', { hasText: words }).waitFor({ timeout: 30_000 });
        await shoot(page, `certify-21-check-${name}`);
      } catch {
        missed.push(`${name} (the page says: ${await page.textContent('.say')})`);
      }
    }
    perform(`scene nobody ${index}`);
    await page.locator('main .button.main:enabled', { hasText: '直接开始拍摄' }).waitFor();
    await shoot(page, 'certify-23-check-start-anyway');
    perform(`scene usual ${index}`);
    await page.locator('main .button.main:enabled', { hasText: /^开始拍摄$/ }).waitFor();
    await shoot(page, 'certify-22-check-good');
    if (missed.length) throw new Error(`hints that did not come: ${missed.join(', ')}`);
  });
}

async function certified() {
  const visitor = visitors.SUCCEEDS;
  perform(`scene usual ${visitor.index}`);
  await visit({ clip }, async (page) => {
    await toCamera(page, visitor);
    await recordAlone(page);
    await outcome(page);
    await page.locator('main h1', { hasText: '认证成功' }).waitFor({ timeout: 1000 });
    await shoot(page, 'certify-50-certified');
    await keepReceipt(page, 'certify-51-receipt', await page.locator('main a.main').getAttribute('href'));
    await page.locator('main .button', { hasText: '完成' }).click();
    await logIn(page, visitor);
    await heading(page, '已经认证');
    await shoot(page, 'certify-52-certified-already');
  });
}

/** Somebody else's face first; then the clip of before is sent once more, in place of what the camera sees. */
async function refusedThreeTimesAndAppealed() {
  const { index } = visitors.FAILS;
  perform(`scene usual ${visitors.SUSPECTED.index}`);
  await visit({ clip }, async (page) => {
    await page.addInitScript(() => {
      const data = Object.getOwnPropertyDescriptor(BlobEvent.prototype, 'data');
      globalThis.filmed = [];
      Object.defineProperty(BlobEvent.prototype, 'data', {
        get() {
          const now = data.get.call(this);
          if (!globalThis.sendsAgain) globalThis.filmed.push(now);
          if (!globalThis.sendsAgain) return now;
          return new Blob(globalThis.filmed.splice(0), { type: now.type });
        },
      });
    });
    await toCamera(page, visitors.FAILS);
    await recordAlone(page);
    await outcome(page);
    await page.locator('main h1', { hasText: '建模照片不匹配' }).waitFor({ timeout: 1000 });
    await shoot(page, 'certify-53-face-mismatch');
    perform(`scene usual ${index}`);
    await page.evaluate(() => (globalThis.filmed = []));
    await next(page);
    await recordAlone(page, { act: false });
    await outcome(page);
    await page.locator('main h1', { hasText: '没有跟着引导做动作' }).waitFor({ timeout: 1000 });
    await shoot(page, 'certify-54-action-not-followed');
    await page.evaluate(() => (globalThis.sendsAgain = true));
    await next(page);
    await startButton(page).waitFor();
    await takeClock(page);
    await next(page);
    await page.locator('.counter').waitFor();
    await page.clock.runFor(17_000);
    await outcome(page);
    await shoot(page, 'certify-55-third-failure-may-appeal');
    await mayAppeal();
    await page.locator('main .button', { hasText: '人工核对' }).click();
    await heading(page, '由工作人员核对');
    await shoot(page, 'certify-56-appealed');
  });
}

async function suspectedAndHandedToAClerk() {
  perform(`scene replay ${visitors.SUSPECTED.index}`);
  await visit({ clip }, async (page) => {
    await toCamera(page, visitors.SUSPECTED);
    await recordAlone(page);
    await outcome(page);
    await heading(page, '由工作人员核对');
    await shoot(page, 'certify-57-handed-to-a-clerk');
  });
}

/** Somebody else holds the device: its main camera, and nothing is a mirror. */
async function helpedByARelative() {
  perform(`scene usual ${visitors.LATE.index}`);
  await visit({ clip }, async (page) => {
    // Before the mesh begins: it does not bear a clock that is set back.
    await takeClock(page);
    await toCamera(page, visitors.LATE, { who: '家人或工作人员' });
    await page.locator('.say', { hasText: '很好' }).waitFor();
    await shoot(page, 'certify-26-check-assisted');
    await alone(async () => {
      await recordOnQuickDevice(page);
      await page.locator('.seen', { hasText: '做到了' }).waitFor({ timeout: 17_000 });
      await stopClock(page);
    });
    await shoot(page, 'certify-34-record-action-seen');
    await page.locator('main .button', { hasText: '声音已开' }).click();
    await shoot(page, 'certify-35-record-without-sound');
  });
}

/** The check's last looks are made while the page's clock stands still, as on a device quick enough to confirm what it sees. */
async function recordOnQuickDevice(page) {
  await startButton(page).waitFor();
  await followPrompts(page);
  await stopClock(page);
  for (let look = 0; look < 8; look++) {
    await page.clock.runFor(150);
    await sleep(500);
  }
  await next(page);
  await page.clock.resume();
  await page.locator('.counter').waitFor();
}

async function withoutHints() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.LATE);
    await page.locator('.say', { hasText: '实时提示打不开' }).waitFor();
    await shoot(page, 'certify-24-check-without-hints');
  });
  await visit({ cameras: 2 }, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.LATE);
    await page.locator('#device').waitFor();
    await shoot(page, 'certify-25-check-choice-of-cameras');
  });
}

/** Every prompt, as chance brings them. A shake is rarely asked for: one person's attempts of a day may end before it comes. */
async function prompted() {
  const actions = ['turn-left', 'turn-right', 'look-up', 'look-down', 'blink', 'open-mouth', 'nod', 'shake'];
  const missing = new Set(['calm', 'rest', ...actions]);
  for (const person of [visitors.PROMPTED, visitors.PROMPTED_AGAIN]) {
    if (missing.size) await visit({}, (page) => attempts(page, person, missing));
  }
  if (missing.size) throw new Error(`prompts that did not come: ${[...missing].join(', ')}`);
}

/** Recordings of one person until nothing is missing or no attempt is left, while the page's time stands still. */
async function attempts(page, person, missing) {
  await withoutMesh(page);
  await toCamera(page, person);
  await startButton(page).waitFor();
  await takeClock(page);
  while (missing.size) {
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/certifications'));
    await next(page);
    const opened = await answered;
    if (!opened.ok()) break;
    const { prompts } = await opened.json();
    await page.locator('.counter').waitFor();
    if (missing.has('rest') || prompts.some((prompt) => missing.has(pose(prompt.action)))) await throughTheRecording(page, missing);
    await page.clock.resume();
    await page.locator('main .button', { hasText: '重新来' }).click();
    await startButton(page).waitFor();
  }
}

const pose = (action) => action.toLowerCase().replace('_', '-');

async function throughTheRecording(page, missing) {
  await stopClock(page);
  // Not to its end: it is stopped by hand, and time goes on before that.
  for (let passed = 0; passed < 14_000; passed += 200) {
    const now = await page.locator('.figure').getAttribute('class').then((names) => names.split(' ')[1]);
    const state = now !== 'rest' ? now : (await page.textContent('.words')).includes('保持不动') ? 'calm' : 'rest';
    if (missing.delete(state)) await shoot(page, ['calm', 'rest'].includes(state) ? `certify-3${state === 'calm' ? 0 : 2}-record-${state}` : `certify-31-record-${state}`);
    await page.clock.runFor(200);
  }
}

/** Somebody else holds the device, and the figure turns the other way. */
async function promptedByARelative() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.LATE, { who: '家人或工作人员' });
    await startButton(page).waitFor();
    await takeClock(page);
    await next(page);
    await page.locator('.counter').waitFor();
    await stopClock(page);
    while (!(await page.locator('.figure.turn-left, .figure.turn-right').count())) await page.clock.runFor(200);
    await shoot(page, 'certify-33-record-assisted');
  });
}

/** A clip that is spoilt on its way, a line that is lost, a long wait, and the last attempts of a day. */
async function outOfAttempts() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.EXHAUSTED);
    await startButton(page).waitFor();
    await takeClock(page);
    await page.route('**/submission', (route) => route.continue({
      postData: JSON.stringify({ ...route.request().postDataJSON(), sizeBytes: 1 }),
    }));
    await filmQuickly(page);
    await heading(page, '没有成功');
    await shoot(page, 'refused-17-clip-spoilt-on-its-way');
    await page.unroute('**/submission');
    await useUp(page, 3);
    await next(page);
    const line = held();
    let lost = false;
    await page.route('**/clip*', async (route) => (await line.until, lost ? route.abort('connectionfailed') : route.continue()));
    await filmQuickly(page);
    await heading(page, '正在提交');
    await shoot(page, 'certify-40-uploading');
    lost = true;
    line.release();
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'certify-41-upload-connection-lost');
    await holdAnswers(page, async () => {
      await page.unroute('**/clip*');
      await next(page);
    });
    await outcome(page);
    await shoot(page, 'certify-58-few-attempts-left');
    await useUp(page, 1);
    await next(page);
    await filmQuickly(page);
    await outcome(page);
    await page.locator('main .notice', { hasText: '次数用完了' }).waitFor();
    await shoot(page, 'certify-59-no-attempts-left-today');
    await page.locator('header button', { hasText: '退出' }).click();
    await logIn(page, visitors.EXHAUSTED);
    await heading(page, '没有成功');
    await shoot(page, 'refused-05-attempts-exhausted');
  });
}

async function filmQuickly(page) {
  await startButton(page).waitFor();
  await next(page);
  await page.locator('.counter').waitFor();
  await page.clock.runFor(17_000);
  await recorded(page);
}

/** Begins certifications elsewhere until so many are left. */
async function useUp(page, left) {
  await page.evaluate(async (wanted) => {
    for (;;) {
      const { attemptsLeft, csrf, consentVersion } = await (await fetch('web/self-service/session')).json();
      if (attemptsLeft <= wanted) return;
      await fetch('web/self-service/certifications', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify({ consentVersion }),
      });
    }
  }, left);
}

/** The answer from when the clip had just arrived is given again until, by the page's clock, a minute is over; then the line is lost. */
async function holdAnswers(page, send) {
  let answer = null;
  let lost = false;
  await page.route(STATUS, async (route) => {
    if (lost) return route.abort('connectionfailed');
    answer ??= await (await route.fetch()).body();
    return route.fulfill({ contentType: 'application/json', body: answer });
  });
  await send();
  await heading(page, '正在核对');
  await shoot(page, 'certify-42-waiting');
  await page.clock.fastForward(61_000);
  await page.locator('main .button', { hasText: '以后再看' }).waitFor();
  await shoot(page, 'certify-43-waiting-for-long');
  lost = true;
  await page.locator('[role=alert]').waitFor();
  await shoot(page, 'certify-44-waiting-connection-lost');
  await page.unroute(STATUS);
}

/** In front of the camera one after the other. */
export const filmed = [hints, certified, refusedThreeTimesAndAppealed, suspectedAndHandedToAClerk, helpedByARelative];
export const certify = [loggingIn, askedForTheCamera, withoutHints, prompted, promptedByARelative, outOfAttempts];
