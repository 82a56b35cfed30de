import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, Command } from '../../shared/class/index.ts';
import { everything, World } from './world.ts';

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
  fc.record({ type: fc.constantFrom('new-name' as const, 'kick' as const), seat }),
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

interface Move {
  readonly command: Command;
  readonly actor: Actor;
  readonly wait: number;
}

const wait = fc.oneof(fc.nat(400), fc.integer({ min: 500, max: 4000 }));
const move: fc.Arbitrary<Move> = fc.oneof(
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

/** Plays the moves with a tick before each, as the server's steps of time would. */
function live(moves: readonly Move[], seed: number): World {
  const world = new World({ seed, limit: 4 });
  world.join('s0');
  world.join('s1');
  world.desk({ type: 'start' });
  for (const { command, actor, wait: ms } of moves) {
    world.at += ms;
    world.server({ type: 'tick' });
    world.step(numberedIn(world, command, actor), actor);
  }
  return world;
}

function numberedIn(world: World, command: Command, actor: Actor): Command {
  if (actor.kind !== 'student' || !('number' in command)) return command;
  return { ...command, number: command.number + (world.room.seatView(actor.seat)?.taken ?? 0) };
}

test('a class rebuilt from its journal is equal to the one that lived, in every projection and in the hash of its run', () => {
  let played = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 20, maxLength: 80 }), fc.nat(1000), (moves, seed) => {
      const world = live(moves, seed);
      world.room.advance(world.at);
      if (world.room.runHash !== null) played++;
      expect(everything(world.rebuilt(), world.at)).toEqual(everything(world.room, world.at));
    }),
  );
  expect(played).toBeGreaterThan(10);
});

test('deciding and looking change nothing', () => {
  fc.assert(
    fc.property(
      fc.array(move, { minLength: 10, maxLength: 40 }),
      fc.array(move, { minLength: 5, maxLength: 20 }),
      (before, asked) => {
        const world = live(before, 3);
        const copy = world.rebuilt();
        world.room.advance(world.at);
        for (const { command, actor } of asked) {
          world.room.decide(command, actor, world.at);
          everything(world.room, world.at);
        }
        expect(everything(world.room, world.at)).toEqual(everything(copy, world.at));
      },
    ),
  );
});

test('a class that was cut off at any event goes on from there and reaches the same as one that lived', () => {
  const world = new World();
  world.join('s0');
  world.join('s1');
  world.skipTo('play', 0);
  for (let second = 0; second < 12; second++) {
    world.pass(1);
    world.act('s0', `a${second}`, { type: 'ask', whom: 2 });
    expect(everything(world.rebuilt(), world.at)).toEqual(everything(world.room, world.at));
  }
});

test('after a restart nobody is connected, the autopilots play, and class time goes on from the last mark', () => {
  const world = new World();
  world.join('s0');
  world.skipTo('play', 0);
  world.pass(5);
  const room = world.rebuilt();
  expect(room.lastAt).toBeGreaterThan(world.at - 1000);
  const decision = room.decide({ type: 'restarted' }, { kind: 'server' }, room.lastAt);
  for (const event of 'events' in decision ? decision.events : []) room.apply(event);
  expect(room.publicView(room.lastAt)).toMatchObject({ phase: 'play', counts: { joined: 1, connected: 0 } });
  expect(room.seatView('s0')?.pilot).toBe('autopilot');
});
