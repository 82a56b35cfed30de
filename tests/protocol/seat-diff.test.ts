import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyMemory, patchSeat, seatDiff } from '../../shared/protocol/seat-diff.ts';
import type { SeatView } from '../../shared/protocol/views.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../shared/services/contract.ts';

const said = fc.record({ key: fc.constantFrom('a', 'b'), args: fc.record({ n: fc.nat(3) }) });
const mood = fc.constantFrom('good', 'waiting', 'bad') as fc.Arbitrary<PlayerView['mood']>;
const verb: fc.Arbitrary<VerbOffer> = fc.record(
  {
    id: fc.constantFrom('v1', 'v2', 'v3', 'v4'),
    label: said,
    effect: said,
    action: fc.constant({ type: 't' }),
    blocked: said,
  },
  { requiredKeys: ['id', 'label', 'effect', 'action'] },
);
const verbs = fc.uniqueArray(verb, { selector: ({ id }) => id, maxLength: 4 });
const neighbour = fc.record({
  node: fc.nat(5),
  note: said,
  mood: fc.constant('good'),
}) as unknown as fc.Arbitrary<Neighbour>;
const neighbours = fc.uniqueArray(neighbour, { selector: ({ node }) => node, maxLength: 5 });
const job = fc.record({ label: said, done: fc.nat(3), total: fc.constant(3) });
const play = fc.record({
  role: fc.constant('peer'),
  status: said,
  mood,
  job,
  verbs,
  offers: verbs,
  neighbours,
  recent: fc.array(said, { maxLength: 3 }),
});
const mark = { shape: 0, colour: 0, initials: 'A' };
const view: fc.Arbitrary<SeatView> = fc.record({
  seat: fc.constant('s'),
  code: fc.constantFrom(null, 'K7MX3', 'CDFGH'),
  name: fc.constantFrom('Ada', 'Ben'),
  mark: fc.constant(mark),
  node: fc.integer({ min: -1, max: 2 }),
  role: fc.constant(null),
  secret: fc.option(said, { nil: null }),
  taken: fc.nat(3),
  points: fc.nat(3),
  prediction: fc.constant(null),
  vote: fc.constantFrom(null, 'same' as const),
  outage: fc.option(said, { nil: null }),
  play: fc.option(play, { nil: null, freq: 4 }),
  names: fc.dictionary(
    fc.constantFrom('0', '1', '2'),
    fc.record({ name: fc.constantFrom('Ada', 'Ben'), mark: fc.constant(mark) }),
  ),
  pilot: fc.constantFrom('you' as const, 'autopilot' as const),
  praise: fc.array(said, { maxLength: 2 }),
});

/** As it arrives at the other end of a wire. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

test('A page that puts together what it was sent has the view that it should see, after every message', () => {
  fc.assert(
    fc.property(fc.array(view, { minLength: 1, maxLength: 12 }), (views) => {
      const memory = emptyMemory();
      let shown: SeatView | undefined;
      for (const next of views) {
        const news = seatDiff(memory, next);
        if (news !== undefined) shown = 'whole' in news ? sent(news.whole) : shown && patchSeat(shown, sent(news.part));
        // A page keeps the names of those that are no longer spoken of.
        const { names, ...view } = sent(next);
        expect(shown).toEqual({ ...view, names: expect.objectContaining(names) });
        expect(seatDiff(memory, sent(next)), 'the same again is no news').toBeUndefined();
      }
    }),
  );
});

test('Names are added to those that a page knows, and replaced when somebody is called otherwise', () => {
  const memory = emptyMemory();
  const [base] = fc.sample(view, { numRuns: 1, seed: 1 });
  if (base === undefined) throw new Error('no view');
  seatDiff(memory, { ...base, names: { 1: { name: 'Ada', mark } } });
  const news = seatDiff(memory, { ...base, names: { 1: { name: 'Ada', mark }, 2: { name: 'Ben', mark } } });
  expect(news).toEqual({ part: { view: {}, names: { 2: { name: 'Ben', mark } }, play: {}, lists: {} } });
  expect(seatDiff(memory, { ...base, names: { 1: { name: 'Eve', mark } } })).toMatchObject({
    part: { names: { 1: { name: 'Eve' } } },
  });
});
