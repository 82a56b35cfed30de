import { describe, expect, test } from 'vitest';
import { LESSON, SCENARIO } from '../sample.ts';
import { World } from '../world.ts';

const FOUR_ROUNDS = { ...LESSON, rounds: [0, 1, 2, 3].map((round) => ({ ...SCENARIO, id: `day-${round}` })) };

/** Roles of every student in every run of a lesson. */
function rolesOver(world: World, seats: readonly string[]): Map<string, string[]> {
  const roles = new Map(seats.map((seat) => [seat, [] as string[]]));
  for (let round = 0; round < 4; round++)
    for (const run of [0, 1] as const) {
      world.skipTo('play', run, round);
      for (const seat of seats) roles.get(seat)?.push(world.seat(seat).role?.id ?? 'none');
    }
  return roles;
}

describe('Rotation', () => {
  test('rule class 4.2: in four rounds with four students everybody is client, server, seed and peer', () => {
    const world = new World({ lesson: FOUR_ROUNDS });
    const seats = ['a', 'b', 'c', 'd'];
    for (const seat of seats) world.join(seat);
    for (const roles of rolesOver(world, seats).values()) {
      expect([...new Set(roles)].sort()).toEqual(['client', 'peer', 'seed', 'server']);
      expect(roles.filter((role) => role === 'server')).toHaveLength(1);
    }
  });

  test.each([5, 8, 20])(
    'with %i students nobody has a special role twice before everybody who could had one',
    (count) => {
      const world = new World({ lesson: FOUR_ROUNDS, seed: count });
      const seats = Array.from({ length: count }, (_, index) => `s${index}`);
      for (const seat of seats) world.join(seat);
      const special = [...rolesOver(world, seats).values()].map(
        (roles) => roles.filter((role) => role === 'server' || role === 'seed').length,
      );
      expect(special.reduce((sum, times) => sum + times, 0)).toBe(8);
      expect(Math.max(...special) - Math.min(...special)).toBeLessThanOrEqual(1);
    },
  );

  test('rule class 4.3: who is not connected gets an ordinary machine', () => {
    const world = new World({ lesson: FOUR_ROUNDS });
    for (const seat of ['a', 'b']) world.join(seat);
    world.drop('a');
    const roles = rolesOver(world, ['a', 'b']).get('a') ?? [];
    expect(roles.filter((role) => role === 'server' || role === 'seed')).toEqual([]);
  });

  test('without students the bots have all machines', () => {
    const world = new World();
    world.skipTo('play', 0);
    expect(world.room.scene()?.nodes.every(({ bot }) => bot)).toBe(true);
  });
});

describe('A wish', () => {
  test('rule class 4.4: in the lobby is granted in the first run, and not again in the next round', () => {
    for (const seat of ['a', 'b', 'c']) {
      const world = new World({ lesson: FOUR_ROUNDS });
      for (const other of ['a', 'b', 'c']) world.join(other);
      expect(world.desk({ type: 'role', seat, role: 'server' })).toBeUndefined();
      world.skipTo('play', 0, 0);
      expect(world.seat(seat).role?.id).toBe('server');
      world.skipTo('play', 0, 1);
      expect(world.seat(seat).role?.id).toBe('client');
    }
  });

  test('in the brief changes the roles at once', () => {
    const world = new World();
    for (const seat of ['a', 'b', 'c']) world.join(seat);
    world.skipTo('brief', 0);
    const client = ['a', 'b', 'c'].find((seat) => world.seat(seat).role?.id === 'client') ?? '';
    world.desk({ type: 'role', seat: client, role: 'server' });
    expect(world.seat(client).role?.id).toBe('server');
    expect(world.room.roster().filter(({ role }) => role === 'server')).toHaveLength(1);
  });

  test('for an ordinary machine keeps somebody from the special one', () => {
    const world = new World({ lesson: FOUR_ROUNDS });
    for (const seat of ['a', 'b']) world.join(seat);
    world.desk({ type: 'role', seat: 'a', role: 'client' });
    world.skipTo('play', 0);
    expect(world.seat('a').role?.id).toBe('client');
    expect(world.seat('b').role?.id).toBe('server');
  });

  test('for a role that does not exist is refused with those that do', () => {
    const world = new World();
    world.join('a');
    const refusal = world.desk({ type: 'role', seat: 'a', role: 'king' });
    expect(refusal).toMatchObject({ code: 'unknown-role', said: { args: { role: 'king' } } });
    expect(refusal?.said.args?.['allowed']).toBe('server, client, seed, peer');
  });
});
