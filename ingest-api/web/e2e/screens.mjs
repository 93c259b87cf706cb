// Photographs the pages of a running installation in every state, desktop and phone, zh-CN and en. The pages are the
// installation's own; what its back end would answer is given here, because a refused clip or a broken line cannot be
// had on demand.
import { base, heading, launch, logIn, picture, viewports } from './browser.mjs';

const session = { csrf: 'x', name: '王*明', attemptsLeft: 5, consentVersion: '2026-01' };
const opened = {
  id: '00000000-0000-4000-8000-000000000001', recordingSeconds: 12, contentTypes: ['video/webm'], maxBytes: 5e7,
  expiresAt: new Date(Date.now() + 6e5).toISOString(), prompts: [{ action: 'LOOK_UP', start: 1, end: 6 }, { action: 'TURN_LEFT', start: 6, end: 11 }],
};
const status = (state, outcome, message, more = {}) => ({ id: opened.id, state, outcome, message, hints: [], attemptsLeft: 4, canAppeal: false, ...more });
const outcomes = {
  certified: status('CERTIFIED', 'CERTIFIED', '', { validUntil: '2027-12-31' }),
  action: status('REJECTED', 'ACTION_NOT_FOLLOWED', '认证失败, 您的相貌能对上, 但您没有跟着引导做动作'),
  mismatch: status('REJECTED', 'FACE_MISMATCH', '认证失败，您的认证照片与建模照片不匹配，请您通过其他方式进行认证', { canAppeal: true }),
  review: status('UNDER_REVIEW', 'PRESENTATION_ATTACK_SUSPECTED', ''),
};
const json = (route, body, code = 200) => route.fulfill({ status: code, contentType: 'application/json', body: JSON.stringify(body) });

async function retiree(viewport, language, outcome) {
  const { browser, page } = await launch({ viewport, language });
  const shot = (name) => picture(page, `certify-${name}-${viewport}-${language}`);
  let received = 0;
  await page.route('**/web/self-service/**', (route) => {
    const request = route.request();
    const path = new URL(request.url()).pathname;
    if (path.endsWith('/session')) return request.method() === 'POST' ? json(route, session) : json(route, { code: 'SESSION_ENDED' }, 401);
    if (path.endsWith('/clip')) {
      received += request.postDataBuffer()?.length ?? 0;
      return json(route, { received });
    }
    if (path.endsWith('/certifications')) return json(route, opened);
    return json(route, path.endsWith('/submission') ? status('SUBMITTED', null, null) : outcomes[outcome]);
  });
  const en = language === 'en';
  await page.goto(`${base}?lang=${language}`);
  await heading(page, en ? 'log in' : '请登录');
  await shot('login');
  await page.click('.info');
  await shot('login-info');
  await logIn(page, { name: '王小明', number: 'HKG012345678' });
  await heading(page, en ? 'consent' : '需要您同意');
  await shot('consent');
  await page.click('.button:not(.main)');
  await shot('routes');
  await page.click('.button.main');
  await page.click('.button.main');
  await shot('guide');
  await page.click('.button.main');
  await shot('who');
  await page.click('.button.main');
  await page.locator('.stage').waitFor();
  await shot('check');
  await page.waitForFunction(() => !document.querySelector('main .button.main').disabled, null, { timeout: 90_000 });
  await page.click('main .button.main');
  await page.locator('.figure.look-up').waitFor();
  await shot('record');
  await page.locator('.outcome').waitFor({ timeout: 90_000 });
  await shot(`outcome-${outcome}`);
  await browser.close();
}

async function refused(viewport, language, name, code, options = {}) {
  const { browser, page } = await launch({ viewport, language, ...options });
  await page.route('**/web/self-service/session', (route) =>
    route.request().method() === 'POST' ? (code ? json(route, { code }, 403) : json(route, session)) : json(route, { code: 'SESSION_ENDED' }, 401));
  await page.goto(`${base}?lang=${language}`);
  await page.locator('#name').waitFor();
  await logIn(page, { name: '王小明', number: 'HKG012345678' });
  if (!code) {
    await page.locator('main h1', { hasText: /同意|consent/ }).waitFor();
    for (let i = 0; i < 4; i++) await page.click('.button.main');
  }
  await page.locator('[role=alert]').waitFor();
  await picture(page, `certify-${name}-${viewport}-${language}`);
  await browser.close();
}

async function plain(viewport, language, file) {
  const { browser, page } = await launch({ viewport, language });
  await page.goto(`${base}${file}.html?lang=${language}`);
  await page.locator('input').first().waitFor();
  await picture(page, `${file}-login-${viewport}-${language}`);
  await browser.close();
}

for (const viewport of Object.keys(viewports)) {
  for (const language of ['zh-CN', 'en']) {
    for (const outcome of Object.keys(outcomes)) await retiree(viewport, language, outcome);
    for (const code of ['LOGIN_NOT_MATCHED', 'STATUS_ABNORMAL', 'SCHEME_NOT_SERVED', 'NOT_ENROLLED', 'LOGIN_LOCKED', 'ATTEMPTS_EXHAUSTED']) {
      await refused(viewport, language, code.toLowerCase(), code);
    }
    await refused(viewport, language, 'camera-none', null, { clip: 'none' });
    await plain(viewport, language, 'centre');
    await plain(viewport, language, 'console');
  }
}
