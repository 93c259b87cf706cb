import { call, type Action } from '../common/api';

export interface Session {
  csrf: string;
  /** Shortened, e.g. 王*明. */
  name: string;
  attemptsLeft: number;
  consentVersion: string;
  /** Last day of the running certificate, ISO date. */
  certifiedUntil: string | null;
}

export interface Prompt {
  action: Action;
  /** Seconds from the start of the recording. */
  start: number;
  end: number;
}

export interface Opened {
  id: string;
  prompts: Prompt[];
  recordingSeconds: number;
  expiresAt: string;
  contentTypes: string[];
  maxBytes: number;
}

export interface Status {
  id: string;
  state: 'OPEN' | 'SUBMITTED' | 'VERIFYING' | 'CERTIFIED' | 'REJECTED' | 'UNDER_REVIEW' | 'EXPIRED';
  outcome: string | null;
  message: string | null;
  hints: string[];
  validUntil: string | null;
  attemptsLeft: number;
  canAppeal: boolean;
}

export const login = (name: string, number: string) =>
  call<Session>('POST', 'self-service/session', { json: { name, number } });
export const session = () => call<Session>('GET', 'self-service/session');
export const logout = () => call<void>('DELETE', 'self-service/session');

/** @param key the same for every repetition of one wish, so that a lost answer opens nothing twice */
export const open = (consentVersion: string, key: string) =>
  call<Opened>('POST', 'self-service/certifications', {
    json: { consentVersion },
    headers: { 'Idempotency-Key': key },
  });
export const uploaded = (id: string) =>
  call<{ received: number }>('GET', `self-service/certifications/${id}/clip`);
export const sendPart = (id: string, offset: number, part: Blob) =>
  call<{ received: number }>('PUT', `self-service/certifications/${id}/clip?offset=${offset}`, {
    blob: part,
    timeoutMs: 60_000,
  });
export const submit = (
  id: string,
  submission: { sha256: string; sizeBytes: number; contentType: string; mirrored: boolean; promptOffsets: number[] },
) => call<Status>('POST', `self-service/certifications/${id}/submission`, { json: submission });
export const status = (id: string) => call<Status>('GET', `self-service/certifications/${id}`);
export const appeal = (id: string) => call<Status>('POST', `self-service/certifications/${id}/appeal`, { json: {} });
