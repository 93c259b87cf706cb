// What every browser check shares: Chromium with a camera fed from a file, pictures, and the accessibility check.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const base = process.env.BASE_URL.replace(/\/?$/, '/');
export const person = { name: process.env.PERSON_NAME, number: process.env.PERSON_NUMBER };
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

/** @param clip y4m or mjpeg file; none = the browser's own moving pattern; 'none' = no camera at all */
export async function launch({ clip, deny = false, viewport = 'desktop', language = 'zh-CN' } = {}) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  if (clip !== 'none') args.push('--use-fake-device-for-media-stream');
  if (!deny) args.push('--use-fake-ui-for-media-stream');
  if (clip && clip !== 'none') args.push(`--use-file-for-fake-video-capture=${clip}`);
  const browser = await chromium.launch({ executablePath: browserPath(), args });
  const context = await browser.newContext({
    viewport: viewports[viewport],
    isMobile: viewport === 'phone',
    hasTouch: viewport === 'phone',
    locale: language,
    permissions: deny ? [] : ['camera'],
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
  return { browser, context, page, problems };
}

export async function picture(page, name) {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

/** No serious or critical violation; contrast and names are checked on what is visible. */
export async function accessible(page, where) {
  // The page's own policy forbids injected scripts, so the checker comes in by the debugging protocol.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(grave.map(({ id, nodes }) => `${where}: ${id} ${nodes.map((n) => n.html).join(' | ')}`), []);
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

export async function heading(page, text) {
  await page.locator('main h1', { hasText: text }).waitFor({ timeout: 120_000 });
}

/** Tells whoever sits in front of the camera what to do; without a performer the line is just printed. */
export function perform(direction) {
  process.stdout.write(`» ${direction}\n`);
}

/** Passes on what the page asks for, at the moment it asks. */
export async function followPrompts(page) {
  await page.exposeFunction('performAction', (action) => perform(`act ${action}`));
  await page.evaluate(() => {
    let before = 'rest';
    setInterval(() => {
      const pose = document.querySelector('.figure')?.classList[1] ?? 'rest';
      if (pose !== before && pose !== 'rest') globalThis.performAction(pose.replace('-', '_').toUpperCase());
      before = pose;
    }, 40);
  });
}
