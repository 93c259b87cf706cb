import { writtenTime } from '../common/language';
import { i18n } from './i18n';

const { t, te } = i18n.global;

/** A code in words, wherever one of the groups of texts has them; as it is otherwise. */
export function worded(code: string, ...groups: string[]): string {
  const group = groups.find((name) => te(`${name}.${code}`));
  return group ? t(`${group}.${code}`) : code;
}

/** An outcome as those who work here call it; the person is told in other words. */
export const word = (outcome: string) => worded(outcome, 'outcome');

/** How long ago something was. */
export function age(since: string): string {
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60_000));
  if (minutes < 60) return t('age.minutes', { n: minutes });
  return minutes < 2880 ? t('age.hours', { n: Math.floor(minutes / 60) }) : t('age.days', { n: Math.floor(minutes / 1440) });
}

export const roleWords = (roles: string[]) => roles.map((role) => t(`role.${role}`)).join(', ');

/** Whoever did something, e.g. user:lin or job:retention. */
export function actorWords(actor: string): string {
  const [kind, name] = actor.split(/:(.*)/);
  return name ? `${worded(kind, 'actor')} ${name}` : actor;
}

/** What the audit log adds, a JSON object, as names and values in words; empty values say nothing. */
export const detailWords = (detail: string, locale: string) =>
  Object.entries(JSON.parse(detail) as Record<string, unknown>).filter(([, value]) => value !== '').map(([name, value]) => {
    const values = [value].flat().map((one) => valueWords(typeof one === 'object' ? JSON.stringify(one) : String(one), locale));
    return `${worded(name, 'detail')}${t('colon')}${values.join(t('comma'))}`;
  }).join(t('semicolon'));

const valueWords = (value: string, locale: string) =>
  /^\d{4}-\d\d-\d\dT/.test(value) ? writtenTime(value, locale) : worded(value, 'outcome', 'role', 'scope', 'benefit', 'life', 'wish');

export const schemeName = (scheme: { nameZh: string; nameEn: string }, locale: string) => (locale === 'en' ? scheme.nameEn : scheme.nameZh);

/** Prompts as the server writes them, e.g. TURN_LEFT@2.5-6.5,BLINK. */
export const challengeWords = (challenge: string) =>
  challenge.split(',').map((prompt) => {
    const [action, window] = prompt.split('@');
    return worded(action, 'action') + (window ? ` ${window.replace('-', '–')} s` : '');
  }).join(t('comma'));
