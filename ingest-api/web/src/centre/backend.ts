import { get, post, remove, type Schema } from '../common/client';

export type Person = Schema<'CentrePerson'>;
export type Results = Schema<'CentreResults'>;
type Solution = Schema<'CaptchaSolution'>;

/** Finds the number that the server asks for; about a second of work that nobody has to read or hear. */
async function solve(): Promise<Solution> {
  const { challenge, bits } = await get('/web/open/centre/captcha');
  const encoder = new TextEncoder();
  for (let number = 0; ; number += 64) {
    const batch = Array.from({ length: 64 }, (_, i) => crypto.subtle.digest('SHA-256', encoder.encode(`${challenge}.${number + i}`)));
    const hashes = await Promise.all(batch);
    const found = hashes.findIndex((hash) => new DataView(hash).getUint32(0) >>> (32 - bits) === 0);
    if (found >= 0) return { challenge, number: String(number + found) };
  }
}

export const sendCode = async (name: string, number: string, phone: string) =>
  post('/web/open/centre/code', { json: { name, number, phone, captcha: await solve() } });
export const setPassword = (name: string, number: string, code: string, password: string) =>
  post('/web/open/centre/password', { json: { name, number, code, password } });
export const login = async (name: string, number: string, password: string) =>
  post('/web/open/centre/session', { json: { name, number, password, captcha: await solve() } });
export const me = () => get('/web/centre/session');
export const results = () => get('/web/centre/results');
export const appeal = (id: string) => post('/web/centre/certifications/{id}/appeal', { path: { id } });
export const withdrawConsent = () => remove('/web/centre/consent');
export const logout = () => remove('/web/centre/session');
export const logoutEverywhere = () => remove('/web/centre/sessions');

/** 0 too weak to 3 strong: length and variety, and nothing of the number. */
export function strength(password: string, number: string): number {
  if (password.length < 8 || (number.length >= 6 && password.includes(number.slice(-6)))) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  const different = new Set(password).size;
  return Math.min(3, Math.max(1, (kinds >= 3 ? 1 : 0) + (password.length >= 12 ? 1 : 0) + (different >= 8 ? 1 : 0)));
}
