// A retiree certifies from login to certificate: a face in front of the camera, a random challenge, the real worker.
import assert from 'node:assert/strict';
import { accessible, base, followPrompts, heading, launch, legible, logIn, perform, person, picture } from './browser.mjs';

const NOT_CERTIFIED = 7;
const viewport = process.env.VIEWPORT;
const language = process.env.LANGUAGE;
const who = process.env.PERSON_INDEX;
const en = language === 'en';
perform(`scene far ${who}`);
const { browser, page, problems } = await launch({ clip: process.env.CLIP, viewport, language });
const stage = async (name) => {
  await picture(page, `live-${name}-${viewport}`);
  await accessible(page, name);
  await legible(page, name);
};
const since = Date.now();
const note = (what) => console.log(`${((Date.now() - since) / 1000).toFixed(1)} s: ${what}`);

try {
  await page.goto(`${base}?lang=${language}`);
  await logIn(page, person);
  await heading(page, en ? 'consent' : '需要您同意');
  await page.click('.button.main');
  await heading(page, en ? 'Before you begin' : '认证前');
  await page.click('.button.main');
  await page.click('.button.main');
  note('camera opened');
  await page.locator('.say', { hasText: en ? 'Come a little closer' : '请靠近一点' }).waitFor();
  assert.equal(await page.locator('.oval.good').count(), 0);
  note('too far, and told so');
  await stage('too-far');
  perform(`scene usual ${who}`);
  await page.locator('.oval.good').waitFor();
  note('the frame is green');
  await page.locator('main .button.main:enabled', { hasText: en ? /^Start recording$/ : /^开始拍摄$/ }).waitFor();
  await stage('good');
  await followPrompts(page);
  await page.click('main .button.main');
  await page.locator('.counter').waitFor();
  note('recording');
  await page.locator('.figure:not(.rest)').first().waitFor();
  await picture(page, `live-record-${viewport}`);
  await page.waitForFunction(() => !document.querySelector('.counter'), null, { timeout: 60_000 });
  note('recorded');
  await page.locator('.outcome').waitFor();
  note(`outcome: ${await page.textContent('main h1')}`);
  await stage('outcome');
  assert.deepEqual(problems, []);
  const certified = (await page.textContent('main h1')).includes(en ? 'You are certified' : '认证成功');
  process.exitCode = certified ? 0 : NOT_CERTIFIED;
} finally {
  await browser.close();
}
