import { ElMessage } from 'element-plus';
import { computed, reactive } from 'vue';
import { ApiError, useCsrf } from '../common/api';
import * as backend from './backend';
import type { Role, Session } from './backend';

export const state = reactive<{ session: Session | null; route: string; list: string }>({
  session: null,
  route: location.hash.slice(1) || '/cases',
  /** Address of the list of cases as it was last looked at. */
  list: '#/cases',
});

window.addEventListener('hashchange', () => (state.route = location.hash.slice(1) || '/cases'));

export function enter(session: Session): void {
  useCsrf(session.csrf);
  state.session = session;
}

/** Nobody else knows the account's password any more: until then it opens nothing. */
export const isOwn = () => state.session?.state === 'ACTIVE' || state.session?.state === 'VOUCHED_FOR';

/** Whether the account sees all regions: what mixes them is refused to others. */
export const everywhere = () => !state.session?.region;

export const may = (...roles: Role[]) => roles.some((role) => state.session?.roles.includes(role));

const drafts = reactive<Record<string, string>>({});

/** What somebody types and has not sent: it outlives a look at another page and a session that has ended, for that person alone. */
export function draft(of: string) {
  const key = `${state.session?.login} ${of}`;
  return computed({ get: () => drafts[key] ?? '', set: (text: string) => void (drafts[key] = text) });
}

/** After the log-out. */
export function forget(): void {
  Object.keys(drafts).forEach((key) => delete drafts[key]);
  state.session = null;
}

/** Says what went wrong; an ended session leads back to the login. */
export function complain(problem: unknown, t: (key: string, values?: Record<string, unknown>) => string, te: (key: string) => boolean): void {
  const code = problem instanceof ApiError ? problem.code : 'PAGE';
  if (problem instanceof ApiError && problem.status === 401) state.session = null;
  if (code === 'FIRST_SIGN_ON_DUE' && state.session) state.session.state = 'STARTED';
  // Perhaps they were taken just now: the page then offers no more than is left.
  if (code === 'ROLE_MISSING') void backend.session().then(enter).catch(() => undefined);
  ElMessage.error(te(`error.${code}`) ? t(`error.${code}`) : t('error.other', { code }));
}
