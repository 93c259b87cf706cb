// A retiree certifies from login to receipt; the test that calls this decides the clip as EXPECTED says.
import assert from 'node:assert/strict';
import { accessible, base, heading, launch, legible, loadFigures, logIn, picture, usable, watchLoad } from './browser.mjs';

const viewport = process.env.VIEWPORT ?? 'desktop';
const language = process.env.LANGUAGE ?? 'zh-CN';
const expected = process.env.EXPECTED ?? 'CERTIFIED';
const lossy = process.env.LOSE_CONNECTION === 'true';
const { browser, context, page, problems } = await launch({ clip: process.env.CLIP, viewport, language });
const stage = async (name) => {
  await picture(page, `certify-${name}-${viewport}-${language}`);
  await accessible(page, name);
  await legible(page, name);
  await usable(page, name);
};
const en = language === 'en';

try {
  await watchLoad(page);
  await page.goto(`${base}?lang=${language}`);
  await heading(page, en ? 'log in' : '请登录');
  const { bytes } = await loadFigures(page);
  assert.ok(bytes > 0 && bytes <= 300 * 1024, `first load is ${bytes} bytes`);
  await page.click('.info');
  await stage('login');
  await logIn(page);

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
  const meshBefore = await page.evaluate(() => performance.getEntriesByType('resource').filter((e) => e.name.includes('/mesh/')).length);
  assert.equal(meshBefore, 0, 'the face mesh is loaded only at the camera step');
  await page.click('.button.main');

  await heading(page, en ? 'Put your face' : '请把脸放进框里');
  const start = page.locator('main .button.main');
  await start.waitFor();
  await page.waitForFunction(() => !document.querySelector('main .button.main').disabled, null, { timeout: 90_000 });
  console.log(`check says: ${await page.textContent('.say')}`);
  await stage('check');
  await start.click();

  await page.locator('.counter').waitFor();
  await page.waitForFunction(() => document.querySelector('.arrow') && /请|Slowly|Blink|Open/.test(document.querySelector('.words').textContent), null, { timeout: 10_000 });
  await page.locator('.figure:not(.rest)').waitFor();
  await stage('record');
  let cut = lossy;
  if (lossy) await page.route('**/clip*', (route) => (cut ? route.abort('connectionfailed') : route.continue()));
  await page.waitForFunction(() => !document.querySelector('.counter'), null, { timeout: 30_000 });
  if (lossy) {
    await page.locator('[role=alert]').waitFor();
    await stage('connection lost');
    cut = false;
    await page.click('.button.main');
  }
  await (expected === 'CHALLENGE_EXPIRED' ? expired() : settled());
  assert.deepEqual(problems, []);
  console.log('PASSED');
} finally {
  await browser.close();
}

async function expired() {
  await heading(page, '没有成功');
  assert.match(await page.textContent('[role=alert]'), /超过了时间/);
  await stage('expired');
  await page.click('.button.main');
  await heading(page, '请把脸放进框里');
}

async function settled() {
  const words = {
    CERTIFIED: en ? 'You are certified' : '认证成功',
    ACTION_NOT_FOLLOWED: '认证失败, 您的相貌能对上, 但您没有跟着引导做动作',
    FACE_MISMATCH: '认证失败，您的认证照片与建模照片不匹配，请您通过其他方式进行认证',
    PRESENTATION_ATTACK_SUSPECTED: en ? 'a clerk will check' : '由工作人员核对',
  }[expected];
  await heading(page, words);
  if (!en && expected !== 'CERTIFIED' && expected !== 'PRESENTATION_ATTACK_SUSPECTED') {
    assert.equal((await page.textContent('main h1')).trim(), words);
  }
  await stage(`outcome-${expected}`);
  if (expected === 'CERTIFIED') {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.button.main')]);
    const stream = await download.createReadStream();
    let head = '';
    for await (const chunk of stream) { head += chunk.toString('latin1'); if (head.length > 5) break; }
    assert.ok(head.startsWith('%PDF-'), 'the receipt is a PDF');
    await page.locator('.button', { hasText: en ? 'Finish' : '完成' }).click();
    await heading(page, en ? 'log in' : '请登录');
    const cookies = await context.cookies();
    assert.deepEqual(cookies.filter((c) => c.name === 'certify_session' && c.value), [], 'leaving ends the session');
  } else if (expected !== 'PRESENTATION_ATTACK_SUSPECTED') {
    await page.click('.button.main');
    await heading(page, /摄像头|放进框里|camera|face/);
  }
}
