import { describe, expect, it } from 'vitest';
import { BY_HAND, fileWorld, peerOf } from './file-world.ts';
import type { World } from './world.ts';

const ME = 1;

/** A swarm in which nobody acts by itself, everybody knows everybody, and each has two slots. */
function swarm(params = {}): World {
  const all = { neighbours: 0, slots: 2, uplink: 0.1, slotSeconds: 5, ...params };
  const world = fileWorld('peer-to-peer', { nodes: 6, bot: BY_HAND, params: all }).to(2);
  for (const node of [0, 1, 2, 3, 4, 5]) world.person(node);
  return world;
}
const neighbour = (world: World, id: number) => {
  const found = peerOf(world, ME).neighbours.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is no neighbour`);
  return found;
};
/** Who wants something of me, and what each gave me lately. */
function wanting(world: World, lately: { readonly [id: number]: number }): void {
  for (const one of peerOf(world, ME).neighbours) {
    one.wants = one.id in lately;
    one.lately = lately[one.id] ?? 0;
  }
}
/** Lets the slots be dealt so many times. */
function rounds(world: World, more: number): void {
  const until = peerOf(world, ME).rounds + more;
  while (peerOf(world, ME).rounds < until) world.run.step();
}
const given = (world: World) => [...peerOf(world, ME).given].sort((a, b) => a - b);

describe('Two slots', () => {
  it('go one to whoever gave most lately, and one by luck, of three who want something', () => {
    const world = swarm();
    const lucky = new Set<number>();
    for (let round = 0; round < 30; round++) {
      wanting(world, { 2: 4, 3: 0, 4: 1 << 20 });
      rounds(world, 1);
      expect(given(world)).toContain(4);
      expect(given(world)).toHaveLength(2);
      for (const id of given(world)) if (id !== 4) lucky.add(id);
    }
    expect([...lucky].sort()).toEqual([2, 3]);
  });

  it('keep the lucky one for three rounds', () => {
    const world = swarm();
    const runs: number[] = [];
    let before = -1;
    for (let round = 0; round < 60; round++) {
      wanting(world, { 2: 0, 3: 0, 4: 1 << 20, 5: 0 });
      rounds(world, 1);
      const now = given(world).find((id) => id !== 4) ?? -1;
      if (now === before) runs.push((runs.pop() ?? 0) + 1);
      else runs.push(1);
      before = now;
    }
    const whole = runs.slice(1, -1);
    expect(whole.length).toBeGreaterThan(5);
    expect(whole.filter((length) => length % 3 !== 0)).toEqual([]);
  });

  it('are both given when just two want something, and none when nobody does', () => {
    const world = swarm();
    wanting(world, { 2: 0, 5: 0 });
    rounds(world, 1);
    expect(given(world)).toEqual([2, 5]);
    wanting(world, {});
    rounds(world, 1);
    expect(given(world)).toEqual([]);
    expect(peerOf(world, ME).neighbours.filter(({ unchoked }) => unchoked)).toEqual([]);
  });

  it('forget by half each round what was given', () => {
    const world = swarm();
    wanting(world, { 2: 12, 3: 5 });
    rounds(world, 1);
    expect([2, 3, 4].map((id) => neighbour(world, id).lately)).toEqual([6, 2, 0]);
    rounds(world, 3);
    expect([2, 3].map((id) => neighbour(world, id).lately)).toEqual([0, 0]);
  });

  it('are a person’s to give: the worst giver loses its own, then the one that the person gave first', () => {
    const world = swarm();
    wanting(world, { 2: 8, 3: 1, 4: 0, 5: 0 });
    world.run.advance(world.run.now);
    peerOf(world, ME).neighbours.forEach((one) => {
      one.unchoked = one.id === 2 || one.id === 3;
    });
    peerOf(world, ME).given.splice(0, 9, neighbour(world, 2).id, neighbour(world, 3).id);
    expect(world.act(ME, { type: 'upload', peer: 4 })).toBeUndefined();
    expect(given(world)).toEqual([2, 4]);
    world.to(2.5);
    expect(world.act(ME, { type: 'upload', peer: 5 })).toBeUndefined();
    expect(given(world)).toEqual([4, 5]);
    world.to(3);
    expect(world.act(ME, { type: 'upload', peer: 3 })).toBeUndefined();
    expect(given(world)).toEqual([3, 5]);
    expect(world.act(ME, { type: 'upload', peer: 3 })?.code).toBe('has-slot');
  });

  it('that a person gave stay given for fifteen seconds, and are then dealt as the others', () => {
    const world = swarm({ slotSeconds: 1 });
    wanting(world, { 2: 1 << 20, 3: 1 << 20, 4: 0 });
    world.act(ME, { type: 'upload', peer: 4 });
    const until = world.run.now / 1e6 + 15;
    for (let second = world.run.now / 1e6 + 1; second < until; second += 1) {
      wanting(world, { 2: 1 << 20, 3: 1 << 20, 4: 0 });
      world.to(second);
      expect(given(world)).toContain(4);
    }
    expect(neighbour(world, 4).pinnedUntil).toBe(until * 1e6);
  });
});

describe('The lists of slots', () => {
  it('lose one of two that fall away, and keep the other', () => {
    const world = swarm();
    wanting(world, { 2: 0, 5: 0 });
    rounds(world, 1);
    wanting(world, { 5: 0 });
    rounds(world, 1);
    expect(given(world)).toEqual([5]);
    expect(neighbour(world, 2)).toMatchObject({ unchoked: false, pinnedUntil: 0 });
  });
});
