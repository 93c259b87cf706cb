/** A new screen announces itself: its heading takes the focus. To be called when the screen is drawn. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}
