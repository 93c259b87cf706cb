// Whoever is refused: at the log-in, at the camera, and when time is up.
import { ELSEWHERE, base, heading, logIn, poorCamera, withoutMesh } from '../browser.mjs';
import { enter, held, next, record, recorded, shoot, toCamera, visit, visitors } from './shoot.mjs';

async function atTheLogin() {
  const refused = async (name, visitor) => visit({ clip: 'none' }, async (page) => {
    await enter(page, visitor);
    await page.locator('[role=alert]').waitFor();
    await shoot(page, `refused-${name}`);
  });
  await refused('wrong-name', { ...visitors.SUCCEEDS, name: '王小明' });
  await refused('benefit-suspended', visitors.SUSPENDED);
  await refused('not-enrolled', visitors.NOT_ENROLLED);
  await refused('other-scheme', visitors.ELSEWHERE);
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}?lang=zh-CN`);
    await page.locator('#name').waitFor();
    for (let n = 0; n < 8 && !(await page.locator('main h1', { hasText: '没有成功' }).count()); n++) {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/self-service/session') && answer.request().method() === 'POST');
      await logIn(page, { ...visitors.NOT_ENROLLED, name: '王小明' });
      await answered;
      await page.waitForFunction(() => !document.querySelector('button[type=submit]')?.disabled);
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
}

async function atTheCamera() {
  const cameras = {
    none: { clip: 'none' },
    denied: { deny: true },
    'low-resolution': { clip: poorCamera() },
    busy: { clip: '/no/such/camera.y4m' },
    insecure: { elsewhere: true },
  };
  for (const [name, options] of Object.entries(cameras)) {
    await visit(options, async (page) => {
      await toCamera(page, visitors.LATE, options.elsewhere ? { site: base.replace(/\/\/[^:/]+/, `//${ELSEWHERE}`) } : {});
      await page.locator('main [role=alert], main .button.main:enabled', { hasText: /\S/ }).first().waitFor();
      if (!(await page.locator('[role=alert]').count())) await next(page);
      await page.locator('[role=alert]').waitFor();
      await shoot(page, `refused-camera-${name}`);
    });
  }
}

async function awayTooLong() {
  await visit({}, async (page) => {
    await toCamera(page, visitors.LATE);
    await page.locator('main .button.main:enabled', { hasText: '开始拍摄' }).waitFor();
    await page.context().clearCookies();
    await next(page);
    await heading(page, '没有成功');
    await shoot(page, 'refused-session-ended');
  });
}

/** The line is held up until the challenge, which is short-lived here, has run out. */
async function tooLate() {
  await visit({}, async (page) => {
    await withoutMesh(page);
    await toCamera(page, visitors.LATE);
    const opened = page.waitForResponse((answer) => answer.url().endsWith('/certifications'));
    await record(page, { act: false });
    const { expiresAt } = await (await opened).json();
    const line = held();
    await page.route('**/clip*', async (route) => (await line.until, route.continue()));
    await recorded(page);
    await page.waitForFunction((end) => Date.now() > Date.parse(end), expiresAt, { polling: 1000, timeout: 300_000 });
    line.release();
    await heading(page, '没有成功');
    await shoot(page, 'refused-challenge-expired');
  });
}

/** Last of all: nobody logs in from this address for a while. */
async function tooOften() {
  await visit({ clip: 'none' }, async (page) => {
    await page.goto(`${base}?lang=zh-CN`);
    await page.locator('#name').waitFor();
    await page.evaluate(async (login) => {
      for (let status = 0; status !== 429;) {
        ({ status } = await fetch('web/self-service/session', {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(login),
        }));
      }
    }, { name: visitors.LATE.name, number: visitors.LATE.number });
    await logIn(page, visitors.LATE);
    await heading(page, '没有成功');
    await shoot(page, 'refused-too-many-attempts');
  });
}

export const refusals = [atTheLogin, atTheCamera, awayTooLong, tooLate, tooOften];
