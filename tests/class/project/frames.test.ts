import { describe, expect, test } from 'vitest';
import { CALM, playing } from '../calm.ts';
import { SCENARIO } from '../sample.ts';
import { World } from '../world.ts';

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

  test('say that all are done when the class does, and not while one has left that will come back to its work', () => {
    const away = { id: 'churn', at: 0, params: { target: 'node:2', for: 15, away: 14 } };
    const world = new World({
      lesson: { ...CALM, rounds: [{ ...SCENARIO, pace: { bot: 1, person: 60 }, stresses: [away] }] },
    });
    world.skipTo('play', 0);
    const told: string[] = [];
    for (let second = 0; second < 30; second++) {
      world.pass(1);
      if (world.room.publicView(world.at).phase !== 'play') break;
      const frame = world.room.frame(null)?.frame;
      const here = frame?.nodes.filter(({ reason, progress }) => reason !== 'left' && progress !== null) ?? [];
      const banner = world.room.publicView(world.at).banner?.said.key === 'banner.all-done';
      expect(frame?.allDone).toBe(banner);
      told.push(`${here.every(({ progress }) => progress === 1)} ${banner}`);
    }
    expect(new Set(told)).toEqual(new Set(['false false', 'true false', 'true true']));
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
