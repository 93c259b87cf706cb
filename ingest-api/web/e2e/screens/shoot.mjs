// What the areas of screens.mjs share: the photographer, and the ways through the retiree's page.
import { base, followPrompts, heading, launch, legible, logIn, picture, usable, viewports } from '../browser.mjs';

export const visitors = JSON.parse(process.env.VISITORS);
/** The camera that {@link perform}'s people sit in front of. */
export const clip = process.env.CLIP;

const say = (what) => console.log(`pictured: ${what}`);

/** Says what a retiree should not find on a screen; the picture is taken all the same. */
async function inspect(page, where) {
  for (const check of [legible, usable]) {
    await check(page, where).catch((flaw) => console.log(`flaw: ${flaw.message}`));
  }
}

/**
 * The page as it stands, in both languages and on both screens; it is left as it was found.
 *
 * @param forRetirees whether the rules of a retiree's screen are looked at, too
 */
export async function shoot(page, name, { languages = 2, forRetirees = true } = {}) {
  for (let n = 0; n < languages; n++) {
    const language = await page.evaluate(() => document.documentElement.lang);
    for (const [viewport, size] of Object.entries(viewports)) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await picture(page, `${name}-${viewport}-${language}`);
      if (forRetirees) await inspect(page, `${name} ${viewport} ${language}`);
    }
    await page.setViewportSize(viewports.desktop);
    if (languages === 2) {
      const other = language === 'en' ? 'zh-CN' : 'en';
      await page.click('header button[lang]');
      await page.locator(`html[lang="${other}"]`).waitFor({ state: 'attached' });
      // Some words come anew from the server.
      await page.waitForTimeout(300);
    }
  }
  say(name);
}

export async function visit(options, what) {
  const { browser, page } = await launch(options);
  page.setDefaultTimeout(180_000);
  try {
    await what(page);
  } finally {
    await browser.close();
  }
}

export const next = (page) => page.click('main .button.main');

export async function enter(page, visitor, site = base) {
  await page.goto(`${site}?lang=zh-CN`);
  await page.locator('#name').waitFor();
  await logIn(page, visitor);
}

/** From the log-in to the camera step. @param who button that says who holds the device; @param site its address */
export async function toCamera(page, visitor, { who = '我自己操作', site } = {}) {
  await enter(page, visitor, site);
  await heading(page, '需要您同意');
  await next(page);
  await heading(page, '认证前');
  await next(page);
  await page.locator('main .button', { hasText: who }).click();
}

/** From the check into the recording. @param act whether the person does what is asked */
export async function record(page, { act = true } = {}) {
  await page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).waitFor();
  await followPrompts(page, act);
  await next(page);
  await page.locator('.counter').waitFor();
}

export const recorded = (page) => page.waitForFunction(() => !document.querySelector('.counter'), null, { timeout: 120_000 });

/** Something that is waited for until it is released. */
export function held() {
  let release;
  const until = new Promise((done) => (release = done));
  return { until, release };
}

export const STATUS = /certifications\/[0-9a-f-]{36}$/;
