import { reactive } from 'vue';
import { ApiError, useCsrf } from '../common/api';
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
  opened: backend.Opened | null;
  recording: Recording | null;
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
  opened: null,
  recording: null,
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

export function loggedIn(session: backend.Session): void {
  useCsrf(session.csrf);
  flow.session = session;
  if (session.certifiedUntil) {
    flow.screen = 'already';
  } else if (session.attemptsLeft === 0) {
    // Said before the way to the camera, not at its end.
    fail(new ApiError(403, 'ATTEMPTS_EXHAUSTED', ''), 'login');
  } else {
    flow.screen = 'consent';
  }
}

/** Takes up a session that this browser still has, e.g. after a reload. */
export async function resume(): Promise<void> {
  try {
    loggedIn(await backend.session());
  } catch {
    flow.screen = 'login';
  }
}

export async function leave(): Promise<void> {
  await backend.logout().catch(() => undefined);
  Object.assign(flow, fresh());
}

/** Opens a certification at the last moment, so that its time is spent on recording. */
export async function startRecording(): Promise<void> {
  try {
    flow.opened = await backend.open(flow.session?.consentVersion ?? '', crypto.randomUUID());
    flow.recording = null;
    flow.screen = 'record';
  } catch (problem) {
    fail(problem, 'check');
  }
}

export function again(): void {
  flow.status = null;
  flow.opened = null;
  flow.recording = null;
  flow.screen = 'camera';
}
