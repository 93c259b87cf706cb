import { i18n } from './i18n';

const { t, te } = i18n.global;

/** A code in words, wherever one of the groups of texts has them; as it is otherwise. */
export function worded(code: string, ...groups: string[]): string {
  const group = groups.find((name) => te(`${name}.${code}`));
  return group ? t(`${group}.${code}`) : code;
}

/** An outcome as those who work here call it; the person is told in other words. */
export const word = (outcome: string) => worded(outcome, 'outcome');

/** Prompts as the server writes them, e.g. TURN_LEFT@2.5-6.5,BLINK. */
export const challengeWords = (challenge: string) =>
  challenge.split(',').map((prompt) => {
    const [action, window] = prompt.split('@');
    return worded(action, 'action') + (window ? ` ${window.replace('-', '–')} s` : '');
  }).join(t('comma'));
