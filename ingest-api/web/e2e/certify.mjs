// Retirees certify side by side, from login to outcome; the test that calls this decides their clips as VISITS say. The
// time of their pages is turned by hand: the recording in real time, in front of a real face, is that of live.mjs.
import assert from 'node:assert/strict';
import {
  accessible, base, endRecording, heading, legible, loadFigures, logIn, picture, start, takeClock, together, usable, visitor,
  watchLoad, withoutMesh,
} from './browser.mjs';

const browser = await start();
try {
  await together(JSON.parse(process.env.VISITS).map((visit) => certify(visit)));
  console.log('PASSED');
} finally {
  await browser.close();
}

/**
 * @param visit who, and with what outcome; firstOfKind = the first with this screen and language, on whose way every
 *   screen is checked for accessibility; hints = the face mesh looks on; losesConnection while the clip is sent
 */
async function certify({ person, viewport, language, outcome, firstOfKind, hints, losesConnection }) {
  const { context, page, problems } = await visitor(browser, { viewport, language });
  const en = language === 'en';
  const stage = async (name, outcomeOnly = false) => {
    await picture(page, `certify-${name}-${viewport}-${language}`);
    if (firstOfKind || outcomeOnly) await accessible(page, name);
    await legible(page, name);
    await usable(page, name);
  };
  if (!hints) await withoutMesh(page);
  await toCheck();
  const line = await record();
  await settled();
  assert.deepEqual(line.offsets, [...new Set(line.offsets)].sort((a, b) => a - b), 'what has arrived is not sent again');
  assert.deepEqual(problems, []);

  async function toCheck() {
    await watchLoad(page);
    await page.goto(`${base}?lang=${language}`);
    await heading(page, en ? 'log in' : '请登录');
    if (firstOfKind) {
      const { bytes } = await loadFigures(page);
      assert.ok(bytes > 0 && bytes <= 300 * 1024, `first load is ${bytes} bytes`);
    }
    await page.click('.info');
    await stage('login');
    await logIn(page, person);
    await heading(page, en ? 'consent' : '需要您同意');
    await stage('consent');
    await page.click('.button:not(.main)');
    await heading(page, en ? 'Other ways' : '其他认证方式');
    await stage('routes');
    await page.click('main .button:not(.main)');
    await heading(page, en ? 'consent' : '需要您同意');
    await page.click('.button.main');
    await heading(page, en ? 'Before you begin' : '认证前');
    await stage('guide');
    await page.click('.button.main');
    await stage('who');
    const meshes = await page.evaluate(() => performance.getEntriesByType('resource').filter((e) => e.name.includes('/mesh/')).length);
    assert.equal(meshes, 0, 'the face mesh is loaded only at the camera step');
    await takeClock(page);
    await page.click('.button.main');
  }

  async function record() {
    await heading(page, en ? 'Put your face' : '请把脸放进框里');
    if (hints) {
      await page.locator('.say', { hasText: en ? 'Put your face inside' : '请把脸放进框里' }).waitFor();
      await page.clock.fastForward(12_000);
      await page.locator('main .button.main', { hasText: en ? 'anyway' : '直接开始' }).waitFor();
    } else {
      await page.locator('.say', { hasText: en ? 'not available' : '实时提示打不开' }).waitFor();
    }
    const begin = page.locator('main .button.main:enabled');
    await begin.waitFor();
    await stage('check');
    await begin.click();
    await page.locator('.counter').waitFor();
    await page.clock.runFor(2000);
    while (!(await page.locator('.figure:not(.rest)').count())) await page.clock.runFor(500);
    assert.match(await page.textContent('.words'), /请|lowly|Blink|Open/);
    await stage('record');
    const line = losesConnection ? await breakLine() : { offsets: [] };
    await endRecording(page);
    if (losesConnection) {
      await page.locator('[role=alert]').waitFor();
      await stage('connection lost');
      line.down = false;
      await page.click('.button.main');
    }
    return line;
  }

  /** The first part of the clip arrives, then nothing gets through until the line is up again. */
  async function breakLine() {
    const line = { down: false, offsets: [] };
    await page.route(/certifications\/[^/]+\/(clip|submission)/, (route) => {
      if (line.down) return route.abort('connectionfailed');
      if (route.request().method() === 'PUT') {
        line.down = line.offsets.push(Number(new URL(route.request().url()).searchParams.get('offset'))) === 1;
      }
      return route.continue();
    });
    return line;
  }

  async function settled() {
    const words = {
      CERTIFIED: en ? 'You are certified' : '认证成功',
      ACTION_NOT_FOLLOWED: '认证失败, 您的相貌能对上, 但您没有跟着引导做动作',
      FACE_MISMATCH: '认证失败，您的认证照片与建模照片不匹配，请您通过其他方式进行认证',
    }[outcome];
    await heading(page, words);
    await stage(`outcome-${outcome}`, true);
    if (outcome === 'CERTIFIED') {
      await takeReceipt();
    } else {
      assert.equal((await page.textContent('main h1')).trim(), words);
      await page.click('.button.main');
      await heading(page, /摄像头|放进框里|camera|face/);
    }
  }

  async function takeReceipt() {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.button.main')]);
    const stream = await download.createReadStream();
    let head = '';
    for await (const chunk of stream) { head += chunk.toString('latin1'); if (head.length > 5) break; }
    assert.ok(head.startsWith('%PDF-'), 'the receipt is a PDF');
    await page.locator('.button', { hasText: en ? 'Finish' : '完成' }).click();
    await heading(page, en ? 'log in' : '请登录');
    const cookies = await context.cookies();
    assert.deepEqual(cookies.filter((c) => c.name === 'certify_session' && c.value), [], 'leaving ends the session');
  }
}
