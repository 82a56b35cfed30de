import fc from 'fast-check';
import type { Actor } from '../../shared/class/index.ts';
import { type Press, World } from './world.ts';

const SEATS = ['s0', 's1', 's2', 's3', 's4'];

const seat = fc.constantFrom(...SEATS);
const choice = fc.constantFrom('client-server' as const, 'peer-to-peer' as const, 'same' as const);
const action = fc.oneof(
  fc.record({ type: fc.constant('ask'), whom: fc.nat(8) }),
  fc.constant({ type: 'wave' }),
  fc.constant({ type: 'fly' }),
);
/** `number` counts from the last one that was taken: 0 is that one again. */
const numbered = { id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), number: fc.constantFrom(0, 1, 1, 1, 1, 2) };
const studentCommand = fc.oneof(
  fc.record({
    type: fc.constant('predict' as const),
    prediction: fc.record({
      better: choice,
      sure: fc.constantFrom(1 as const, 2 as const, 3 as const),
      finish: fc.nat(100),
    }),
    ...numbered,
  }),
  fc.record({ type: fc.constant('vote' as const), better: choice, ...numbered }),
  fc.record({ type: fc.constant('act' as const), action, ...numbered }),
);
const deskCommand = fc.oneof(
  ...(['start', 'next', 'back', 'pause', 'resume'] as const).map((type) => fc.constant({ type })),
  fc.record({ type: fc.constant('extend' as const), seconds: fc.integer({ min: 5, max: 60 }) }),
  fc.record({ type: fc.constantFrom('lock' as const, 'suggested-names' as const), on: fc.boolean() }),
  fc.record({ type: fc.constant('rename' as const), seat, name: fc.string({ maxLength: 12 }) }),
  fc.record({ type: fc.constant('kick' as const), seat }),
  fc.record({ type: fc.constant('new-name' as const), seat, instead: seat.map((id) => `Pupil ${id}`) }),
  fc.record({ type: fc.constant('role' as const), seat, role: fc.constantFrom('server', 'client', 'seed', 'king') }),
  fc.record({ type: fc.constant('bots' as const), fillTo: fc.nat(12) }),
  fc.record({
    type: fc.constant('stress' as const),
    id: fc.constantFrom('crash', 'poison', 'churn', 'slow-links', 'nonsense'),
    params: fc.constantFrom({}, { for: 3 }, { target: 'any:2' }, { target: 'nobody' }, { what: 1 }),
  }),
  fc.record({ type: fc.constant('stress-end' as const), index: fc.nat(3) }),
);
const serverCommand = fc.oneof(
  fc.record({
    type: fc.constant('join' as const),
    seat,
    device: fc.constantFrom('d0', 'd1', 'd2', 'd3'),
    name: fc.string({ maxLength: 25 }),
  }),
  seat.map((id) => ({ type: 'join' as const, seat: id, device: `device-${id}`, name: `Pupil ${id}` })),
  fc.record({ type: fc.constantFrom('connected' as const, 'disconnected' as const), seat }),
  fc.constant({ type: 'restarted' as const }),
  fc.constant({ type: 'tick' as const }),
);

export interface Move {
  readonly command: Press;
  readonly actor: Actor;
  readonly wait: number;
}

const wait = fc.oneof(fc.nat(400), fc.integer({ min: 500, max: 4000 }));
export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      command: studentCommand,
      actor: seat.map((id) => ({ kind: 'student' as const, seat: id })),
      wait,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ command: deskCommand, actor: fc.constant({ kind: 'instructor' as const }), wait }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ command: serverCommand, actor: fc.constant({ kind: 'server' as const }), wait }),
  },
);

/** Plays the moves with a tick before each, as the server's steps of time would. `from`: the step of the lesson that they begin in. */
export function playThrough(moves: readonly Move[], seed: number, from = 1): World {
  const world = new World({ seed, limit: 4 });
  world.join('s0');
  world.join('s1');
  world.desk({ type: 'start' });
  for (let step = 1; step < from; step++) world.desk({ type: 'next' });
  for (const { command, actor, wait: ms } of moves) {
    world.at += ms;
    world.server({ type: 'tick' });
    world.press(numberedIn(world, command, actor), actor);
  }
  return world;
}

function numberedIn(world: World, command: Press, actor: Actor): Press {
  if (actor.kind !== 'student' || !('number' in command)) return command;
  return { ...command, number: command.number + (world.room.seatView(actor.seat)?.taken ?? 0) };
}
