/** Whether all of these are possible places in a picture. */
export function finite(...numbers: readonly number[]): boolean {
  return numbers.every(Number.isFinite);
}

/** A length (px): what is less than nothing, or no number, has none. */
export function length(value: number): number {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}

/** A strength from 0 to 1; what is no number can't be seen. */
export function share(value: number): number {
  return Number.isNaN(value) ? 0 : Math.max(0, Math.min(1, value));
}
