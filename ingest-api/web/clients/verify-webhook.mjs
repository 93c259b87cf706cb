// Whether a notice is genuine and fresh: the body on standard input, exit code 0 or 1. Needs Node 20, nothing else.
// usage: POL_WEBHOOK_SECRET=... node verify-webhook.mjs 't=1700000000,v1=...' [NOW] <body.json
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** @param body the bytes as they came, before any parsing; @param now seconds since 1970 */
export function isGenuine(secret, header, body, now) {
  const [, time, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  // Five minutes: a captured notice cannot be played back later.
  if (!time || Math.abs(now - Number(time)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}

const [header, now] = process.argv.slice(2);
const genuine = isGenuine(process.env.POL_WEBHOOK_SECRET, header, readFileSync(0), Number(now ?? Date.now() / 1000));
process.exit(genuine ? 0 : 1);
