// Photographs every page in every state of a running installation with demo data. Nothing is answered in its place; only
// the line to it is broken or held up where the page's own answer to that is wanted.
import { readFileSync } from 'node:fs';
import { base, followPrompts, heading, launch, logIn, messages, perform, picture, poorCamera, totp, viewports } from './browser.mjs';

const visitors = JSON.parse(process.env.VISITORS);
const wanted = (process.env.AREAS ?? '').split(',').filter(Boolean);
const clip = process.env.CLIP;

const say = (what) => console.log(`pictured: ${what}`);

/** The page as it stands, in both languages and on both screens; it is left as it was found. */
async function shoot(page, name, languages = 2) {
  for (let n = 0; n < languages; n++) {
    const language = await page.evaluate(() => document.documentElement.lang);
    for (const [viewport, size] of Object.entries(viewports)) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await picture(page, `${name}-${viewport}-${language}`);
    }
    await page.setViewportSize(viewports.desktop);
    if (languages === 2) {
      await page.click('header button[lang]');
      await page.waitForTimeout(300);
    }
  }
  say(name);
}

async function visit(options, what) {
  const { browser, page } = await launch(options);
  page.setDefaultTimeout(180_000);
  try {
    await what(page);
  } finally {
    await browser.close();
  }
}

const next = (page) => page.click('main .button.main');

async function enter(page, visitor) {
  await page.goto(`${base}?lang=zh-CN`);
  await page.locator('#name').waitFor();
  await logIn(page, visitor);
}

/** From the log-in to the camera step. */
async function toCamera(page, visitor) {
  await enter(page, visitor);
  await heading(page, '需要您同意');
  await next(page);
  await heading(page, '认证前');
  await next(page);
  await page.locator('main .button.main', { hasText: '我自己操作' }).click();
}

/** From the check to the end of the recording, doing what is asked or not. */
async function record(page, { act = true } = {}) {
  await page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).waitFor();
  await followPrompts(page, act);
  await next(page);
  await page.locator('.counter').waitFor();
}

const recorded = (page) => page.waitForFunction(() => !document.querySelector('.counter'), null, { timeout: 120_000 });

async function certify() {
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
    let release;
    const held = new Promise((done) => (release = done));
    await page.route(/certifications\/[0-9a-f-]{36}$/, async (route) => (await held, route.continue()));
    await page.unroute('**/clip*');
    await page.locator('main .button.main').click();
    await heading(page, '正在核对');
    await shoot(page, 'certify-14-waiting');
    release();
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-15-certified');
    await page.locator('main .button', { hasText: '完成' }).click();
    await logIn(page, visitor);
    await heading(page, '已经认证');
    await shoot(page, 'certify-16-certified-already');
  });
  await certifyInVain();
  await certifyByReplay();
}

async function certifyInVain() {
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
    await record(page, { act: false });
    await recorded(page);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-23-third-failure-may-appeal');
    await page.locator('main .button', { hasText: '人工核对' }).click();
    await heading(page, '由工作人员核对');
    await shoot(page, 'certify-24-appealed');
  });
}

async function certifyByReplay() {
  perform(`scene replay ${visitors.SUSPECTED.index}`);
  await visit({ clip }, async (page) => {
    await toCamera(page, visitors.SUSPECTED);
    await record(page);
    await recorded(page);
    await page.locator('.outcome').waitFor();
    await shoot(page, 'certify-25-handed-to-a-clerk');
  });
}

async function refusals() {
  const refused = async (name, visitor, wait) => visit({ clip: 'none' }, async (page) => {
    await enter(page, visitor);
    await page.locator(wait).waitFor();
    await shoot(page, `refused-${name}`);
  });
  await refused('wrong-name', { ...visitors.SUCCEEDS, name: '王小明' }, '[role=alert]');
  await refused('benefit-suspended', visitors.SUSPENDED, '[role=alert]');
  await refused('not-enrolled', visitors.NOT_ENROLLED, '[role=alert]');
  await refused('other-scheme', visitors.ELSEWHERE, '[role=alert]');
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}?lang=zh-CN`);
    await page.locator('#name').waitFor();
    for (let n = 0; n < 8 && !(await page.locator('main h1', { hasText: '没有成功' }).count()); n++) {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/self-service/session') && answer.request().method() === 'POST');
      await logIn(page, { ...visitors.NOT_ENROLLED, name: '王小明' });
      await answered;
      await page.waitForTimeout(200);
    }
    await shoot(page, 'refused-login-locked');
  });
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}?lang=zh-CN`);
    await page.locator('#name').waitFor();
    await page.route('**/web/**', (route) => route.abort('connectionfailed'));
    await logIn(page, visitors.FAILS);
    await page.locator('[role=alert]').waitFor();
    await shoot(page, 'refused-no-connection');
  });
  const camera = { none: { clip: 'none' }, denied: { deny: true }, 'low-resolution': { clip: poorCamera() } };
  for (const [name, options] of Object.entries(camera)) {
    await visit(options, async (page) => {
      await toCamera(page, visitors.SUSPECTED);
      await page.locator('main [role=alert], main .button.main:enabled', { hasText: /\S/ }).first().waitFor();
      if (!(await page.locator('[role=alert]').count())) await next(page);
      await page.locator('[role=alert]').waitFor();
      await shoot(page, `refused-camera-${name}`);
    });
  }
  await visit({}, async (page) => {
    await toCamera(page, visitors.SUSPECTED);
    await page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).waitFor();
    await page.context().clearCookies();
    await next(page);
    await heading(page, '没有成功');
    await shoot(page, 'refused-session-ended');
  });
}

async function centre() {
  const visitor = visitors.SUCCEEDS;
  const fill = async (page, fields) => {
    for (const [id, value] of Object.entries(fields)) await page.fill(`#${id}`, value);
  };
  await visit({ clip: 'none' }, async (page) => {
    const send = () => page.click('button[type=submit]');
    await page.goto(`${base}centre.html?lang=zh-CN`);
    await heading(page, '认证结果查询');
    await shoot(page, 'centre-01-login');
    await fill(page, { name: visitor.name, number: visitor.number, password: 'not the password' });
    await send();
    await page.locator('.notice.bad').waitFor();
    await shoot(page, 'centre-02-wrong-password');
    for (const [button, name] of [['用户注册', '03-register'], ['找回密码', '04-recover']]) {
      await page.locator('.button', { hasText: button }).click();
      await page.locator('#phone').waitFor();
      await shoot(page, `centre-${name}`);
      if (name === '03-register') await page.locator('.button', { hasText: '返回' }).click();
    }
    await fill(page, { name: visitor.name, number: visitor.number, phone: visitor.phone });
    await send();
    await heading(page, '设置密码');
    await fill(page, { code: '000000', password: 'abc' });
    await shoot(page, 'centre-05-password-too-weak');
    await fill(page, { code: messages().at(-1), password: 'Sunny garden 88' });
    await shoot(page, 'centre-06-password-strong');
    await send();
    await page.locator('.notice.good').waitFor();
    await shoot(page, 'centre-07-password-saved');
    await fill(page, { name: visitor.name, number: visitor.number, password: 'Sunny garden 88' });
    await send();
    await heading(page, '欢迎回来');
    await page.locator('h2', { hasText: '认证记录' }).waitFor();
    await shoot(page, 'centre-08-home');
    for (const question of await page.locator('details').all()) await question.evaluate((it) => (it.open = true));
    await shoot(page, 'centre-09-questions', 1);
  });
}

async function console_() {
  const [, ...lines] = readFileSync(process.env.LOGINS, 'utf8').trim().split('\n');
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}console.html?lang=zh-CN`);
    await page.locator('#login').waitFor();
    await shoot(page, 'console-login');
    for (const [login, password, secret] of lines.map((line) => line.split('\t'))) {
      await page.goto(`${base}console.html?lang=zh-CN`);
      await page.locator('#login').waitFor();
      await page.fill('#login', login);
      await page.fill('#password', password);
      await page.fill('#code', totp(secret, Date.now() / 1000));
      await page.click('form button[type=submit]');
      await page.locator('.bar nav').waitFor();
      for (const path of await page.locator('.bar nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
        await page.click(`.bar nav a[href="${path}"]`);
        await page.waitForTimeout(1500);
        await shoot(page, `console-${login}-${path.replace(/[#/]/g, '')}`);
        if (login === 'reviewer' && path === '#/cases') await shootCases(page);
      }
      await page.locator('.bar button').last().click();
    }
  });
}

async function shootCases(page) {
  for (let n = 0; n < 2 && (await page.locator('.el-table__row').count()) > n; n++) {
    await page.locator('.el-table__row').nth(n).locator('button').first().click();
    await page.locator('video').first().waitFor();
    await page.waitForTimeout(2500);
    await shoot(page, `console-case-${n + 1}`);
    await page.goBack();
    await page.locator('.el-table__row').first().waitFor();
  }
}

async function developers() {
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}developers.html?lang=zh-CN`);
    await page.locator('h1').waitFor();
    await shoot(page, 'developers');
  });
}

const areas = { certify, refusals, centre, console: console_, developers };
let failed = 0;
for (const [name, what] of Object.entries(areas)) {
  if (wanted.length && !wanted.includes(name)) continue;
  try {
    await what();
  } catch (problem) {
    // The other pages are worth their pictures all the same.
    failed++;
    console.log(`${name} could not be finished: ${problem.message}`);
  }
}
process.exit(failed ? 1 : 0);
