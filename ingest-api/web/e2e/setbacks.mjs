// What goes wrong at home: old phones, poor lines, calls during the recording, couples with one phone, people who leave.
// The back end is answered for by the script, so that each answer comes when and as the setback needs it.
import assert from 'node:assert/strict';
import { base, endRecording, heading, start, takeClock, toCamera, together, usable, visitor, withoutMesh } from './browser.mjs';

const SESSION = { csrf: 'c', name: '王*明', attemptsLeft: 19, consentVersion: '2026-01' };
const ID = '11111111-1111-1111-1111-111111111111';
const OPENED = {
  id: ID, recordingSeconds: 16, expiresAt: '2099-01-01T00:00:00Z', contentTypes: ['video/mp4', 'video/webm'], maxBytes: 20_000_000,
  prompts: [{ action: 'TURN_LEFT', start: 2, end: 6, text: '' }, { action: 'BLINK', start: 6.5, end: 10, text: '' }],
};
const status = (state) => ({ id: ID, state, hints: [], attemptsLeft: 19, canAppeal: false, message: '认证失败' });

const [browser, twoCameras] = await Promise.all([start(), start({ cameras: 2 })]);
try {
  await together([
    oldPhone(), numberAsRegistered(), sharedPhone(), reloadedWhileJudged(), underReview(), partOfThePageLost(), portalDuringTheUpload(),
    backDuringTheUpload(),
    interrupted('a call ends the camera', (page) => page.evaluate(() => globalThis.camera.getTracks().forEach((track) => track.stop()))),
    interrupted('the camera is unplugged', (page) => page.evaluate(() => globalThis.camera.getTracks()[0].dispatchEvent(new Event('ended')))),
    interrupted('the screen is locked', (page) => page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    })),
    promptMissed(), otherCamera(), atTheDesk(), interruptedAtTheDesk(), leftWhileRecording(), leftWhileOpening(), leftWithoutConnection(),
    spokenUnderTheFinger(), awayFromTheCentre(),
  ]);
  console.log('PASSED');
} finally {
  await Promise.all([browser.close(), twoCameras.close()]);
}

/** @param answers to "VERB path", of what is not answered as usual; @param prepare runs in the page before its own scripts */
async function visit({ answers = {}, session = null, prepare, at = browser } = {}) {
  const { page, problems } = await visitor(at, { viewport: 'phone' });
  await withoutMesh(page);
  let received = 0;
  const usual = {
    'GET session': () => (session ? [200, session] : [401, { code: 'SESSION_ENDED' }]),
    'POST session': () => [200, SESSION],
    'DELETE session': () => [204],
    'POST certifications': () => [200, OPENED],
    'GET clip': () => [200, { received }],
    'PUT clip': (request) => {
      received = Number(new URL(request.url()).searchParams.get('offset')) + request.postDataBuffer().length;
      return [200, { received }];
    },
    'POST submission': () => [200, status('SUBMITTED')],
    [`GET ${ID}`]: () => [200, status('VERIFYING')],
  };
  await page.route('**/web/self-service/**', async (route) => {
    const key = `${route.request().method()} ${new URL(route.request().url()).pathname.split('/').pop()}`;
    const answer = await (answers[key] ?? usual[key])(route.request());
    if (!answer) return route.abort('internetdisconnected').catch(() => undefined);
    const [code, body] = answer;
    const html = typeof body === 'string';
    return route.fulfill({ status: code, contentType: html ? 'text/html' : 'application/json', body: html ? body : JSON.stringify(body) })
      .catch(() => undefined);
  });
  await page.addInitScript(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => (globalThis.camera = await open(what));
    const begin = MediaRecorder.prototype.start;
    MediaRecorder.prototype.start = function start(...every) {
      globalThis.recorder = this;
      begin.apply(this, every);
    };
  });
  if (prepare) await page.addInitScript(prepare);
  await page.goto(`${base}?lang=zh-CN`);
  return { page, end: async () => (assert.deepEqual(problems, []), page.context().close()) };
}

async function logIn(page, number = 'AB12345') {
  await heading(page, '请登录');
  await page.fill('#name', '王小明');
  await page.fill('#number', number);
  await page.click('button[type=submit]');
}

async function toCheck(page) {
  await logIn(page);
  await heading(page, '需要您同意');
  await takeClock(page);
  await toCamera(page);
  await heading(page, '请把脸放进框里');
}

function begin(page) {
  return page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).click();
}

async function record(page) {
  await toCheck(page);
  await begin(page);
  await page.locator('.counter').waitFor();
  await page.waitForFunction(() => globalThis.recorder?.state === 'recording');
}

function cameraIsOff(page) {
  return page.waitForFunction(() => globalThis.camera.getTracks().every((track) => track.readyState === 'ended'));
}

/** On a phone the button is hidden during the recording, on larger screens it is not. */
function leave(page) {
  return page.evaluate(() => [...document.querySelectorAll('header button')].at(-1).click());
}

async function oldPhone() {
  const { page, end } = await visit({
    prepare: () => {
      delete AbortSignal.timeout;
      delete Crypto.prototype.randomUUID;
      delete globalThis.speechSynthesis;
    },
  });
  await record(page);
  assert.equal(await page.locator('main .button', { hasText: '声音' }).count(), 0, 'no voice is promised where there is none');
  await end();
}

async function numberAsRegistered() {
  const sent = [];
  const { page, end } = await visit({ answers: { 'POST session': (request) => (sent.push(request.postDataJSON().number), [200, SESSION]) } });
  await logIn(page, 'A123456（7）');
  await page.locator('#number-fault', { hasText: '再按一次' }).waitFor();
  assert.deepEqual(sent, [], 'a doubtful number is asked about once');
  await page.click('button[type=submit]');
  await heading(page, '需要您同意');
  assert.deepEqual(sent, ['A123456(7)']);
  await end();
}

async function sharedPhone() {
  const { page, end } = await visit({ session: { ...SESSION, certifiedUntil: '2099-11-30' } });
  await heading(page, '王*明，您已经认证过了');
  await usable(page, 'certified already');
  await page.locator('main .button', { hasText: '不是王*明？换人登录' }).click();
  await logIn(page);
  await page.locator('main', { hasText: '认证人：王*明' }).waitFor();
  assert.equal(await page.locator('main .button', { hasText: '换人登录' }).count(), 0, 'who has just logged in is who they are');
  await end();
}

async function reloadedWhileJudged() {
  let judged = false;
  const { page, end } = await visit({
    session: { ...SESSION, attemptsLeft: 0, pending: { id: ID, state: 'VERIFYING' } },
    answers: { [`GET ${ID}`]: () => [200, status(judged ? 'REJECTED' : 'VERIFYING')] },
  });
  await heading(page, '正在核对');
  judged = true;
  await heading(page, '认证失败');
  await usable(page, 'outcome after a reload');
  await end();
}

async function underReview() {
  const { page, end } = await visit({
    session: { ...SESSION, pending: { id: ID, state: 'UNDER_REVIEW' } },
    answers: { [`GET ${ID}`]: () => [200, status('UNDER_REVIEW')] },
  });
  await heading(page, '由工作人员核对');
  await page.locator('main', { hasText: '认证人：王*明' }).waitFor();
  await end();
}

async function partOfThePageLost() {
  const { page, end } = await visit();
  await page.route('**/assets/CameraScreen*', (route) => route.abort('connectionfailed'));
  let arrives;
  const check = new Promise((come) => (arrives = come));
  await page.route('**/assets/CheckScreen*', async (route) => (await check, route.continue()));
  await logIn(page);
  await heading(page, '需要您同意');
  await toCamera(page);
  await page.locator('[role=alert]', { hasText: '网络不好，再试一次' }).waitFor();
  await usable(page, 'part of the page lost');
  await page.unroute('**/assets/CameraScreen*');
  await page.click('main .button.main');
  await page.locator('main p[role=status]:not(.say)', { hasText: '正在准备' }).waitFor();
  arrives();
  await heading(page, '请把脸放进框里');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1' && document.activeElement.textContent.includes('框里'));
  await end();
}

async function portalDuringTheUpload() {
  let portal = true;
  const { page, end } = await visit({
    answers: { 'POST submission': () => [200, portal ? '<html>WLAN login</html>' : status('SUBMITTED')] },
  });
  await record(page);
  await endRecording(page);
  await page.locator('[role=alert]', { hasText: '不用重新拍' }).waitFor();
  portal = false;
  await page.clock.runFor(15_000);
  await heading(page, '正在核对');
  await end();
}

async function backDuringTheUpload() {
  let arrive;
  const arrived = new Promise((come) => (arrive = come));
  const { page, end } = await visit({ answers: { 'POST submission': async () => (await arrived, [200, status('SUBMITTED')]) } });
  await record(page);
  await endRecording(page);
  await heading(page, '正在提交视频');
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => history.back());
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  arrive();
  await heading(page, '正在核对');
  await end();
}

async function interrupted(how, interrupt) {
  const { page, end } = await visit();
  await record(page);
  await page.clock.runFor(3000);
  await interrupt(page);
  await page.locator('[role=alert]', { hasText: '拍摄被打断了' }).waitFor();
  await cameraIsOff(page);
  assert.equal(await page.evaluate(() => globalThis.recorder.state), 'inactive', how);
  await page.evaluate(() => delete document.hidden);
  await page.click('main .button.main');
  await heading(page, '请把脸放进框里');
  await end();
}

/** As on a machine that stands still while a prompt is due: the server would refuse the clip. */
async function promptMissed() {
  const sent = [];
  const never = { action: 'NOD', start: 12, end: 12, text: '' };
  const { page, end } = await visit({
    answers: {
      'POST certifications': () => [200, { ...OPENED, prompts: [...OPENED.prompts, never] }],
      'POST submission': () => (sent.push(1), [422, { code: 'PROMPT_OFFSETS_INVALID' }]),
    },
  });
  await record(page);
  await page.clock.runFor(16_500);
  await page.locator('[role=alert]', { hasText: '拍摄被打断了' }).waitFor();
  assert.deepEqual(sent, []);
  await end();
}

async function otherCamera() {
  const { page, end } = await visit({ at: twoCameras });
  await toCheck(page);
  const second = await page.locator('#device option').last().getAttribute('value');
  await page.selectOption('#device', second);
  await page.waitForFunction((id) => globalThis.camera.getVideoTracks()[0].getSettings().deviceId === id, second);
  await begin(page);
  await page.locator('main .button', { hasText: '停止，重新来' }).click();
  await page.locator('#device').waitFor();
  assert.equal(await page.inputValue('#device'), second, 'the camera that is on is the one that is named');
  await end();
}

async function leftWhileRecording() {
  const { page, end } = await visit();
  await record(page);
  await leave(page);
  await heading(page, '请登录');
  await cameraIsOff(page);
  assert.equal(await page.evaluate(() => globalThis.recorder.state), 'inactive');
  await end();
}

async function leftWhileOpening() {
  let answer;
  const opened = new Promise((release) => (answer = () => release([200, OPENED])));
  const { page, end } = await visit({ answers: { 'POST certifications': () => opened } });
  await toCheck(page);
  await begin(page);
  await leave(page);
  await heading(page, '请登录');
  const late = page.waitForResponse((response) => response.url().endsWith('/certifications'));
  answer();
  await (await late).finished();
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  await heading(page, '请登录');
  await end();
}

async function leftWithoutConnection() {
  let down = true;
  const { page, end } = await visit({ answers: { 'DELETE session': () => (down ? null : [204]) } });
  await logIn(page);
  await heading(page, '需要您同意');
  await leave(page);
  await page.locator('[role=alert]', { hasText: '还没有退出' }).waitFor();
  down = false;
  await page.click('main .button.main');
  await heading(page, '请登录');
  await end();
}

/** An approver empties the last page of a list; a reviewer types an amount; the log-out does not get through. */
async function atTheDesk() {
  const { context, page, problems } = await visitor(browser);
  const proposal = (n) => ({
    proposal: { id: `p${n}`, kind: 'RECOVER', ref: `P${n}`, month: '2026-10', amountFen: 0, state: 'PROPOSED', proposedBy: 'job:t', needs: 2, votes: [] },
    canVote: true,
  });
  const finding = { id: 1, month: '2026-10', kind: 'DUPLICATE_PAYMENT', state: 'OPEN', ref: 'P1', amountFen: 0 };
  const proposed = [];
  let left = 55;
  let down = true;
  await page.route('**/web/**', (route) => {
    const url = new URL(route.request().url());
    const verb = route.request().method();
    const json = (body) => route.fulfill({ contentType: 'application/json', body: JSON.stringify(body) });
    const what = url.pathname.split('/web/')[1];
    if (what === 'console/session' && verb === 'DELETE') return down ? route.abort('internetdisconnected') : json({});
    if (what === 'console/session') return json({ csrf: 'c', displayName: '李', state: 'ACTIVE', roles: ['APPROVER', 'REVIEWER'] });
    if (what === 'console/proposals/votes') {
      const { ids } = route.request().postDataJSON();
      left -= ids.length;
      return json(ids.map((id) => ({ id })));
    }
    if (what === 'console/proposals' && verb === 'POST') {
      proposed.push(route.request().postDataJSON().amountFen);
      return json({});
    }
    if (what === 'console/proposals') {
      const before = Number(url.searchParams.get('page')) * 50;
      return json({ total: left, lines: Array.from({ length: Math.max(0, Math.min(50, left - before)) }, (_, n) => proposal(before + n)) });
    }
    if (what === 'console/findings/1') return json({ finding, history: [], proposals: [] });
    if (what === 'console/findings/choices') return json({ months: ['2026-10'], schemes: [] });
    if (what === 'console/findings') return json({ lines: [], totals: [] });
    return json([]);
  });
  const said = (words) => page.locator('.el-message', { hasText: words }).first().waitFor();

  await page.goto(`${base}console.html?lang=zh-CN#/proposals`);
  const rows = page.locator('.el-table__row', { hasText: '追回' });
  await rows.first().waitFor();
  assert.match(await rows.first().innerText(), /¥0.00/, 'an amount is shown even if it is none');
  await page.locator('.el-pager .number', { hasText: '2' }).click();
  await rows.filter({ hasText: 'P54' }).waitFor();
  await page.locator('thead .el-checkbox').first().click();
  await page.locator('.bulk .el-button--primary').click();
  await rows.filter({ hasText: 'P49' }).waitFor();

  await page.evaluate(() => (location.hash = '#/findings'));
  await page.getByLabel('金额不低于').fill('五千');
  await page.locator('form button[type=submit]').click();
  await said('金额看不懂');
  await page.evaluate(() => (location.hash = '#/findings/1'));
  await page.locator('form .el-select').last().click();
  await page.locator('.el-select-dropdown__item', { hasText: '追回' }).click();
  for (const [typed, fen] of [['', null], ['0', null], ['三千', null], ['￥１，２３４．５元', 123_450]]) {
    await page.getByLabel('金额', { exact: true }).fill(typed);
    await page.locator('button', { hasText: /^提出$/ }).click();
    await said(fen === null ? '请填写大于0的金额' : '已提交');
  }
  assert.deepEqual(proposed, [123_450]);

  await page.locator('.bar button', { hasText: '退出' }).click();
  await said('网络连不上');
  assert.equal(await page.locator('#login').count(), 0, 'who is not logged out must not think so');
  down = false;
  await page.locator('.bar button', { hasText: '退出' }).click();
  await page.locator('#login').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
}

/**
 * A reviewer's session ends in the middle of a note, then the claim; a colleague is quicker with the next case; an impatient
 * administrator presses twice.
 */
async function interruptedAtTheDesk() {
  const { context, page, problems } = await visitor(browser);
  const session = { csrf: 'c', login: 'li', displayName: '李', state: 'ACTIVE', roles: ['REVIEWER', 'ADMINISTRATOR'] };
  const file = {
    id: ID, personRef: 'P1', personName: '王小明', state: 'UNDER_REVIEW', outcome: 'MATCH_UNCERTAIN', challenge: 'BLINK@2-6', certifiedUntil: [],
    reasons: [{ code: 'MATCH_UNCERTAIN', text: '' }], axes: [], frames: [], verdicts: [], history: [], sameClip: [], sameFace: [],
    hasClip: false, hasPhoto: false, hasTimeline: false, canSecond: false,
  };
  const notes = [];
  let loggedIn = true;
  let held = true;
  let created = 0;
  const others = [1, 2].map((n) => ({ id: ID.replace(/.$/, n + 1), ref: `P${n + 1}`, outcome: 'MATCH_UNCERTAIN', priority: 1, decidedAt: '2026-10-01T00:00:00Z' }));
  const free = [[], [others[0]], [others[1]]];
  let listed;
  const list = new Promise((come) => (listed = come));
  const verdicts = [() => ((loggedIn = false), [401, { code: 'SESSION_ENDED' }]), () => ((held = false), [409, { code: 'CASE_NOT_HELD' }]), () => ((held = false), [200, { state: 'EFFECTIVE' }])];
  const answers = {
    'GET console/session': () => (loggedIn ? [200, session] : [401, { code: 'SESSION_ENDED' }]),
    'POST open/console/session': () => ((loggedIn = true), [200, session]),
    'GET open/console/ways-in': () => [200, { signOn: '' }],
    'GET console/cases': async () => (await list, [200, { lines: free.length > 1 ? free.shift() : free[0], total: 30 }]),
    [`GET console/cases/${ID}`]: () => [200, { ...file, heldByMe: held, canDecide: held, heldBy: held ? '李' : undefined }],
    [`POST console/cases/${ID}/claim`]: () => ((held = true), [200, {}]),
    [`POST console/cases/${ID}/verdict`]: (request) => (notes.push(request.postDataJSON().note), verdicts.shift()()),
    [`POST console/cases/${others[0].id}/claim`]: () => [409, { code: 'CASE_TAKEN' }],
    [`POST console/cases/${others[1].id}/claim`]: () => [200, {}],
    [`GET console/cases/${others[1].id}`]: () => [200, { ...file, id: others[1].id, personRef: 'P3' }],
    'GET console/accounts': () => [200, { accounts: [], proposals: [], alone: true }],
    'POST console/accounts': () => (created++, [200, { waits: false, startPassword: 'ABCD-EFGH-IJKL-MNOP' }]),
  };
  await page.route('**/web/**', async (route) => {
    const request = route.request();
    const answer = answers[`${request.method()} ${new URL(request.url()).pathname.split('/web/')[1]}`];
    const [status, body] = answer ? await answer(request) : [200, []];
    await route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
  });
  const said = (words) => page.locator('.el-message', { hasText: words }).first().waitFor();
  const open = (where) => page.evaluate((hash) => (location.hash = hash), where);
  const send = async () => {
    await page.locator('h1').click();
    await page.keyboard.press('n');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Control+Enter');
  };

  await page.goto(`${base}console.html?lang=zh-CN#/cases`);
  await page.locator('.el-table__empty-text', { hasText: '正在读取' }).waitFor();
  listed();
  await page.locator('.el-table__empty-text', { hasText: '没有待复核的件' }).waitFor();

  const written = '眼镜反光，与本人通过电话';
  await open(`#/cases/${ID}`);
  await page.fill('textarea', written);
  await send();
  await said('写了一半的说明还在');
  await page.fill('#login', 'li');
  await page.fill('#password', 'a lamp beside the sea');
  await page.click('form button[type=submit]');
  await page.locator('textarea').waitFor();
  assert.equal(await page.inputValue('textarea'), written);
  await send();
  await said('领取已过期');
  await page.locator('button', { hasText: '领取' }).click();
  assert.equal(await page.inputValue('textarea'), written);
  await send();
  await said('已提交');
  assert.deepEqual(notes, [written, written, written]);
  await page.locator('textarea').waitFor({ state: 'detached' });
  await page.keyboard.press('x');
  await page.locator('h1', { hasText: 'P3' }).waitFor();

  await open('#/cases');
  await page.locator('.el-radio-button', { hasText: '待领取' }).click();
  await page.locator('.el-pager .number', { hasText: '2' }).click();
  await page.locator('.el-table__row a').click();
  await page.locator('h1', { hasText: 'P3' }).waitFor();
  await page.locator('a', { hasText: '返回列表' }).click();
  const asLeft = async () => {
    await page.locator('.el-radio-button.is-active', { hasText: '待领取' }).waitFor();
    await page.locator('.el-pager .is-active', { hasText: '2' }).waitFor();
  };
  await asLeft();
  await page.goBack();
  await page.locator('h1', { hasText: 'P3' }).waitFor();
  await page.goBack();
  await asLeft();

  await open('#/accounts');
  await page.fill('#new-login', 'zhao');
  await page.fill('#new-name', '赵');
  await page.locator('form .el-checkbox', { hasText: '复核员' }).click();
  await page.locator('button', { hasText: '创建并发放初始密码' }).dblclick();
  await page.locator('.override', { hasText: 'ABCD-EFGH' }).waitFor();
  assert.equal(created, 1);
  assert.deepEqual(problems, []);
  await context.close();
}

async function spokenUnderTheFinger() {
  const { page, end } = await visit({
    prepare: () => {
      globalThis.spoken = [];
      speechSynthesis.speak = ({ text }) => globalThis.spoken.push(`${globalThis.event?.type} ${text}`);
    },
  });
  await record(page);
  const spoken = await page.evaluate(() => globalThis.spoken);
  assert.match(spoken[0], /^click 听到提示后/);
  assert.ok(spoken.includes('click 马上开始'), String(spoken));
  await end();
}

/** In the user centre the session ends before somebody presses a button there: then only the log-in helps. */
async function awayFromTheCentre() {
  const { context, page, problems } = await visitor(browser, { viewport: 'phone' });
  let away = false;
  const attempt = { id: ID, openedAt: '2026-10-01T00:00:00Z', state: 'REJECTED', text: '认证失败', canAppeal: true };
  const answers = {
    session: { csrf: 'c', name: '王*明', number: '4401**********1234', scheme: '企业', faceEnrolled: true },
    results: { certificates: [], attempts: [attempt] },
  };
  await page.route('**/web/centre/**', (route) => {
    const body = answers[new URL(route.request().url()).pathname.split('/').pop()] ?? {};
    return route.fulfill({ status: away ? 401 : 200, contentType: 'application/json', body: JSON.stringify(away ? { code: 'SESSION_ENDED' } : body) });
  });
  await page.goto(`${base}centre.html?lang=zh-CN`);
  await page.locator('.line .button', { hasText: '人工核对' }).waitFor();
  away = true;
  await page.locator('.line .button', { hasText: '人工核对' }).click();
  await page.locator('[role=alert]', { hasText: '离开的时间太久了' }).waitFor();
  await heading(page, '认证结果查询');
  await usable(page, 'away from the centre');
  assert.deepEqual(problems, []);
  await context.close();
}
