import fc from 'fast-check';
import { expect, test } from 'vitest';
import { move, playThrough } from '../moves.ts';
import { commandOf, everything, World } from '../world.ts';

test('rule class 1.1: a class rebuilt from its journal is equal to the one that lived, in every projection and in the hash of its run', () => {
  let played = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 20, maxLength: 80 }), fc.nat(1000), (moves, seed) => {
      const world = playThrough(moves, seed);
      world.room.advance(world.at);
      if (world.room.runHash !== null) played++;
      expect(everything(world.rebuilt(), world.at)).toEqual(everything(world.room, world.at));
    }),
  );
  expect(played).toBeGreaterThan(10);
});

test('rule class 1.2: deciding and looking change nothing', () => {
  fc.assert(
    fc.property(
      fc.array(move, { minLength: 10, maxLength: 40 }),
      fc.array(move, { minLength: 5, maxLength: 20 }),
      (before, asked) => {
        const world = playThrough(before, 3);
        const copy = world.rebuilt();
        world.room.advance(world.at);
        for (const { command, actor } of asked) {
          world.room.decide(commandOf(command, world.room, world.at), actor, world.at);
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

test('rule journal 3.2: after a restart nobody is connected, the autopilots play, and class time goes on from the last mark', () => {
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
