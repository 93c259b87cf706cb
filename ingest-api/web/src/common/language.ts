import { computed, onMounted } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';
import { useLanguage } from './api';

export type Language = 'zh-CN' | 'en';

const KEY = 'language';

/** Chinese first; what the person chose last is remembered on this device. */
export function chosenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEY);
  return asked === 'en' ? 'en' : 'zh-CN';
}

export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  useLanguage(language);
  localStorage.setItem(KEY, language);
}

export function makeI18n<Messages extends object>(messages: { 'zh-CN': Messages; en: Messages }) {
  const locale = chosenLanguage();
  applyLanguage(locale);
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: messages as unknown as Record<Language, Record<string, string>>,
  });
}

/**
 * The button between the two languages, and the document's title.
 *
 * @param title key of its text
 * @param then fetches anew what the server said in the language before
 */
export function useLanguageSwitch(title: string, then: () => unknown = () => undefined) {
  const { t, locale } = useI18n();
  const other = computed<Language>(() => (locale.value === 'en' ? 'zh-CN' : 'en'));
  const nameDocument = () => (document.title = t(title));
  onMounted(nameDocument);
  async function switchLanguage(): Promise<void> {
    locale.value = other.value;
    applyLanguage(locale.value as Language);
    // The language that an address names is that of the first sight: loaded anew, the page keeps the one just chosen.
    const address = new URL(location.href);
    address.searchParams.delete('lang');
    history.replaceState(history.state, '', address);
    nameDocument();
    await then();
  }
  return { t, locale, other, switchLanguage };
}

/** A moment on this device's clock, to the minute. @param at ISO time */
export function writtenTime(at: string | null | undefined, language: string): string {
  return at ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)) : '';
}

/** A calendar day as people write it. @param day ISO date, e.g. 2027-11-30 */
export function writtenDay(day: string | null | undefined, language: string): string {
  if (!day) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
