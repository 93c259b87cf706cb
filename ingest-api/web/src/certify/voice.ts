/** Whether this browser can speak at all; some of those inside other apps cannot. */
export const speaks = 'speechSynthesis' in window;

/**
 * Speaks a prompt where the device has a voice for the language; captions say the same in any case. An iPhone
 * says nothing until it has once been told to speak while a finger pressed: before anything is waited for.
 */
export function speak(text: string, language: string): void {
  const voice = window.speechSynthesis;
  if (!voice) return;
  voice.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  utterance.rate = 0.85;
  voice.speak(utterance);
}

export function hush(): void {
  window.speechSynthesis?.cancel();
}
