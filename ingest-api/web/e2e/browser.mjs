// What every browser check shares: Chromium with a camera fed from a file, pictures, and the accessibility check.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const base = process.env.BASE_URL.replace(/\/?$/, '/');
export const person = { name: process.env.PERSON_NAME, number: process.env.PERSON_NUMBER };
/** To a browser no machine of its own: without TLS it lends no camera to a page from there. */
export const ELSEWHERE = 'bureau.example';
export const viewports = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
};

function browserPath() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((path) => path && existsSync(path));
  assert.ok(found, 'Chromium is needed: apt-get install chromium, or set CHROMIUM to its path');
  return found;
}

/**
 * A browser, which takes seconds to start: visits that have the same camera share it.
 *
 * @param clip y4m or mjpeg file; none = the browser's own moving pattern; 'none' = no camera at all
 * @param cameras how many; @param elsewhere knows this machine by the name {@link ELSEWHERE}, too
 * @param ask whoever is asked for the camera allows it; otherwise those may use it whose visit allows it beforehand
 */
export function start({ clip, ask = false, cameras = 1, elsewhere = false } = {}) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  if (clip !== 'none') args.push(`--use-fake-device-for-media-stream=device-count=${cameras}`);
  if (elsewhere) args.push(`--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`);
  if (ask) args.push('--use-fake-ui-for-media-stream');
  if (clip && clip !== 'none') args.push(`--use-file-for-fake-video-capture=${clip}`);
  return chromium.launch({ executablePath: browserPath(), args });
}

/** Somebody's own window. @param camera whether the person has allowed the camera before; @param address they come from, as a proxy says it */
export async function visitor(browser, { camera = true, viewport = 'desktop', language = 'zh-CN', address } = {}) {
  const context = await browser.newContext({
    viewport: viewports[viewport],
    isMobile: viewport === 'phone',
    hasTouch: viewport === 'phone',
    locale: language,
    permissions: camera ? ['camera'] : [],
    extraHTTPHeaders: address ? { 'X-Forwarded-For': address } : {},
    bypassCSP: false,
    // Contrast is measured on what has arrived, not on what is still fading in.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // A guard against hanging, not a measure of speed: a loaded machine is slow.
  page.setDefaultTimeout(120_000);
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) {
      problems.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) {
      problems.push(`request to a third party: ${request.url()}`);
    }
  });
  return { context, page, problems };
}

/** One person in a browser of their own. @param deny the person refuses the camera; the others as of {@link start} */
export async function launch({ deny = false, ask = false, viewport, language, ...devices } = {}) {
  const browser = await start({ ask, ...devices });
  return { browser, ...(await visitor(browser, { camera: !deny && !ask, viewport, language })) };
}

/** All of them, though one fails: its fault is thrown when the others have ended. */
export async function together(visits) {
  const ends = await Promise.allSettled(visits);
  const faults = ends.filter((end) => end.status === 'rejected').map((end) => end.reason);
  faults.slice(1).forEach((fault) => console.error(fault));
  if (faults.length) throw faults[0];
}

export async function picture(page, name) {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

/** What fades in has another contrast on its way. */
const faded = (page) => page.evaluate(async () => {
  await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
  const passing = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map((each) => each.finished));
});

/** No serious or critical violation; contrast and names are checked on what is visible. */
export async function accessible(page, where) {
  await faded(page);
  // The page's own policy forbids injected scripts, so the checker comes in by the debugging protocol.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(grave.map(({ id, nodes }) => `${where}: ${id} ${nodes.map((n) => n.html).join(' | ')}`), []);
}

/** After {@link accessible}: a button of each kind can be read with the pointer on it, too. */
export async function legibleUnderPointer(page, where) {
  const dialog = page.locator('dialog[open]');
  const within = (await dialog.count()) ? dialog : page.locator('body');
  const kinds = new Set();
  for (const button of await within.locator('button:enabled:visible').all()) {
    const kind = await button.getAttribute('class');
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    await button.hover();
    await faded(page);
    const { violations } = await button.evaluate((it) => globalThis.axe.run(it, { runOnly: ['color-contrast'] }));
    assert.deepEqual(violations.map(({ nodes }) => nodes.map((n) => n.failureSummary)), [], `${where}: ${kind} under the pointer`);
  }
  await page.mouse.move(0, 0);
}

/** No text smaller than this many pixels. */
export async function legible(page, where, least = 18) {
  const small = await page.evaluate((limit) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < limit && !element.closest('.hidden-text, script, style')) found.push(`${element.tagName} ${size}`);
    }
    return found;
  }, least);
  assert.deepEqual(small, [], where);
}

/**
 * A retiree's screen asks for one decision and leads on: one main button at most, few others beside it, a way on unless
 * something is under way, nothing cut off, and everything large enough for a finger.
 */
export async function usable(page, where) {
  const found = await page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
    const open = shown('main .button, main select').filter((it) => !it.disabled);
    return {
      mains: shown('main .button.main').length,
      choices: shown('main .button:not(.plain), main select').length,
      waysOn: open.filter((it) => it.tagName !== 'SELECT' && it.textContent.trim()).length,
      underWay: shown('main .progress').length > 0,
      failed: shown('main [role=alert]').length > 0,
      cutOff: document.scrollingElement.scrollWidth > innerWidth + 1,
      small: shown('button, a.button, select').filter((it) => it.getBoundingClientRect().height < 43.5).map((it) => it.outerHTML),
    };
  });
  assert.ok(found.mains <= 1 && found.choices <= 3, `${where}: more than one decision ${JSON.stringify(found)}`);
  assert.ok(found.waysOn > 0 || (found.underWay && !found.failed), `${where}: a dead end ${JSON.stringify(found)}`);
  assert.ok(!found.cutOff, `${where}: wider than the screen`);
  assert.deepEqual(found.small, [], `${where}: too small for a finger`);
}

/** Lets {@link loadFigures} see the long tasks of the pages that come. */
export async function watchLoad(page) {
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
  });
}

/**
 * What the first load costs: KB over the line (compressed), largest contentful paint, and total blocking time, which is
 * the part beyond 50 ms of every long task between the first paint and a quiet second.
 */
export async function loadFigures(page) {
  const figures = await page.evaluate(async () => {
    const quiet = () => performance.now() - Math.max(0, ...globalThis.longTasks.map((task) => task.startTime + task.duration)) > 1000;
    while (!quiet() && performance.now() < 20_000) await new Promise((next) => setTimeout(next, 100));
    const entries = (type) => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries())).observe({ type, buffered: true });
    });
    const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    const loaded = performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'));
    return {
      bytes: loaded.reduce((sum, entry) => sum + entry.transferSize, 0),
      lcp: Math.round((await entries('largest-contentful-paint')).at(-1).startTime),
      tbt: Math.round(globalThis.longTasks.filter((task) => task.startTime + task.duration > paint)
        .reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0)),
    };
  });
  console.log(`first load: ${Math.round(figures.bytes / 1024)} KB compressed, LCP ${figures.lcp} ms, TBT ${figures.tbt} ms`);
  return figures;
}

export async function logIn(page, who = person) {
  await page.fill('#name', who.name);
  await page.fill('#number', who.number);
  await page.click('button[type=submit]');
}

/** From the consent to the camera step. */
export async function toCamera(page) {
  await page.click('.button.main');
  await page.click('.button.main');
  await page.click('.button.main');
}

/** The face mesh cannot be loaded: the person is told to take care of the position, and goes on. */
export const withoutMesh = (page) => page.route('**/mesh/**', (route) => route.abort('connectionfailed'));

/** From now on the page's time can be turned on by `page.clock`; camera and recorder keep their own. */
export const takeClock = (page) => page.clock.install();

/** Turns the page's clock to the end of a recording whose length does not matter to the path under test. */
export async function endRecording(page) {
  await page.clock.runFor(16_500);
  await page.waitForFunction(() => !document.querySelector('.counter'), null, { timeout: 60_000 });
}

export async function heading(page, text) {
  await page.locator('main h1', { hasText: text }).waitFor({ timeout: 120_000 });
}

/** Tells whoever sits in front of the camera what to do; without a performer the line is just printed. */
export function perform(direction) {
  process.stdout.write(`» ${direction}\n`);
}

const followed = new WeakSet();

/** Passes on what the page asks for, at the moment it asks; or stops doing so. */
export async function followPrompts(page, follow = true) {
  if (!followed.has(page)) {
    followed.add(page);
    await page.exposeFunction('performAction', (action) => perform(`act ${action}`));
    await page.evaluate(() => {
      let before = 'rest';
      setInterval(() => {
        const pose = document.querySelector('.figure')?.classList[1] ?? 'rest';
        if (globalThis.performing && pose !== before && pose !== 'rest') {
          globalThis.performAction(pose.replace('-', '_').toUpperCase());
        }
        before = pose;
      }, 40);
    });
  }
  await page.evaluate((on) => (globalThis.performing = on), follow);
}

/** Lets {@link recordedClip} have the clip of the last recording, as the page has it. */
export async function keepRecording(page) {
  await page.addInitScript(() => {
    const begin = MediaRecorder.prototype.start;
    MediaRecorder.prototype.start = function start(...every) {
      globalThis.filmed = [];
      this.addEventListener('dataavailable', ({ data }) => globalThis.filmed.push(data));
      begin.apply(this, every);
    };
  });
}

export async function recordedClip(page) {
  return Buffer.from(await page.evaluate(() => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(',')[1]);
    reader.readAsDataURL(new Blob(globalThis.filmed));
  })), 'base64');
}

/** A camera of 320x240, below the 300,000 pixels that the bureau asks for. */
export function poorCamera() {
  const file = join(mkdtempSync(join(tmpdir(), 'camera-')), 'poor.y4m');
  const head = Buffer.from('YUV4MPEG2 W320 H240 F30:1 Ip A1:1 C420jpeg\nFRAME\n');
  writeFileSync(file, Buffer.concat([head, Buffer.alloc((320 * 240 * 3) / 2, 128)]));
  return file;
}

/** One-time codes that were "sent", the newest last. */
export function messages() {
  const written = (file) => statSync(file, { bigint: true }).mtimeNs;
  if (!existsSync(process.env.MAILBOX)) return [];
  return readdirSync(process.env.MAILBOX).filter((name) => name.endsWith('.txt'))
    .map((name) => join(process.env.MAILBOX, name)).sort((a, b) => (written(a) < written(b) ? -1 : 1))
    .map((file) => readFileSync(file, 'utf8').trim().split('\t')[1]);
}

/** The code that a receipt carries, whatever is around it. @param pdf Buffer */
export function checkCode(pdf) {
  const parts = pdf.toString('latin1').match(/stream\r?\n[^]*?endstream/g).map((part) => {
    try {
      const packed = part.replace(/^stream\r?\n/, '').replace(/\r?\nendstream$/, '');
      // Two bytes a letter, the first of them 0 in a code.
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1').replaceAll('\0', '');
    } catch {
      return '';
    }
  });
  return parts.join().match(/\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\b/)[0];
}

/** Waits for what the server does after it has answered. */
export async function until(condition, what) {
  for (const end = Date.now() + 10_000; !condition(); ) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** RFC 6238 with SHA-1, 30 seconds, six digits. @param secret Base32 */
export function totp(secret, seconds) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash[19] & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * Makes the account that a start password has opened the person's own, and enters the console.
 *
 * @returns the secret of the codes
 */
export async function firstSignOn(page, password, seconds = Date.now() / 1000) {
  const secret = (await page.locator('.totp-secret').innerText()).replaceAll(' ', '');
  await page.fill('#own-code', totp(secret, seconds));
  await page.fill('#own-password', password);
  await page.fill('#own-password-again', password);
  await page.click('form button[type=submit]');
  await page.locator('.bar nav').waitFor();
  return secret;
}
