// What the areas of screens.mjs share: the photographer, the browsers, and the ways through the retiree's page.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, followPrompts, heading, legible, logIn, picture, start, usable, viewports, visitor } from '../browser.mjs';
import { states } from './states.mjs';

export const visitors = JSON.parse(process.env.VISITORS);
/** The camera that {@link perform}'s people sit in front of. */
export const clip = process.env.CLIP;

const known = new Set(Object.values(states).flat());
/** Names of the states that have their pictures. */
export const pictured = new Set();
/** What was found wrong with screens; it is said once for each screen, not for each of its pictures. */
export const flaws = new Set();

let turn = Promise.resolve();
/** One picture at a time, and none while somebody is recorded for a judge who doubts what stutters. */
export function alone(what) {
  const result = turn.then(what);
  turn = result.catch(() => undefined);
  return result;
}

async function inspect(page, where, forRetirees) {
  for (const check of forRetirees ? [legible, usable] : [fits]) {
    await check(page, where).catch((flaw) => flawed(`flaw: ${flaw.message.replace(/\s+/g, ' ').slice(0, 600)}`));
  }
}

/** Nothing but what scrolls by itself is wider than the screen. */
async function fits(page, where) {
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth + 1);
  if (wide) throw new Error(`${where}: wider than the screen`);
}

function flawed(line) {
  if (!flaws.has(line)) console.log(line);
  flaws.add(line);
}

/** Names and notes are as somebody wrote them, in whatever language the page is. */
const typed = ['网页自助认证', '屏幕反光', '电话记录', '视频是以前', '家属已联系', '银行回单', '县社保大厅自助机', '会议纪要'];

/** Keys of texts that are missing, and Chinese where the page is English. */
async function worded(page, where) {
  const text = await page.evaluate(() => document.body.innerText);
  const keys = text.match(/(^|\s)[a-z]+(\.[A-Za-z]\w*)+(?=\s|$)/gm) ?? [];
  const chinese = (await languageOf(page)) === 'en' ? text.match(/[\u4e00-\u9fff，]{5,}/g) ?? [] : [];
  for (const found of [...keys.filter((key) => /\.[A-Z_]{3,}$|^(site|login|hint|error|case|finding|proposal|dash|channels)\./.test(key.trim())), ...chinese]) {
    if (!typed.some((words) => found.includes(words))) flawed(`flaw: ${where}: not in the language of the page: ${found.trim()}`);
  }
}

export const languageOf = (page) => page.evaluate(() => document.documentElement.lang);

export async function switchLanguage(page) {
  const other = (await languageOf(page)) === 'en' ? 'zh-CN' : 'en';
  // On a small screen a recording hides it; where the camera fills the page it is a click all the same.
  await page.locator('header button[lang]').evaluate((button) => button.click());
  await page.locator(`html[lang="${other}"]`).waitFor({ state: 'attached' });
  // Some words come anew from the server.
  await settled(page);
}

const inFlight = new WeakMap();
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Nothing is on its way to the page any more, or it takes too long. @param most milliseconds */
export async function settled(page, most = 1000) {
  const until = Date.now() + most;
  for (let quietSince = Date.now(); Date.now() < until && Date.now() - quietSince < 120; await sleep(30)) {
    if (inFlight.get(page)?.size) quietSince = Date.now();
  }
}

function watchLine(page) {
  const asked = new Set();
  inFlight.set(page, asked);
  page.on('request', (request) => asked.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => asked.delete(request));
}

/** What fades in has come; what moves for ever is left moving. */
const still = (page) => Promise.race([
  sleep(1000),
  page.evaluate(() => Promise.allSettled(document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity).map((each) => each.finished))),
]);

async function inBothSizes(page, name, forRetirees) {
  const language = await languageOf(page);
  await still(page);
  for (const [viewport, size] of Object.entries(viewports)) {
    await page.setViewportSize(size);
    await picture(page, `${name}-${viewport}-${language}`);
    await inspect(page, `${name} ${viewport} ${language}`, forRetirees);
  }
  await worded(page, `${name} ${language}`);
  await page.setViewportSize(viewports.desktop);
}

function mark(name) {
  if (!known.has(name)) throw new Error(`${name} is not in states.mjs`);
  pictured.add(name);
  console.log(`pictured: ${name}`);
}

/**
 * The page as it stands, in both languages and on both screens; it is left as it was found.
 *
 * @param forRetirees whether the rules of a retiree's screen are looked at, too; @param before what is done in each language
 */
export const shoot = (page, name, { forRetirees = true, before = () => undefined } = {}) => alone(async () => {
  // What was said about something else has gone.
  await page.locator('.el-message').first().waitFor({ state: 'detached' });
  await before();
  await inBothSizes(page, name, forRetirees);
  await switchLanguage(page);
  await before();
  await inBothSizes(page, name, forRetirees);
  await switchLanguage(page);
  mark(name);
});

/** What is said once, in the language of the moment, and soon goes away again. @param act that makes the page say it */
export async function shootSaid(page, name, act, said = '.el-message') {
  for (let n = 0; n < 2; n++) {
    await alone(async () => {
      await page.locator(said).first().waitFor({ state: 'detached' });
      await act(n);
      await page.locator(said).first().waitFor();
      await inBothSizes(page, name, false);
    });
    await switchLanguage(page);
  }
  mark(name);
}

/** The receipt as it is printed, which looks the same on every screen. */
export async function keepReceipt(page, name, address) {
  for (const language of ['zh-CN', 'en']) {
    const answer = await page.request.get(address.replace(/lang=.*$/, `lang=${language}`));
    if (!answer.ok()) throw new Error(`the receipt was answered with ${answer.status()}`);
    writeFileSync(join(process.env.SHOTS, `${name}-${language}.pdf`), await answer.body());
  }
  mark(name);
}

const browsers = new Map();
let addresses = 0;

/**
 * Somebody's visit in a window of their own, from an address of their own; who has the same camera shares a browser, which
 * takes seconds to start.
 */
export async function visit({ deny = false, ask = false, ...devices }, what) {
  const key = JSON.stringify({ ask, ...devices });
  if (!browsers.has(key)) browsers.set(key, start({ ask, ...devices }));
  const { context, page } = await visitor(await browsers.get(key), { camera: !deny && !ask, address: `203.0.113.${++addresses}` });
  page.setDefaultTimeout(60_000);
  watchLine(page);
  try {
    await what(page);
  } catch (problem) {
    const said = await page.locator('main h1, main [role=alert], main .say').allInnerTexts().catch(() => []);
    throw new Error(`${problem.message.split('\n')[0]} ${problem.message.match(/waiting for .*/)?.[0] ?? ''} (the page says: ${said.join(' / ')})`);
  } finally {
    await context.close();
  }
}

export async function closeBrowsers() {
  for (const browser of browsers.values()) await browser.then((it) => it.close(), () => undefined);
}

export const next = (page) => page.click('main .button.main');

export async function open(page, site = base) {
  await page.goto(`${site}?lang=zh-CN`);
  await page.locator('#name').waitFor();
}

export async function enter(page, who, site = base) {
  await open(page, site);
  await logIn(page, who);
}

/** From the log-in to the camera step. @param who button that says who holds the device; @param site its address */
export async function toCamera(page, person, { who = '我自己操作', site } = {}) {
  await enter(page, person, site);
  await heading(page, '需要您同意');
  await next(page);
  await heading(page, '认证前');
  await next(page);
  await page.locator('main .button', { hasText: who }).click();
}

export const startButton = (page) => page.locator('main .button.main:enabled', { hasText: '开始拍摄' });

/** From the check into the recording. @param act whether the person does what is asked */
export async function record(page, { act = true } = {}) {
  await startButton(page).waitFor();
  await followPrompts(page, act);
  await next(page);
  await page.locator('.counter').waitFor();
}

export const recorded = (page) => page.waitForFunction(() => !document.querySelector('.counter'), null, { timeout: 120_000 });

/** One whole recording in real time, for the worker to judge. */
export const recordAlone = (page, options) => alone(async () => {
  await record(page, options);
  await recorded(page);
});

export const outcome = (page) => page.locator('.outcome').waitFor({ timeout: 180_000 });

/** Something that is waited for until it is released. */
export function held() {
  let release;
  const until = new Promise((done) => (release = done));
  return { until, release };
}

/** The page's time stands still from now on; it goes on by `page.clock.runFor`. */
export async function stopClock(page, ahead = 50) {
  const then = (await page.evaluate(() => Date.now())) + ahead;
  await page.clock.pauseAt(then).catch((problem) => {
    // The machine was busy, and that moment is past.
    if (ahead > 2000) throw problem;
    return stopClock(page, 2 * ahead);
  });
}

export const STATUS = /certifications\/[0-9a-f-]{36}$/;
