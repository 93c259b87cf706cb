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
  let response: Response;
  try {
    response = await fetch(apiUrl(path), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(options.timeoutMs ?? 30_000),
    });
  } catch {
    throw new ApiError(0, 'NETWORK', 'network');
  }
  if (response.ok) {
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
  const problem = await response.json().catch(() => ({}));
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

export async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
