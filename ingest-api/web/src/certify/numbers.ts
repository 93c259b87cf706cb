const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Full-width characters to half-width, upper case, no spaces: as people type and as keyboards deliver. */
export function tidyNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/**
 * Whether a mistake is likely, so that it is said before the number is sent. It only warns: older registrations keep
 * their own form, and the roster decides.
 */
export function looksMistyped(number: string): boolean {
  if (/^\d{17}[\dX]$/.test(number)) {
    const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
    return '10X98765432'[sum % 11] !== number[17];
  }
  if (/^(HKG|MAC|TWN)/.test(number)) return !/^(HKG|MAC|TWN)\d[0-9A-Z]{8,13}$/.test(number);
  return number.length < 5 || number.length > 20 || !/^[0-9A-Z]+$/.test(number);
}
