import { onMounted, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { complain, state } from './state';

/**
 * What is done from a list that is loaded with the page: pressed twice it is done once, and whatever comes of it, the list is
 * fresh afterwards: a refusal may mean that it was not.
 */
export function useActs(load: () => Promise<void>) {
  const { t, te } = useI18n();
  const busy = ref(false);
  const fresh = () => load().catch((problem: unknown) => complain(problem, t, te));

  async function act(what: () => Promise<unknown>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      await what();
    } catch (problem) {
      complain(problem, t, te);
    } finally {
      busy.value = false;
    }
    // Whoever has to log in again was told so.
    if (state.session) await fresh();
  }

  onMounted(fresh);
  return { act, busy, fresh };
}
