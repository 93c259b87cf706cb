import { reactive } from 'vue';
import { ApiError, randomKey, useCsrf } from '../common/api';
import * as backend from './backend';
import type { Recording } from './recorder';

export type Screen =
  | 'login'
  | 'already'
  | 'consent'
  | 'routes'
  | 'guide'
  | 'camera'
  | 'check'
  | 'record'
  | 'upload'
  | 'wait'
  | 'outcome'
  | 'error';

interface Flow {
  screen: Screen;
  /** Where "other ways" was opened from. */
  cameFrom: Screen;
  session: backend.Session | null;
  /** Whether the session is of an earlier visit with this device, perhaps somebody else's: couples share a phone. */
  resumed: boolean;
  opened: backend.Opened | null;
  recording: Recording | null;
  /** The certification whose outcome is waited for. */
  watched: string | null;
  status: backend.Status | null;
  /** `detail` is the server's own wording, in the language in which it was asked. */
  error: { code: string; detail: string; language: string; back: Screen } | null;
  /** Whether somebody else holds the device and points its main camera at the person. */
  assisted: boolean;
  sound: boolean;
}

const fresh = (): Flow => ({
  screen: 'login',
  cameFrom: 'login',
  session: null,
  resumed: false,
  opened: null,
  recording: null,
  watched: null,
  status: null,
  error: null,
  assisted: false,
  sound: true,
});

export const flow = reactive<Flow>(fresh());

export function show(screen: Screen): void {
  if (screen === 'routes') flow.cameFrom = flow.screen;
  flow.screen = screen;
}

/** Whether the person is still where they were when this was asked for: who has left is not pulled back by a late answer. */
export function staying(): () => boolean {
  const { screen, session } = flow;
  return () => flow.screen === screen && flow.session === session;
}

const EXPIRED = ['CERTIFICATION_EXPIRED', 'CERTIFICATION_NOT_OPEN'];
const LOST = ['CLIP_MISSING', 'CLIP_SIZE_MISMATCH', 'CLIP_HASH_MISMATCH', 'CLIP_TOO_LARGE'];

/** A failure names its next step: where "try again" leads is decided here. */
export function fail(problem: unknown, back: Screen): void {
  const known = problem instanceof ApiError ? problem : new ApiError(0, 'PAGE', '');
  const said = (code: string, to: Screen, detail = '') => ({ code, detail, language: document.documentElement.lang, back: to });
  if (known.status === 401) {
    flow.session = null;
    flow.error = said('SESSION_ENDED', 'login');
  } else if (EXPIRED.includes(known.code)) {
    flow.error = said('CERTIFICATION_EXPIRED', 'check');
  } else if (LOST.includes(known.code)) {
    flow.error = said('LOST_CLIP', 'check');
  } else {
    flow.error = said(known.code, back, String(known.body.otherChannel || known.message));
  }
  flow.screen = 'error';
}

let partLost = false;

/** Where "try again" leads. */
export function tryAgain(): void {
  const { code, back } = flow.error ?? { code: '', back: 'login' as const };
  if (code === 'NOT_LEFT') {
    void leave();
  } else if (code === 'NOT_LOADED' && partLost) {
    // Some browsers ask for a part that did not come only when the page is loaded anew.
    location.reload();
  } else {
    partLost = code === 'NOT_LOADED';
    show(back);
  }
}

export function loggedIn(session: backend.Session): void {
  useCsrf(session.csrf);
  flow.session = session;
  flow.resumed = false;
  if (session.pending) {
    watch(session.pending.id);
  } else if (session.certifiedUntil) {
    flow.screen = 'already';
  } else if (session.attemptsLeft === 0) {
    // Said before the way to the camera, not at its end.
    fail(new ApiError(403, 'ATTEMPTS_EXHAUSTED', ''), 'login');
  } else {
    flow.screen = 'consent';
  }
}

export function watch(certification: string): void {
  flow.watched = certification;
  flow.screen = 'wait';
}

/** Takes up a session that this browser still has, e.g. after a reload. */
export async function resume(): Promise<void> {
  const stays = staying();
  const session = await backend.session().catch(() => null);
  if (!session || !stays()) return;
  loggedIn(session);
  flow.resumed = true;
}

export async function leave(): Promise<void> {
  const from = flow.screen;
  try {
    await backend.logout();
  } catch (problem) {
    if (!(problem instanceof ApiError && problem.status === 401)) {
      // Whoever is not logged out must not think so: the next one at this phone would be taken for them.
      fail(new ApiError(0, 'NOT_LEFT', ''), from);
      return;
    }
  }
  Object.assign(flow, fresh());
}

/** Opens a certification at the last moment, so that its time is spent on recording. */
export async function startRecording(): Promise<void> {
  const stays = staying();
  try {
    const opened = await backend.open(flow.session?.consentVersion ?? '', randomKey());
    if (!stays()) return;
    flow.opened = opened;
    flow.recording = null;
    flow.screen = 'record';
  } catch (problem) {
    if (stays()) fail(problem, 'check');
  }
}

export function again(): void {
  flow.status = null;
  flow.watched = null;
  flow.opened = null;
  flow.recording = null;
  flow.screen = 'camera';
}
