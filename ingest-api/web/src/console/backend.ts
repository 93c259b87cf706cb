import { apiUrl } from '../common/api';
import { get, link, post, put, remove, type Schema } from '../common/client';
import type { paths } from '../../generated/pages';

export type Session = Schema<'ConsoleSessionSessionView'>;
export type Role = Session['roles'][number];
export type Line = Schema<'ReviewCasesLine'>;
export type CaseFile = Schema<'CaseFile'>;
export type Outcome = CaseFile['outcome'];
export type Timeline = Schema<'Timeline'>;
export type Sample = Schema<'TimelineSample'>;
export type Figures = Schema<'OversightFigures'>;
export type AuditLine = Schema<'AuditLogLine'>;
export type Account = Schema<'ConsoleAccount'>;
export type AccountList = Schema<'AccountsAccountList'>;
export type AccountProposal = Schema<'AccountProposal'>;
export type AccountOutcome = Schema<'AccountProposalsOutcome'>;
export type OfferedSecret = Schema<'CredentialsOfferedSecret'>;
export type Channel = Schema<'ChannelDetails'>;
export type Scope = Channel['scopes'][number];
export type NewCredentials = Schema<'ChannelNewCredentials'>;
export type Finding = Schema<'Finding'>;
export type FindingKind = Finding['kind'];
export type FindingState = Finding['state'];
export type FindingTotal = Schema<'FindingTotal'>;
export type FindingLine = Schema<'FindingsLine'>;
export type FindingFile = Schema<'FindingsFindingFile'>;
export type PersonFile = Schema<'PersonFile'>;
export type Choices = Schema<'FindingsChoices'>;
export type Proposal = Schema<'Proposal'>;
export type ProposalKind = Proposal['kind'];
export type ProposalState = Proposal['state'];
export type ProposalLine = Schema<'ProposalsLine'>;
export type Vote = Schema<'ProposalVote'>;
export type Rules = Schema<'RulesPage'>;
export type RuleLine = Schema<'RulesLine'>;
export type InstructionFile = Schema<'InstructionFile'>;

type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } } ? NonNullable<Q> : never;
export type Holder = NonNullable<Query<'/web/console/cases'>['holder']>;
export type FindingQuery = Query<'/web/console/findings'>;

// An enumeration is a type only; these lists do not compile when it has other members.
const all = <T extends string>(members: Record<T, true>) => Object.keys(members) as T[];
export const FINDING_KINDS = all<FindingKind>({
  PAID_UNCERTIFIED: true, CERTIFIED_UNPAID: true, PAID_AFTER_DEATH: true, PAID_WHILE_SUSPENDED: true, CERTIFIED_AFTER_DEATH: true,
  DUPLICATE_PAYMENT: true, AMOUNT_MISMATCH: true, UNKNOWN_PAYEE: true, ARREARS_DUE: true, ARREARS_MISMATCH: true, DUE_SOON: true, OVERDUE: true, RESUMPTION_DUE: true,
});
export const FINDING_STATES = all<FindingState>({ OPEN: true, CONFIRMED: true, CLOSED: true });
export const SCOPES = all<Scope>({ CERTIFY: true, ENROL: true, ADMIN: true });
export const PROPOSAL_KINDS = all<ProposalKind>({ SUSPEND: true, RESUME: true, PAY_ARREARS: true, RECOVER: true, NOTIFY: true, HOME_VISIT: true, REVOKE: true });
export const PROPOSAL_STATES = all<ProposalState>({
  PROPOSED: true, APPROVED: true, REJECTED: true, WITHDRAWN: true, EXPORTED: true, DONE: true, FAILED: true,
});

export const login = (json: Schema<'ConsoleSessionLogin'>) => post('/web/open/console/session', { json });
export const waysIn = () => get('/web/open/console/ways-in');
export const session = () => get('/web/console/session');
export const offerSecret = () => post('/web/console/first-sign-on/secret');
export const finishFirstSignOn = (json: Schema<'CredentialsFirstSignOn'>) => post('/web/console/first-sign-on', { json });
export const changePassword = (json: Schema<'CredentialsNewPassword'>) => post('/web/console/password', { json });
export const logout = () => remove('/web/console/session');
export const cases = (query: Query<'/web/console/cases'>) => get('/web/console/cases', { query });
export const file = (id: string) => get('/web/console/cases/{id}', { path: { id } });
export const timeline = (id: string) => get('/web/console/cases/{id}/timeline', { path: { id } });
export const clipUrl = (id: string) => apiUrl(link('/web/console/cases/{id}/clip', { path: { id } }));
export const photoUrl = (id: string) => apiUrl(link('/web/console/cases/{id}/photo', { path: { id } }));
export const frameUrl = (id: string, name: string) => apiUrl(link('/web/console/cases/{id}/frames/{name}', { path: { id, name } }));
export const claim = (id: string) => post('/web/console/cases/{id}/claim', { path: { id } });
export const release = (id: string) => post('/web/console/cases/{id}/release', { path: { id } });
export const verdict = (id: string, json: Schema<'CaseVerdictRequest'>) => post('/web/console/cases/{id}/verdict', { path: { id }, json });
export const second = (id: string, json: Schema<'CaseSecondRequest'>) => post('/web/console/cases/{id}/second', { path: { id }, json });
export const figures = () => get('/web/console/dashboard');
export const audit = (query: Query<'/web/console/audit'>) => get('/web/console/audit', { query });
export const accounts = () => get('/web/console/accounts');
export const createAccount = (json: Schema<'AccountsNewAccount'>) => post('/web/console/accounts', { json });
export const resetAccount = (id: string) => post('/web/console/accounts/{id}/reset', { path: { id } });
export const confineAccount = (id: string, region: string | undefined) => put('/web/console/accounts/{id}/region', { path: { id }, json: { region } });
export const changeRoles = (id: string, roles: Role[]) => put('/web/console/accounts/{id}/roles', { path: { id }, json: { roles } });
export const voteOnAccount = (id: string, json: Schema<'Ballot'>) => post('/web/console/account-proposals/{id}/vote', { path: { id }, json });
export const withdrawAccountProposal = (id: string) => remove('/web/console/account-proposals/{id}', { path: { id } });
export const disableAccount = (id: string) => remove('/web/console/accounts/{id}', { path: { id } });

export const channels = () => get('/web/console/channels');
export const openChannel = (json: Schema<'ChannelNewChannel'>) => post('/web/console/channels', { json });
export const setWebhook = (id: string, url: string) => put('/web/console/channels/{id}/webhook', { path: { id }, json: { url } });
export const rotateKey = (id: string, json: Schema<'ChannelKeyWish'>) => post('/web/console/channels/{id}/key', { path: { id }, json });
export const rotateWebhookSecret = (id: string, seen: number) => post('/web/console/channels/{id}/webhook-secret', { path: { id }, json: { seen } });
export const disableChannel = (id: string) => remove('/web/console/channels/{id}', { path: { id } });
export const enableChannel = (id: string) => post('/web/console/channels/{id}/enable', { path: { id } });

export const choices = () => get('/web/console/findings/choices');
export const findings = (query: FindingQuery) => get('/web/console/findings', { query });
export const finding = (id: number) => get('/web/console/findings/{id}', { path: { id } });
export const confirmFinding = (id: number, note: string) => post('/web/console/findings/{id}/confirm', { path: { id }, json: { note } });
export const exportUrl = (query: Query<'/web/console/findings/export'>) => apiUrl(link('/web/console/findings/export', { query }));
export const proposals = (query: Query<'/web/console/proposals'>) => get('/web/console/proposals', { query });
export const propose = (json: Schema<'ProposalsNewProposal'>) => post('/web/console/proposals', { json });
export const vote = (json: Schema<'ProposalsBallot'>) => post('/web/console/proposals/votes', { json });
export const rules = () => get('/web/console/rules');
export const proposeRule = (json: Schema<'RulesNewChange'>) => post('/web/console/rules/changes', { json });
export const voteOnRule = (id: string, json: Schema<'Ballot'>) => post('/web/console/rules/changes/{id}/votes', { path: { id }, json });
export const carriedOut = (id: string) => post('/web/console/proposals/{id}/done', { path: { id } });
export const instructionFiles = () => get('/web/console/instruction-files');
export const fileUrl = (number: number) => apiUrl(link('/web/console/instruction-files/{number}/content', { path: { number } }));
