// The console: who logs in there, the cases, the money, and what is administered. Two people at least do what takes two.
import { administrationSteps } from './administration.mjs';
import { batch, button, choose, go, logIn, logins, openConsole, picture, plotted, press, quiet, row, rows, said } from './desk.mjs';
import { moneySteps } from './money.mjs';
import { held, settled, shootSaid, visit } from './shoot.mjs';

/** Each gets a chance, though the ones before did not succeed; what failed is told together. */
async function all(steps, ...given) {
  const problems = [];
  for (const step of steps) {
    try {
      await step(...given);
    } catch (problem) {
      problems.push(`${step.name}: ${problem.message}`);
      console.log(`not finished: ${problems.at(-1)}`);
    }
  }
  if (problems.length) throw new Error(problems.join('\n  '));
}

async function atTheDoor() {
  await visit({ clip: 'none' }, async (page) => {
    await openConsole(page);
    await page.locator('.sign-on').waitFor();
    await picture(page, 'console-01-login');
    const fill = async () => {
      await page.fill('#login', 'nobody');
      await page.fill('#password', 'not the password');
      await page.fill('#code', '000000');
      await page.click('form button[type=submit]');
    };
    const line = held();
    await page.route('**/console/session', async (route) => (route.request().method() === 'POST' ? (await line.until, route.continue()) : route.continue()));
    await fill();
    await page.locator('button.is-loading').waitFor();
    await picture(page, 'console-02-logging-in');
    line.release();
    await page.locator('.el-message').waitFor();
    await shootSaid(page, 'console-03-login-refused', fill);
    await openConsole(page, '&refused=SIGN_ON_FAILED');
    await page.locator('[role=alert]').waitFor();
    await picture(page, 'console-04-sign-on-failed');
    await openConsole(page, '&refused=SIGN_ON_WITHOUT_ROLE');
    await page.locator('[role=alert]').waitFor();
    await picture(page, 'console-05-sign-on-without-role');
  });
}

/** Windows of everybody who works here, as long as the work lasts. */
async function atWork(what) {
  const people = {};
  const enter = (names, then) => names.length
    ? visit({ clip: 'none' }, async (page) => {
      people[names[0]] = page;
      if (logins[names[0]]) await logIn(page, logins[names[0]]);
      await enter(names.slice(1), then);
    })
    : then();
  await enter(['reviewer', 'approver', 'auditor', 'administrator', 'colleague', 'deputy'], () => what(people));
}

async function work() {
  await atWork(async (people) => {
    await all([...administrationSteps, ...moneySteps, ...caseSteps, overview, readOnly, disturbed], people);
  });
}

const caseSteps = [workList, overridden, turnedDown, sameFace, appeal, videoDeleted];

const SUSPECTED_REF = 'visitor-2';
const FAILED_REF = 'visitor-1';

async function openCase(page, ref) {
  await go(page, 'cases');
  await row(page, ref).locator('a').click();
  await page.locator('h1', { hasText: ref }).waitFor();
  await settled(page, 3000);
}

async function claim(page) {
  await press(page, '领取');
  await button(page, '放回').waitFor();
}

async function workList({ reviewer, colleague, auditor }) {
  await go(reviewer, 'cases');
  await row(reviewer, SUSPECTED_REF).waitFor();
  await picture(reviewer, 'console-10-cases');
  await choose(reviewer, '.outcome', '疑似');
  await settled(reviewer);
  await picture(reviewer, 'console-12-cases-of-one-outcome');
  await go(reviewer, 'dashboard');
  await go(reviewer, 'cases');
  await reviewer.locator('.el-radio-button', { hasText: '我的' }).click();
  await reviewer.locator('.el-table__empty-text', { hasText: '没有待复核的件' }).waitFor();
  await picture(reviewer, 'console-11-cases-none');
  await go(reviewer, 'dashboard');
  await openCase(reviewer, SUSPECTED_REF);
  await plotted(reviewer);
  await picture(reviewer, 'console-20-case-free');
  await openCase(auditor, SUSPECTED_REF);
  await plotted(auditor);
  await picture(auditor, 'console-35-case-read-by-auditor');
  // Without loading the page anew, which would begin it in its first language.
  await shootSaid(reviewer, 'console-34-case-not-found', async () => {
    await go(reviewer, 'dashboard');
    await reviewer.evaluate(() => (location.hash = '#/cases/00000000-0000-4000-8000-000000000000'));
  });
  // Whoever looks at an old list finds that somebody was quicker.
  await go(colleague, 'cases');
  await row(colleague, SUSPECTED_REF).waitFor();
  await openCase(reviewer, SUSPECTED_REF);
  await claim(reviewer);
  await shootSaid(colleague, 'console-13-case-taken-by-another', async (n) => {
    if (n) {
      await staleList(colleague, reviewer);
    }
    await row(colleague, SUSPECTED_REF).locator('button').click();
  });
}

/** The list as it was while the case was free, once more. */
async function staleList(colleague, reviewer) {
  await openCase(reviewer, SUSPECTED_REF);
  await press(reviewer, '放回');
  await button(reviewer, '领取').waitFor();
  await colleague.locator('.bar nav a[href="#/dashboard"]').click();
  await colleague.locator('.tile').first().waitFor();
  await go(colleague, 'cases');
  await row(colleague, SUSPECTED_REF).locator('button').waitFor();
  await claim(reviewer);
}

async function overridden({ reviewer, approver, colleague }) {
  await openCase(colleague, SUSPECTED_REF);
  await plotted(colleague);
  await picture(colleague, 'console-26-case-held-by-another');
  await go(reviewer, 'cases');
  await picture(reviewer, 'console-14-cases-with-mine');
  await openCase(reviewer, SUSPECTED_REF);
  await plotted(reviewer);
  await picture(reviewer, 'console-21-case-held');
  const closer = reviewer.getByRole('slider', { name: '放大' });
  for (let steps = 0; steps < 3; steps++) await closer.press('PageUp');
  await picture(reviewer, 'console-24-case-zoomed');
  await closer.press('Home');
  await reviewer.locator('h1').click();
  await reviewer.keyboard.press('n');
  await picture(reviewer, 'console-23-case-refuse');
  await reviewer.locator('h1').click();
  await reviewer.keyboard.press('p');
  await reviewer.locator('.override').waitFor();
  await picture(reviewer, 'console-22-case-certify-overrides');
  await reviewer.fill('textarea', '屏幕反光，与本人通过电话，确认是本人');
  await press(reviewer, '提交决定');
  await said(reviewer, '等待第二人');
  await quiet(reviewer);
  await picture(reviewer, 'console-25-case-verdict-waits');
  await go(approver, 'cases');
  await approver.locator('.el-radio-button', { hasText: '待第二人' }).click();
  await row(approver, SUSPECTED_REF).waitFor();
  await picture(approver, 'console-15-cases-for-a-second-person');
  await openCase(approver, SUSPECTED_REF);
  await plotted(approver);
  await picture(approver, 'console-27-case-second-person');
}

async function turnedDown({ reviewer, approver }) {
  await approver.fill('textarea', '电话记录没有附上，请补充');
  await press(approver, '不同意');
  await said(approver, '已提交');
  await openCase(reviewer, SUSPECTED_REF);
  await plotted(reviewer);
  await picture(reviewer, 'console-28-case-turned-down');
  await claim(reviewer);
  await reviewer.locator('h1').click();
  await reviewer.keyboard.press('p');
  await reviewer.fill('textarea', '电话记录已附，工号 0417');
  await press(reviewer, '提交决定');
  await said(reviewer, '等待第二人');
  const address = reviewer.url();
  await openCase(approver, SUSPECTED_REF);
  await press(approver, /^同意$/);
  await said(approver, '已提交');
  await reviewer.goto(address);
  await reviewer.reload();
  await reviewer.locator('li', { hasText: '已生效' }).waitFor();
  await plotted(reviewer);
  await picture(reviewer, 'console-29-case-certified');
}

/** The face that was refused as somebody else's in one case is the one that is suspected in another. */
async function sameFace({ reviewer }) {
  await reviewer.locator('.same-face li').first().waitFor();
  await reviewer.locator('.same-face').scrollIntoViewIfNeeded();
  await picture(reviewer, 'console-31-case-same-face');
}

async function appeal({ reviewer }) {
  await openCase(reviewer, FAILED_REF);
  await picture(reviewer, 'console-36-case-appeal');
  await reviewer.locator('.same-clip li').first().waitFor();
  await picture(reviewer, 'console-32-case-same-clip');
  await claim(reviewer);
  await reviewer.locator('h1').click();
  await reviewer.keyboard.press('n');
  await reviewer.fill('textarea', '视频是以前提交过的，请本人到窗口办理');
  await press(reviewer, '提交决定');
  await said(reviewer, '已提交');
  await reviewer.locator('li', { hasText: '已生效' }).waitFor();
  await quiet(reviewer);
  await picture(reviewer, 'console-30-case-refused');
}

/** As the nightly job leaves a case whose time is over. */
async function videoDeleted({ reviewer }) {
  await batch('/jobs/retention/runs', { given: crypto.randomUUID() }, true);
  await reviewer.reload();
  await reviewer.locator('.panel', { hasText: '视频已按期限删除' }).waitFor();
  await picture(reviewer, 'console-33-case-video-deleted');
}

async function overview({ reviewer, auditor }) {
  await go(reviewer, 'dashboard');
  await reviewer.locator('.year canvas').waitFor();
  await picture(reviewer, 'console-60-dashboard');
  await go(auditor, 'audit');
  await rows(auditor).first().waitFor();
  await picture(auditor, 'console-61-audit');
  await row(auditor, '同意决定').first().locator('td').nth(1).locator('button').click();
  await settled(auditor);
  await picture(auditor, 'console-62-audit-of-one-actor');
  await auditor.locator('.filters input').first().fill('user:nobody');
  await auditor.locator('.filters button').click();
  await auditor.locator('.el-table__empty-text').waitFor();
  await picture(auditor, 'console-63-audit-none');
}

async function readOnly({ auditor }) {
  await go(auditor, 'accounts');
  await rows(auditor).first().waitFor();
  await picture(auditor, 'console-74-accounts-read-by-auditor');
  await go(auditor, 'channels');
  await rows(auditor).first().waitFor();
  await picture(auditor, 'console-87-channels-read-by-auditor');
}

async function disturbed({ reviewer, colleague }) {
  await go(colleague, 'cases');
  await colleague.route('**/web/console/**', (route) => route.abort('connectionfailed'));
  await shootSaid(colleague, 'console-90-no-connection', async () => {
    await colleague.locator('.bar nav a[href="#/dashboard"]').click();
    await colleague.locator('.bar nav a[href="#/cases"]').click();
  });
  await go(reviewer, 'cases');
  await shootSaid(reviewer, 'console-91-session-ended', async (n) => {
    if (n) await logIn(reviewer, logins.reviewer, 'en');
    await reviewer.context().clearCookies();
    await reviewer.locator('.bar nav a[href="#/dashboard"]').click();
    await reviewer.locator('#login').waitFor();
  });
}

export const console_ = [atTheDoor, work];
