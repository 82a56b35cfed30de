/** More pixels than this for each of the page's make no picture better, only slower. */
const MOST_DENSE = 2;

/** Pixels of the screen for each pixel of the page. */
export function density(): number {
  return Math.min(MOST_DENSE, window.devicePixelRatio || 1);
}
