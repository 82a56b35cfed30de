import fc from 'fast-check';
import type { Architecture } from '../../shared/sim/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';

export const said = fc.record(
  {
    key: fc.constantFrom('a', 'b', 'banner.slow'),
    args: fc.dictionary(fc.constantFrom('n', 'who', 'name'), fc.oneof(fc.integer(), fc.string({ maxLength: 6 }))),
  },
  { requiredKeys: ['key'], noNullPrototype: true },
);
export const mark = fc.record({ shape: fc.nat(6), colour: fc.nat(5), initials: fc.string({ maxLength: 2 }) });
export const architecture: fc.Arbitrary<Architecture> = fc.constantFrom(...ARCHITECTURES);
export const mood = fc.constantFrom('good' as const, 'bad' as const, 'neutral' as const);
export const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { nil: null });

/** As it arrives at the other end of a wire. */
export const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
