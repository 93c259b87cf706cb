// Retirees certify one after the other on the same device, from login to certificate: a face in front of the camera, a
// random challenge, the real worker. What became of each visit is left in RECORDS: VIEWPORT.json, and the clip itself.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accessible, base, followPrompts, heading, keepRecording, launch, legible, logIn, perform, picture, recordedClip, viewports,
} from './browser.mjs';

const { browser, page, problems } = await launch({ clip: process.env.CLIP });
const since = Date.now();
try {
  await keepRecording(page);
  await page.goto(`${base}?lang=zh-CN`);
  for (const visit of JSON.parse(process.env.VISITS)) {
    await page.setViewportSize(viewports[visit.viewport]);
    await certify(visit);
    await page.locator('header button', { hasText: /^退出$|^Leave$/ }).click();
  }
  assert.deepEqual(problems, []);
} finally {
  await browser.close();
}

/** @param visit who (and whose face), on which screen and in which language */
async function certify({ person, face, viewport, language }) {
  const en = language === 'en';
  const record = {};
  const stage = async (name) => {
    await picture(page, `live-${name}-${viewport}`);
    await accessible(page, name);
    await legible(page, name);
  };
  const note = (what) => console.log(`${viewport}, ${((Date.now() - since) / 1000).toFixed(1)} s: ${what}`);

  perform(`scene far ${face}`);
  if ((await page.evaluate(() => document.documentElement.lang)) !== language) await page.click(`header button[lang="${language}"]`);
  await heading(page, en ? 'log in' : '请登录');
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
  perform(`scene usual ${face}`);
  await page.locator('.oval.good').waitFor();
  note('the frame is green');
  const begin = page.locator('main .button.main:enabled', { hasText: en ? /^Start recording$/ : /^开始拍摄$/ });
  await begin.waitFor();
  await stage('good');
  await followPrompts(page);
  const opened = page.waitForResponse((answer) => answer.url().endsWith('/certifications'));
  const submitted = page.waitForRequest((request) => request.url().endsWith('/submission'));
  await begin.click();
  record.prompts = (await (await opened).json()).prompts;
  await page.locator('.counter').waitFor();
  perform(`begin ${viewport}`);
  note('recording');
  await page.locator('.figure:not(.rest)').first().waitFor();
  await picture(page, `live-record-${viewport}`);
  record.promptOffsets = (await submitted).postDataJSON().promptOffsets;
  perform(`end ${viewport}`);
  note('recorded');
  writeFileSync(join(process.env.RECORDS, `${viewport}.clip`), await recordedClip(page));
  await page.locator('.outcome').waitFor();
  record.outcome = (await page.textContent('main h1')).trim();
  record.certified = record.outcome.includes(en ? 'You are certified' : '认证成功');
  note(`outcome: ${record.outcome}`);
  await stage('outcome');
  writeFileSync(join(process.env.RECORDS, `${viewport}.json`), JSON.stringify(record));
}
