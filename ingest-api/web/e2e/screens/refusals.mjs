// Whoever is refused: at the log-in, at the camera, and when time is up.
import { ELSEWHERE, base, heading, logIn, poorCamera, takeClock, withoutMesh } from '../browser.mjs';
import { enter, held, next, open, recorded, shoot, startButton, toCamera, visit, visitors } from './shoot.mjs';

const atTheLogin = (name, person) => async () => visit({ clip: 'none' }, async (page) => {
  await enter(page, person);
  await page.locator('[role=alert]').waitFor();
  await shoot(page, name);
});

/** Wrong names for somebody who is not to be shut out in the other pictures. */
async function locked() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    const error = page.locator('main h1', { hasText: '没有成功' });
    for (let n = 0; n < 8 && !(await error.count()); n++) {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/self-service/session') && answer.request().method() === 'POST');
      await logIn(page, { ...visitors.LOCKED, name: '王小明' });
      await answered;
      await page.waitForFunction(() => !document.querySelector('button[type=submit]')?.disabled);
    }
    await error.waitFor();
    await shoot(page, 'refused-06-login-locked');
  });
}

/** Nobody logs in from this address for a while. */
async function tooOften() {
  await visit({ clip: 'none' }, async (page) => {
    await open(page);
    await page.evaluate(async () => {
      for (let status = 0, n = 0; status !== 429; n++) {
        ({ status } = await fetch('web/self-service/session', {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: '王小明', number: `GUESS${n}` }),
        }));
      }
    });
    await logIn(page, visitors.LATE);
    await heading(page, '没有成功');
    await shoot(page, 'refused-07-too-many-attempts');
  });
}

const brokenLine = (name, breakIt) => async () => visit({ clip: 'none' }, async (page) => {
  await open(page);
  await page.route('**/web/**', breakIt);
  await logIn(page, visitors.LATE);
  await heading(page, '没有成功');
  await shoot(page, name);
});

const atTheCamera = (name, words, options, prepare = () => undefined) => async () => visit(options, async (page) => {
  await withoutMesh(page);
  await prepare(page);
  await toCamera(page, visitors.LATE, options.elsewhere ? { site: base.replace(/\/\/[^:/]+/, `//${ELSEWHERE}`) } : {});
  await page.locator('main [role=alert], main .button.main:enabled', { hasText: /\S/ }).first().waitFor();
  if (!(await page.locator('[role=alert]').count())) await next(page);
  await page.locator('[role=alert]', { hasText: words }).waitFor();
  await shoot(page, name);
});

/** As a browser answers while another program has the camera; its own cameras are never busy. */
const busy = (page) => page.addInitScript(() => {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Could not start video source', 'NotReadableError'));
});

async function awayTooLong() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.LATE);
    await startButton(page).waitFor();
    await page.context().clearCookies();
    await next(page);
    await heading(page, '没有成功');
    await shoot(page, 'refused-15-session-ended');
  });
}

/** The line is held up until the challenge, which is short-lived here, has run out. */
async function late() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.LATE);
    await startButton(page).waitFor();
    await takeClock(page);
    const opened = page.waitForResponse((answer) => answer.url().endsWith('/certifications'));
    await next(page);
    const { expiresAt } = await (await opened).json();
    await page.locator('.counter').waitFor();
    const line = held();
    await page.route('**/clip*', async (route) => (await line.until, route.continue()));
    await page.clock.runFor(17_000);
    await recorded(page);
    await new Promise((over) => setTimeout(over, Math.max(0, Date.parse(expiresAt) - Date.now()) + 1000));
    line.release();
    await heading(page, '没有成功');
    await shoot(page, 'refused-16-challenge-expired');
  });
}

/** Takes minutes, in which nothing happens. */
export const slow = [late];
export const refusals = [
  atTheLogin('refused-01-name-not-matched', { ...visitors.LATE, name: '王小明' }),
  atTheLogin('refused-02-benefit-suspended', visitors.SUSPENDED),
  atTheLogin('refused-03-not-enrolled', visitors.NOT_ENROLLED),
  atTheLogin('refused-04-other-scheme', visitors.ELSEWHERE),
  locked,
  tooOften,
  brokenLine('refused-08-no-connection', (route) => route.abort('connectionfailed')),
  // As a gateway before the site answers when there is nobody behind it.
  brokenLine('refused-09-system-fault', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' })),
  atTheCamera('refused-10-camera-none', '没有找到摄像头', { clip: 'none' }),
  atTheCamera('refused-11-camera-denied', '没有得到使用摄像头的许可', { deny: true }),
  atTheCamera('refused-12-camera-low-resolution', '不够清晰', { clip: poorCamera() }),
  atTheCamera('refused-13-camera-busy', '别的程序', {}, busy),
  atTheCamera('refused-14-camera-insecure', '不能使用摄像头', { elsewhere: true }),
  awayTooLong,
];
