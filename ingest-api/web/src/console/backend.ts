import { call } from '../common/api';

export type Role = 'REVIEWER' | 'APPROVER' | 'AUDITOR' | 'ADMINISTRATOR';
export type Holder = 'ALL' | 'FREE' | 'MINE' | 'SECOND';

export interface Session { csrf: string; login: string; displayName: string; roles: Role[] }
export interface Line {
  id: string; ref: string; scheme: string; region: string; outcome: string; priority: number; openedAt: string; decidedAt: string;
  claimedBy?: string; claimedByMe: boolean; pendingVerdict: boolean;
}
export interface Verdict {
  id: string; reviewer: string; outcome: string; reasons: string[]; note?: string; state: 'PROPOSED' | 'EFFECTIVE' | 'REFUSED'; givenAt: string;
  second?: string; secondNote?: string; secondAt?: string;
}
export interface Earlier { id: string; state: string; outcome?: string; openedAt: string }
export interface CaseFile {
  id: string; state: string; outcome: string; reasons: { code: string; text: string }[]; challenge: string; openedAt: string;
  personRef: string; personName: string; scheme: string; policyVersion?: string; axes?: string; frames: string[]; hasTimeline: boolean;
  hasClip: boolean; hasPhoto: boolean; heldBy?: string; heldByMe: boolean; canDecide: boolean; canSecond: boolean; verdicts: Verdict[];
  history: Earlier[]; certifiedUntil: string[]; sameClip: Earlier[];
}
export interface Sample {
  time: number; yaw?: number; pitch?: number; eyeLeft?: number; eyeRight?: number; mouth?: number; pad?: number;
}
export interface Timeline { prompts: { action: string; start?: number; end?: number }[]; samples: Sample[] }
export interface Figures {
  people: number; certified: number; outcomes: Record<string, number>; days: { day: string; certified: number }[]; underReview: number;
  oldestCase?: string; waiting: number; judgedLastHour: number; facesStored: number;
}
export interface AuditLine { id: number; at: string; actor: string; action: string; entity: string; entityId: string; fromState?: string; toState?: string; detail: string }
export interface Account { id: string; login: string; displayName: string; roles: Role[]; disabled: boolean }

export const login = (body: { login: string; password: string; code: string }) => call<Session>('POST', 'open/console/session', { json: body });
export const session = () => call<Session>('GET', 'console/session');
export const logout = () => call<void>('DELETE', 'console/session');
export const cases = (holder: Holder, outcome: string, page: number) =>
  call<{ lines: Line[]; total: number }>('GET', `console/cases?holder=${holder}&page=${page}${outcome ? `&outcome=${outcome}` : ''}`);
export const file = (id: string) => call<CaseFile>('GET', `console/cases/${id}`);
export const timeline = (id: string) => call<Timeline>('GET', `console/cases/${id}/timeline`);
export const claim = (id: string) => call<void>('POST', `console/cases/${id}/claim`, { json: {} });
export const release = (id: string) => call<void>('POST', `console/cases/${id}/release`, { json: {} });
export const verdict = (id: string, body: { outcome: string; reasons: string[]; note: string }) =>
  call<{ state: string }>('POST', `console/cases/${id}/verdict`, { json: body });
export const second = (id: string, body: { agrees: boolean; note: string }) => call<{ state: string }>('POST', `console/cases/${id}/second`, { json: body });
export const figures = () => call<Figures>('GET', 'console/dashboard');
export const audit = (entityId: string, actor: string, before?: number) =>
  call<AuditLine[]>('GET', `console/audit?entityId=${encodeURIComponent(entityId)}&actor=${encodeURIComponent(actor)}${before ? `&before=${before}` : ''}`);
export const accounts = () => call<Account[]>('GET', 'console/accounts');
export const createAccount = (body: { login: string; displayName: string; password: string; roles: Role[] }) =>
  call<{ totpSecret: string }>('POST', 'console/accounts', { json: body });
export const disableAccount = (id: string) => call<void>('DELETE', `console/accounts/${id}`);
