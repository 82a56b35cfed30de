import fc from 'fast-check';
import {
  type Action,
  type Input,
  type LogEntry,
  type Micros,
  type NodeId,
  type NodeSpec,
  type Plan,
  Recording,
  Run,
  type RunParts,
  type StressUse,
  seconds,
} from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { toy } from './toy.ts';

/** A plan for the toy protocol and what people do in it. */
export interface World {
  readonly plan: Plan;
  readonly specs: readonly NodeSpec[];
  readonly inputs: readonly Input[];
}

export const END = seconds(1.2);

const rate = fc.option(fc.integer({ min: 1_000, max: 100_000 }), { nil: null });
const spec: fc.Arbitrary<NodeSpec> = fc.record({
  role: fc.constantFrom('peer', 'server'),
  up: rate,
  down: rate,
  latency: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })).map((latency) => latency as Micros),
  workers: fc.integer({ min: 1, max: 2 }),
  places: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null, freq: 2 }),
});
const target = fc.constantFrom('any:1', 'any:50%', 'others', 'server', 'node:0+1', 'all');
const lasting = fc.constantFrom(0, 0.1, 0.4);
const use: fc.Arbitrary<StressUse> = fc.record({
  id: fc.constantFrom('crash', 'slow-links', 'flash-crowd', 'churn', 'free-riders', 'partition'),
  at: fc.double({ min: 0, max: 0.5, noNaN: true }),
  params: fc.record({
    target,
    for: lasting,
    rate: fc.constantFrom(0.1, 0.5, 1),
    latency: fc.constantFrom(0, 20),
    loss: fc.constantFrom(0, 0.5, 1),
    factor: fc.constantFrom(0.5, 3),
    away: fc.constantFrom(0.1, 0.5),
  }),
});
const action: fc.Arbitrary<Action> = fc.constantFrom(
  { type: 'push' },
  { type: 'push' },
  { type: 'forget' },
  { type: 'switch' },
  { type: 'dance' },
);
const direction: fc.Arbitrary<Action> = fc.constantFrom(
  { type: 'stress', id: 'crash', params: { target: 'any:1', for: 0.2 } },
  { type: 'stress-end', index: 0 },
  { type: 'pilot', node: 0, mode: 'person' },
);
const time = fc.integer({ min: 0, max: END }).map((at) => at as Micros);
const input = (people: number): fc.Arbitrary<Input> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ time, node: fc.integer({ min: 0, max: people }).map((node) => node as NodeId), action }),
    },
    { weight: 1, arbitrary: fc.record({ time, node: fc.constant(-1 as NodeId), action: direction }) },
  );

const worldOf = (most: number, ticks: number): fc.Arbitrary<World> =>
  fc.tuple(fc.array(spec, { minLength: 2, maxLength: most }), fc.boolean()).chain(([specs, spare]) =>
    fc.record({
      specs: fc.constant(spare ? [...specs, { ...(specs[0] as NodeSpec), startsDown: true }] : specs),
      plan: fc.record({
        service: fc.constant('toy'),
        architecture: fc.constant('peer-to-peer' as const),
        params: fc.constant({ ticks }),
        nodes: fc.constant(specs.length),
        stresses: fc.array(use, { maxLength: 3 }),
        seed: fc.integer({ min: 0, max: 1_000_000 }),
        durations: fc.constant({ play: 1.2 }),
        pace: fc.constantFrom({ bot: 0, person: 1 }, { bot: 0.1, person: 0.3 }),
      }),
      inputs: fc
        .array(input(specs.length), { maxLength: 12 })
        .map((inputs) => inputs.toSorted((a, b) => a.time - b.time)),
    }),
  );

export const world = worldOf(5, 12);
/** For what costs much at every event. */
export const smallWorld = worldOf(3, 4);

export function partsOf({ plan, specs }: World, reader: Recording, extraDraws = 0): RunParts {
  return { plan, protocol: toy(specs, extraDraws), stresses: STRESS_BY_ID, reader };
}

export interface Played {
  readonly run: Run;
  readonly recording: Recording;
}

/** Plays a world event by event; `after` sees the run after each event and input, and may go on with another run. */
export function play(
  played: World,
  after: (run: Run, recording: Recording) => Run = (run) => run,
  extraDraws = 0,
): Played {
  const recording = new Recording();
  let run = after(Run.create(partsOf(played, recording, extraDraws)), recording);
  const advance = (to: Micros): void => {
    while (run.nextTime <= to) {
      run.step();
      run = after(run, recording);
    }
    run.advance(to);
  };
  for (const given of played.inputs) {
    advance(given.time);
    run.input(given);
    run = after(run, recording);
  }
  advance(END);
  return { run, recording };
}

export function entriesOf({ recording }: Played): readonly LogEntry[] {
  return [...recording.entries()];
}
