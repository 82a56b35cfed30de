/** How ready a device is for play, by its way to the server and back (ms). */
export type Readiness = 'measuring' | 'good' | 'fair' | 'slow';

const GOOD_MS = 100;
const FAIR_MS = 300;

export function readiness(roundTrip: number | null): Readiness {
  if (roundTrip === null) return 'measuring';
  if (roundTrip <= GOOD_MS) return 'good';
  return roundTrip <= FAIR_MS ? 'fair' : 'slow';
}
