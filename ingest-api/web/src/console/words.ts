import { reactive } from 'vue';
import * as backend from './backend';

const words = reactive<Record<string, string>>({});

/** Fetches the outcomes in the language of the page; a code without words is shown as it is. */
export async function loadWords(): Promise<void> {
  for (const { code, text } of await backend.outcomes().catch(() => [])) words[code] = text;
}

export const word = (code: string) => words[code] ?? code;
