/** Talks to this site's own back end, whatever path the site is mounted under. */
export type Action =
  | 'TURN_LEFT'
  | 'TURN_RIGHT'
  | 'LOOK_UP'
  | 'LOOK_DOWN'
  | 'BLINK'
  | 'OPEN_MOUTH'
  | 'NOD'
  | 'SHAKE';

/** A refusal with a stable code, or a network failure (code NETWORK). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number | null = null,
    readonly body: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

let csrf = '';
let language = 'zh-CN';

export function useCsrf(token: string): void {
  csrf = token;
}

export function useLanguage(tag: string): void {
  language = tag;
}

export const apiUrl = (path: string) => new URL(`web/${path}`, document.baseURI).href;

interface Options {
  json?: unknown;
  blob?: Blob;
  headers?: Record<string, string>;
  timeoutMs?: number;
}

export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': language, 'X-CSRF-Token': csrf, ...options.headers };
  let body: BodyInit | undefined;
  if (options.blob) {
    headers['Content-Type'] = 'application/octet-stream';
    body = options.blob;
  } else if (options.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.json);
  }
  // AbortSignal.timeout came with Chrome 103 and Safari 16; the phones of those who come here are older.
  const patience = new AbortController();
  const bell = setTimeout(() => patience.abort(), options.timeoutMs ?? 30_000);
  let response: Response;
  let problem: Record<string, unknown>;
  try {
    response = await fetch(apiUrl(path), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: patience.signal,
    });
    // The line may break in the middle of an answer, and the page of a WLAN's own login is none of ours.
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
    problem = await response.json().catch(() => ({}));
  } catch {
    throw new ApiError(0, 'NETWORK', 'network');
  } finally {
    clearTimeout(bell);
  }
  const retryAfter = Number(response.headers.get('Retry-After'));
  throw new ApiError(
    response.status,
    String(problem.code ?? `HTTP_${response.status}`),
    String(problem.detail ?? problem.title ?? ''),
    retryAfter > 0 ? retryAfter : null,
    problem,
  );
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A key that nobody else has chosen; crypto.randomUUID came with Chrome 92 and Safari 15.4. */
export const randomKey = () => hex(crypto.getRandomValues(new Uint8Array(16)));

export const sha256 = async (blob: Blob) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
