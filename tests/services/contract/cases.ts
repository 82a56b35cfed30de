import fc, { type Arbitrary } from 'fast-check';
import type { ParamSpec } from '../../../shared/services/contract.ts';
import type { Params } from '../../../shared/sim/index.ts';
import { SIDES, type Side } from './sides.ts';

/** Seconds of play. */
export const PLAY = 30;
/** Settings are drawn within this factor of their usual value: their extremes have a test of their own. */
const FACTOR = 3;
const MOST_SETTINGS = 6;

/** A plan and what people do: everything that a run is made of. */
export interface Case {
  readonly service: string;
  readonly architecture: Side['architecture'];
  readonly nodes: number;
  readonly seed: number;
  readonly params: Params;
  readonly stresses: readonly { readonly id: string; readonly at: number }[];
  /** In order of time: at this second, this machine's player presses the so-manieth button on the screen, counted round and round. */
  readonly taps: readonly { readonly second: number; readonly node: number; readonly button: number }[];
}

/** Any case of any side. */
export const anyCase: Arbitrary<Case> = fc.constantFrom(...SIDES).chain(caseOf);

function caseOf({ service, architecture }: Side): Arbitrary<Case> {
  const setting = fc
    .constantFrom(...service.params)
    .chain((spec) => usualValue(spec).map((value) => [spec.id, value] as const));
  const second = fc.integer({ min: 1, max: PLAY - 1 });
  const tap = fc.record({ second, node: fc.nat(5), button: fc.nat(8) });
  return fc.record({
    service: fc.constant(service.id),
    architecture: fc.constant(architecture),
    nodes: fc.integer({ min: 2, max: 14 }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    params: fc.array(setting, { maxLength: MOST_SETTINGS }).map((chosen): Params => Object.fromEntries(chosen)),
    stresses: fc.array(fc.record({ id: fc.constantFrom(...service.stresses), at: second }), { maxLength: 4 }),
    taps: fc.array(tap, { maxLength: 40 }).map((taps) => [...taps].sort((a, b) => a.second - b.second)),
  });
}

function usualValue(spec: ParamSpec): Arbitrary<Params[string]> {
  switch (spec.kind) {
    case 'number': {
      const least = Math.max(spec.min, spec.default / FACTOR);
      const most = Math.min(spec.max, Math.max(1, spec.default) * FACTOR);
      if (spec.whole === true) return fc.integer({ min: Math.ceil(least), max: Math.floor(most) });
      return fc.double({ min: least, max: most, noNaN: true });
    }
    case 'choice':
      return fc.constantFrom(...spec.choices);
    case 'switch':
      return fc.boolean();
    case 'list':
      return fc.constantFrom('', `${spec.min}`, '1,2,3');
  }
}
