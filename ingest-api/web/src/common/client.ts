/** Calls the back end with paths, parameters and bodies as its OpenAPI document has them: what drifts does not compile. */
import type { components, paths } from '../../generated/pages';
import { call } from './api';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type Verb = 'get' | 'post' | 'put' | 'delete';
type With<V extends Verb> = { [P in keyof paths]: paths[P] extends { [verb in V]: object } ? P : never }[keyof paths];
type Operation<P extends keyof paths, V extends Verb> = paths[P] extends { [verb in V]: infer O } ? O : never;

type InPath<O> = O extends { parameters: { path: infer Values } } ? { path: Values } : unknown;
type InQuery<O> = O extends { parameters: { query: infer Values } }
  ? { query: Values }
  : O extends { parameters: { query?: infer Values } } ? { query?: Values } : unknown;
type InBody<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? { json: Body } : unknown;
interface Further { headers?: Record<string, string>; blob?: Blob; timeoutMs?: number }
type Asked<O> = InPath<O> & InQuery<O> & InBody<O> & Further;
// Nothing has to be given where nothing is required.
type Arguments<O> = Record<never, never> extends Asked<O> ? [asked?: Asked<O>] : [asked: Asked<O>];

type Content<R> = R extends { content: { 'application/json': infer Body } } ? Body : void;
export type Answer<O> = O extends { responses: infer R }
  ? R extends { 200: infer Ok } ? Content<Ok> : R extends { 201: infer Made } ? Content<Made> : void
  : never;

function address(path: string, values: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value));
  }
  const text = asked.toString();
  return filled.replace(/^\/web\//, '') + (text ? `?${text}` : '');
}

interface AnyAsked extends Further { path?: Record<string, unknown>; query?: Record<string, unknown>; json?: unknown }

function send<V extends Verb>(verb: V) {
  return <P extends With<V>>(path: P, ...[asked]: Arguments<Operation<P, V>>): Promise<Answer<Operation<P, V>>> => {
    const { path: values, query, ...rest } = (asked ?? {}) as AnyAsked;
    return call(verb.toUpperCase(), address(path, values, query), rest);
  };
}

export const get = send('get');
export const post = send('post');
export const put = send('put');
export const remove = send('delete');

/** Where a browser fetches something by itself: a picture, a clip, a download. */
export function link<P extends With<'get'>>(path: P, ...[asked]: Arguments<Operation<P, 'get'>>): string {
  const { path: values, query } = (asked ?? {}) as AnyAsked;
  return address(path, values, query);
}
