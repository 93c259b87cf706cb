// Certifies one person with a clip: open, upload, submit, ask. Needs Node 20, nothing else.
// usage: POL_API=https://host POL_KEY=... node certify.mjs NAME NUMBER CLIP.mp4
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [name, number, file] = process.argv.slice(2);
const clip = readFileSync(file);

async function call(path, body, headers = {}) {
  const response = await fetch(`${process.env.POL_API}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'X-API-Key': process.env.POL_KEY, 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  // Refusals are RFC 9457 problems; their code is stable, their words are in the language of Accept-Language.
  if (!response.ok) throw new Error(`${answer.code}: ${answer.detail}`);
  return answer;
}

// 1. Open. Your recorder shows the prompts of opened.challenge; here the clip has been recorded already.
const opened = await call('/certifications', { name, number, consentVersion: '2026-01' }, { 'Idempotency-Key': randomUUID() });

// 2. Upload to the object store: the fields of the form for this type, then the file as the last one.
const form = opened.uploads.find((upload) => upload.contentType === 'video/mp4');
const fields = new FormData();
for (const [key, value] of Object.entries(form.fields)) fields.append(key, value);
fields.append('file', new Blob([clip]), 'clip.mp4');
const stored = await fetch(form.url, { method: 'POST', body: fields });
if (!stored.ok) throw new Error(`upload: ${stored.status}`);

// 3. Submit what was uploaded.
await call(`/certifications/${opened.id}/submission`, {
  sha256: createHash('sha256').update(clip).digest('hex'),
  sizeBytes: clip.length,
  contentType: 'video/mp4',
  mirrored: false,
});

// 4. Ask until there is an outcome; each call waits for one up to 30 seconds.
let answer;
do answer = await call(`/certifications/${opened.id}?wait=30`);
while (!answer.outcome);
console.log(answer.outcome, answer.id);
