/** More messages than this are not drawn at once: the rest would hide one another. */
export const MOST_DRAWN = 2_000;

/**
 * Is this message among those that are drawn when `underWay` are under way? Chosen by its number alone, so that a drawn one is not
 * dropped on its way while as many are under way.
 */
export function isDrawn(message: number, underWay: number): boolean {
  if (underWay <= MOST_DRAWN) return true;
  const mixed = Math.imul(message, 0x9e3779b1) >>> 0;
  return mixed / 2 ** 32 < (MOST_DRAWN * 0.97) / underWay;
}
