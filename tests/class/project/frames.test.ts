import { describe, expect, test } from 'vitest';
import { playing } from '../calm.ts';

describe('Frames', () => {
  test('bring a board every departure once, whatever other boards ask for, and a late board a whole picture', () => {
    const { world } = playing();
    const late = playing().world;
    const messages = new Set<number>();
    let cursor = world.room.frame(null)?.cursor ?? null;
    for (let quarter = 0; quarter < 40; quarter++) {
      world.pass(0.25);
      world.room.frame(null);
      const next = world.room.frame(cursor);
      for (const [message] of next?.frame.departures ?? []) {
        expect(messages.has(message)).toBe(false);
        messages.add(message);
      }
      cursor = next?.cursor ?? null;
    }
    expect(messages.size).toBeGreaterThan(10);
    expect([...messages].sort((a, b) => a - b)).toEqual(Array.from({ length: messages.size }, (_, index) => index + 1));
    late.pass(10);
    expect(late.room.frame(null)?.frame).toEqual(world.room.frame(null)?.frame);
    expect(world.room.frame(null)?.frame.nodes).toHaveLength(6);
  });

  test('name only nodes that changed', () => {
    const { world } = playing();
    const first = world.room.frame(null);
    const second = world.room.frame(first?.cursor ?? null);
    expect(second?.frame.nodes).toEqual([]);
  });

  test('of another run begin with everything', () => {
    const { world } = playing();
    world.pass(2);
    const old = world.room.frame(null)?.cursor ?? null;
    world.skipTo('play', 1);
    expect(world.room.frame(old)?.frame.nodes).toHaveLength(6);
  });

  test('the scene is the same object until somebody in it changes', () => {
    const { world, client } = playing();
    const before = world.room.scene();
    world.pass(2);
    expect(world.room.scene()).toBe(before);
    world.desk({ type: 'rename', seat: client, name: 'Zed' });
    expect(world.room.scene()).not.toBe(before);
  });
});
