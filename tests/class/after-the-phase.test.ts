import { describe, expect, test } from 'vitest';
import { CALM, playing } from './calm.ts';
import { everything, World } from './world.ts';

/** Lets a student get something every second for a while. */
function played(world: World, client: string, seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    world.act(client, `ask-${world.at}`, { type: 'ask' });
    world.pass(1);
  }
}

describe('When a run is over', () => {
  test('the points of the reveal are those of the report, for each student', () => {
    const { world, client } = playing();
    played(world, client, 3);
    world.skipTo('reveal');
    const rows = world.room.report().students;
    expect(rows).toHaveLength(2);
    for (const seat of ['a', 'b']) {
      const { points, name } = world.seat(seat);
      expect(rows.find((row) => row.name === name)?.points).toBe(points);
    }
    expect(world.seat(client).points).toBeGreaterThan(0);
  });

  test('its points, its praise and its report stay as they are, however long the class looks at them', () => {
    const { world, client } = playing();
    played(world, client, 3);
    world.skipTo('reveal');
    const seen = () => [world.seat('a').points, world.seat('b').points, world.seat('a').praise, world.room.report()];
    const before = structuredClone(seen());
    world.at += 5_000;
    world.server({ type: 'tick' });
    expect(world.view().phase).toBe('reveal');
    expect(seen()).toEqual(before);
  });

  test('nobody can act in it any more, and what a late page sends changes nothing', () => {
    const { world, client } = playing();
    world.pass(5);
    world.skipTo('reveal');
    const before = structuredClone(world.room.report());
    expect(world.act(client, 'late', { type: 'ask' })?.code).toBe('wrong-phase');
    expect(world.seat(client).play).toBeNull();
    expect(world.seat(client).outage).toBeNull();
    expect(world.room.report()).toEqual(before);
  });

  test('points of the run before are kept while the next is played, and both are added up', () => {
    const { world, client } = playing();
    played(world, client, 3);
    world.skipTo('reveal');
    const first = world.seat(client).points;
    expect(first).toBeGreaterThan(0);
    world.skipTo('play', 1);
    expect(world.seat(client).points).toBe(first);
    played(world, client, 3);
    world.skipTo('compare');
    const { name, points } = world.seat(client);
    const rows = world.room.report().students.filter((row) => row.name === name);
    expect(rows).toHaveLength(2);
    expect(rows.reduce((sum, row) => sum + row.points, 0)).toBe(points);
  });

  test('the results say how many finished and how long it took, and never more than it lasted', () => {
    const { world, client } = playing();
    played(world, client, 15);
    world.skipTo('reveal');
    const result = world.view().result?.runs.at(-1);
    expect(result?.finished).toBeLessThanOrEqual(result?.of ?? 0);
    expect(result?.seconds).toBeLessThanOrEqual(15.5);
    expect(result?.progress[0]).toBe(0);
    expect([...(result?.progress ?? [])].sort((a, b) => a - b)).toEqual(result?.progress);
  });
});

describe('A class that was folded again from its journal', () => {
  test.each(['brief', 'predict', 'play', 'reveal', 'compare', 'end'] as const)(
    'is the same at once, in the moment that “%s” began and one tick later',
    (phase) => {
      const world = new World({ lesson: CALM });
      for (const seat of ['a', 'b', 'c']) world.join(seat);
      world.skipTo(phase);
      expect(everything(world.rebuilt(), world.at)).toEqual(everything(world.room, world.at));
      world.pass(0.25);
      world.room.advance(world.at);
      expect(everything(world.rebuilt(), world.at)).toEqual(everything(world.room, world.at));
    },
  );
});
