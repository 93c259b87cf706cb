import { get, post, put, remove, type Schema } from '../common/client';

/** `name` is shortened, e.g. 王*明; `certifiedUntil` the last day of the running certificate. */
export type Session = Schema<'LoginSessionView'>;
/** Seconds from the start of the recording. */
export type Prompt = Schema<'CertifyOpenedView'>['prompts'][number];
export type Opened = Schema<'CertifyOpenedView'>;
export type Status = Schema<'StatusView'>;

export const login = (name: string, number: string) => post('/web/self-service/session', { json: { name, number } });
export const session = () => get('/web/self-service/session');
export const logout = () => remove('/web/self-service/session');

/** @param key the same for every repetition of one wish, so that a lost answer opens nothing twice */
export const open = (consentVersion: string, key: string) =>
  post('/web/self-service/certifications', { json: { consentVersion }, headers: { 'Idempotency-Key': key } });
export const uploaded = (id: string) => get('/web/self-service/certifications/{id}/clip', { path: { id } });
export const sendPart = (id: string, offset: number, part: Blob) =>
  put('/web/self-service/certifications/{id}/clip', { path: { id }, query: { offset }, blob: part, timeoutMs: 60_000 });
export const submit = (id: string, json: Schema<'Submission'>) =>
  post('/web/self-service/certifications/{id}/submission', { path: { id }, json });
export const status = (id: string) => get('/web/self-service/certifications/{id}', { path: { id } });
export const appeal = (id: string) => post('/web/self-service/certifications/{id}/appeal', { path: { id } });
