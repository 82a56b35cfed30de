import { Encoder, Reflection } from '@colyseus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PublicState, type StateFields } from '../../shared/protocol/public-state.ts';
import { encodePublic, type PublicView, publicReader } from '../../shared/protocol/public-view.ts';
import { PHASES, type Phase, type ResultView } from '../../shared/protocol/views.ts';
import { architecture, mark, mood, orNull, said } from './arbitrary.ts';

const count = fc.nat(65_535);
const choices = fc.dictionary(fc.constantFrom('client-server', 'peer-to-peer', 'same'), fc.nat(300), {
  noNullPrototype: true,
});
const brief = fc.record({
  title: fc.string(),
  story: fc.string(),
  lookFor: fc.string(),
  question: fc.string(),
  discuss: fc.array(fc.string(), { maxLength: 3 }),
  trouble: fc.array(said, { maxLength: 3 }),
});
const result: fc.Arbitrary<ResultView> = fc.record({
  runs: fc.constant([]),
  predictions: fc.record({ better: choices, finishMean: orNull(fc.nat(100)), votes: choices }),
  revealed: fc.array(said, { maxLength: 3 }),
  podium: fc.array(fc.record({ title: said, name: fc.string(), mark, value: fc.nat() }), { maxLength: 3 }),
});
const view: fc.Arbitrary<PublicView> = fc.record({
  code: fc.string({ minLength: 1, maxLength: 6 }),
  title: fc.string(),
  phase: fc.constantFrom<Phase>(...PHASES),
  epoch: fc.nat(),
  round: fc.nat(255),
  rounds: fc.nat(255),
  run: fc.constantFrom(0 as const, 1 as const),
  service: orNull(fc.string({ minLength: 1 })),
  scenario: orNull(fc.string({ minLength: 1 })),
  architecture: orNull(architecture),
  clock: fc.record({
    at: fc.nat(),
    endsAt: orNull(fc.nat()),
    paused: fc.boolean(),
    revision: fc.nat(),
    pace: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
  }),
  locked: fc.boolean(),
  suggestedNames: fc.boolean(),
  counts: fc.record({ joined: count, connected: count, acted: count, bots: count }),
  meters: fc.array(
    fc.record(
      { label: said, value: fc.nat(), unit: fc.constantFrom('count' as const, 'share' as const), of: fc.nat() },
      { requiredKeys: ['label', 'value', 'unit'], noNullPrototype: true },
    ),
    { maxLength: 4 },
  ),
  banner: orNull(fc.record({ said, mood })),
  notice: orNull(said),
  brief: orNull(brief),
  result: orNull(result),
});

test('A public view that was encoded and decoded is the same again, whatever was read before it', () => {
  const read = publicReader();
  fc.assert(
    fc.property(view, (shown) => {
      expect(read(encodePublic(shown))).toEqual(shown);
    }),
  );
});

test('A public view that went through the state, its patches and a page that knows no schema is the same again', () => {
  fc.assert(
    fc.property(fc.array(view, { minLength: 1, maxLength: 4 }), (views) => {
      const state = new PublicState();
      const encoder = new Encoder(state);
      const page = Reflection.decode<PublicState>(Reflection.encode(encoder));
      const read = publicReader();
      for (const shown of views) {
        state.assign({ version: 1, ...encodePublic(shown), instructor: true });
        page.decode(encoder.encode());
        encoder.discardChanges();
        expect(read(page.state as StateFields)).toEqual(shown);
      }
    }),
    { numRuns: 50 },
  );
});

test('What did not change keeps its value, so that what shows it is not drawn again', () => {
  const read = publicReader();
  fc.assert(
    fc.property(view, (shown) => {
      const first = read(encodePublic(shown));
      const second = read(encodePublic({ ...shown, epoch: shown.epoch + 1 }));
      for (const field of ['meters', 'banner', 'notice', 'brief', 'result'] as const)
        expect(second[field]).toBe(first[field]);
    }),
  );
});
