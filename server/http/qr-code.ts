import { renderSVG } from 'uqr';

/** Modules of white around the code: two are enough where the page is light, too. */
const BORDER = 2;

/** @returns an SVG that a camera reads as this text, of a size of the page's choosing; up to 15 % of it may be hidden (level M) */
export function qrCode(text: string): string {
  return renderSVG(text, { ecc: 'M', border: BORDER });
}
