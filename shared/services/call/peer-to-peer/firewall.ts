import { Stream } from '../../../sim/index.ts';

/** Do the two machines' firewalls let nothing through between them? The same for both and for the whole run; neither is told. */
export function firewalled(seed: number, share: number, a: number, b: number): boolean {
  const pair = new Stream([seed, Math.min(a, b) + 1, Math.max(a, b) + 1, 0x9e3779b9]);
  for (let round = 0; round < 8; round++) pair.bits();
  return pair.chance(share);
}
