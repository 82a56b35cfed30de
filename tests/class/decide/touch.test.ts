import { describe, expect, test } from 'vitest';
import { LESSON, SCENARIO } from '../sample.ts';
import { World } from '../world.ts';

const PATIENCE = 6;
/** One round without trouble; an autopilot stands in for who has not touched anything for so long, s. */
const QUIET = { ...LESSON, rounds: [{ ...SCENARIO, stresses: [], pace: { bot: 1, person: PATIENCE } }] };

function played(): { readonly world: World; readonly client: string; readonly server: string } {
  const world = new World({ lesson: QUIET });
  for (const seat of ['a', 'b']) world.join(seat);
  world.skipTo('play', 0);
  const server = world.seat('a').role?.id === 'server' ? 'a' : 'b';
  return { world, server, client: server === 'a' ? 'b' : 'a' };
}

/** What phone and board say about who plays a seat's machine. */
function told(world: World, seat: string): string {
  const { pilot, node } = world.seat(seat);
  const frame = world.room.frame(null)?.frame.nodes.find((one) => one.node === node);
  return `${pilot}, ${frame?.pilot}`;
}

describe('A person plays', () => {
  test('at no time in a run in which nobody touches anything, though the autopilot acts all the time', () => {
    const { world, client, server } = played();
    const said = new Set<string>();
    for (let second = 0; second < 25; second++) {
      for (const seat of [client, server]) said.add(told(world, seat));
      world.pass(1);
    }
    expect(world.seat(client).play?.job.done, 'the autopilot has acted').toBeGreaterThan(2);
    expect([...said]).toEqual(['autopilot, autopilot']);
  });

  test('from a touch until as long without one as the scenario says', () => {
    const { world, client } = played();
    expect(told(world, client)).toBe('autopilot, autopilot');
    expect(world.act(client, '1', { type: 'ask', whom: 0 })).toBeUndefined();
    for (let second = 0; second < PATIENCE; second++) {
      expect(told(world, client)).toBe('you, person');
      world.pass(1);
    }
    expect(told(world, client)).toBe('autopilot, autopilot');
  });

  test('not by what the service refuses: the autopilot is not held up by it either', () => {
    const { world, server } = played();
    expect(world.act(server, '1', { type: 'ask', whom: 1 })?.code).toBe('has-all');
    expect(told(world, server)).toBe('autopilot, autopilot');
  });

  test('no longer once it is gone, and only from its next touch on when it is back', () => {
    const { world, client } = played();
    world.act(client, '1', { type: 'wave' });
    world.drop(client);
    expect(told(world, client)).toBe('autopilot, autopilot');
    world.connect(client);
    expect(told(world, client)).toBe('autopilot, autopilot');
    world.act(client, '2', { type: 'wave' });
    expect(told(world, client)).toBe('you, person');
  });
});

describe('Who has done the phase’s part is counted', () => {
  const prediction = { better: 'same', sure: 1, finish: 5 } as const;

  test('by what stands, so that it is still true when the instructor goes back', () => {
    const world = new World({ lesson: QUIET });
    for (const seat of ['a', 'b', 'c']) world.join(seat);
    world.skipTo('predict');
    for (const seat of ['a', 'b']) world.student(seat, { type: 'predict', prediction });
    const counted = () => [world.view().counts.acted, world.room.roster().filter(({ acted }) => acted).length];
    expect(counted()).toEqual([2, 2]);
    world.desk({ type: 'next' });
    expect(counted()).toEqual([0, 0]);
    world.desk({ type: 'back' });
    expect(counted()).toEqual([2, 2]);
    world.desk({ type: 'kick', seat: 'a' });
    expect(counted()).toEqual([1, 1]);
  });

  test('by people’s taps in play, never by the autopilot’s', () => {
    const { world, client } = played();
    world.pass(10);
    expect(world.view().counts.acted).toBe(0);
    world.act(client, '1', { type: 'wave' });
    expect(world.view().counts.acted).toBe(1);
    world.drop(client);
    expect(world.view().counts).toMatchObject({ joined: 2, connected: 1, acted: 1 });
  });
});
