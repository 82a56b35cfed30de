export type Codec = 'G711' | 'G729a';

/** Beyond this one-way delay people begin to talk over each other. */
const INTERACTIVE_LIMIT_MS = 177.3;

/**
 * What a listener hears, as a mean opinion score from 1 (bad) to 4.5 (as good as a telephone can be), by the E-model: R = 94.2 - 0.024 d -
 * 0.11 (d - 177.3) H(d - 177.3) - Ie (Cole & Rosenbluth, "Voice over IP performance monitoring", 2001), R to MOS by ITU-T G.107 Annex B.
 *
 * @param delay one-way, mouth to ear, ms
 * @param loss share of the packets that were not played, 0 to 1
 */
export function meanOpinionScore(delay: number, loss: number, codec: Codec): number {
  const late = delay > INTERACTIVE_LIMIT_MS ? 0.11 * (delay - INTERACTIVE_LIMIT_MS) : 0;
  const r = 94.2 - 0.024 * delay - late - impairment(codec, loss);
  if (r < 0) return 1;
  if (r > 100) return 4.5;
  return Math.min(4.5, Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r)));
}

/** Equipment impairment Ie: what the codec costs, and how badly it takes losses. */
function impairment(codec: Codec, loss: number): number {
  switch (codec) {
    case 'G711':
      return 30 * Math.log(1 + 15 * loss);
    case 'G729a':
      return 11 + 40 * Math.log(1 + 10 * loss);
  }
}
