import { performance } from 'node:perf_hooks';
import type { KindParams } from './kinds/kind.ts';
import type { MeasuredServices } from './kinds/services.ts';
import type { Assertion } from './suite.ts';

/** What is printed of one assertion. */
export interface Verdict {
  readonly id: string;
  readonly kind: string;
  readonly params: KindParams;
  readonly metric: string;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  readonly ok: boolean;
  readonly events: number;
  readonly wallMs: number;
}

/** Tries one assertion, on the game's services if no others are given. A value on a bound holds; half a unit of a double's last place is not a difference. */
export function judge(
  assertion: Assertion,
  seed: number,
  services?: MeasuredServices,
): Verdict | { readonly problem: string } {
  const { id, kind, params, metric, lo, hi, n } = assertion;
  const begun = performance.now();
  const found = kind.run(params, metric, n, seed, services);
  if ('problem' in found) return { problem: `case ${id}: ${found.problem}` };
  const { value, events } = found;
  const slack = 4 * Number.EPSILON * Math.max(1, Math.abs(lo), Math.abs(hi));
  const ok = value >= lo - slack && value <= hi + slack;
  const wallMs = Math.round((performance.now() - begun) * 10) / 10;
  return { id, kind: kind.id, params, metric, value, lo, hi, ok, events, wallMs };
}
