import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../shared/sim/index.ts';
import { letter, neighbours, peer, quiet } from './mail-quiet.ts';
import type { World } from './world.ts';

describe('Copies of a letter', () => {
  /** A peer that carries one letter in so many copies, and its friend. */
  function carrying(copies: number) {
    const world = quiet('peer-to-peer', { params: { pocket: 5 } });
    const friend = peer(world, 1).friends[0] as NodeId;
    const stranger = [2, 3, 4, 5].find((node) => node !== friend) as NodeId;
    peer(world, 1).carried.push({ letter: letter(77, { to: stranger }), copies, had: [] });
    peer(world, 1).known[77] = true;
    return { world, friend, stranger };
  }
  const copiesAt = (world: World, node: number) => peer(world, node).carried.map(({ copies }) => copies);

  it.each([
    [2, [1], [1]],
    [3, [1], [2]],
    [5, [2], [3]],
    [1, [], [1]],
  ])('of %i: half go along, rounded up, and the last one goes whole', (copies, kept, given) => {
    const { world, friend } = carrying(copies);
    expect(world.act(1, { type: 'pass', whom: friend })).toBeUndefined();
    world.to(3);
    expect(copiesAt(world, 1)).toEqual(kept);
    expect(copiesAt(world, friend)).toEqual(given);
    expect(peer(world, friend).broughtBy[1]).toBe(1);
    expect(peer(world, 1).takenBy[friend]).toBe(1);
  });

  it('stay where they are when the friend has the letter already', () => {
    const { world, friend } = carrying(3);
    peer(world, friend).known[77] = true;
    world.act(1, { type: 'pass', whom: friend });
    world.to(3);
    expect(copiesAt(world, 1)).toEqual([3]);
    expect(copiesAt(world, friend)).toEqual([]);
    expect(world.act(1, { type: 'pass', whom: friend })?.code).toBe('nothing-to-pass');
  });

  it('are all gone once it is delivered, and its addressee has it once', () => {
    const { world, friend } = carrying(4);
    peer(world, 1).carried[0] = { letter: letter(77, { to: friend }), copies: 4, had: [] };
    world.act(1, { type: 'pass', whom: friend });
    world.to(3);
    expect(peer(world, 1).carried).toEqual([]);
    expect(peer(world, friend).desk.got).toEqual([77]);
    expect(peer(world, 1).delivered).toEqual([77]);
  });

  it('can be from one to sixteen', () => {
    const { world } = carrying(1);
    expect([0, 17].map((copies) => world.act(1, { type: 'copies', copies })?.code)).toEqual(['copies', 'copies']);
    for (const copies of [1, 16]) expect(world.act(1, { type: 'copies', copies })).toBeUndefined();
    const next = () => world.view(1).offers.find(({ id }) => id === 'more-copies')?.action['copies'];
    expect(next()).toBe(1);
    world.act(1, { type: 'copies', copies: 8 });
    expect(next()).toBe(16);
  });

  it('are taken no more by a full pocket, which writes nothing either', () => {
    const { world, friend } = carrying(2);
    for (let id = 1; id <= 5; id++) peer(world, friend).carried.push({ letter: letter(id), copies: 1, had: [] });
    world.act(1, { type: 'pass', whom: friend });
    world.to(3);
    expect(peer(world, friend).carried).toHaveLength(5);
    expect(copiesAt(world, 1)).toEqual([2]);
    expect(world.act(friend, { type: 'send', draft: 1 })?.code).toBe('pocket-full');
    expect(world.act(friend, { type: 'drop', letter: 3 })).toBeUndefined();
    expect(peer(world, friend).carried.map((one) => one.letter.id)).toEqual([1, 2, 4, 5]);
  });

  it('cost for a seal what they weigh together', () => {
    const world = quiet('peer-to-peer', { params: { sealBytes: 10 } });
    const { desk } = peer(world, 1);
    desk.drafts.push({ number: 1, to: 2 as NodeId });
    world.act(1, { type: 'copies', copies: 4 });
    world.act(1, { type: 'seal' });
    world.act(1, { type: 'send', draft: 1 });
    expect(world.facts('defence').map(({ value }) => value)).toEqual([40]);
    expect(peer(world, 1).carried.map((one) => [one.letter.sealed, one.copies])).toEqual([[true, 4]]);
  });

  it('who has only taken is told apart from who has brought something', () => {
    const { world, friend } = carrying(1);
    const note = () => neighbours(world, 1).find(([node]) => node === friend);
    expect(note()).toEqual([friend, 'friend', 'neutral']);
    peer(world, 1).takenBy[friend] = 2;
    expect(note()).toEqual([friend, 'friend', 'neutral']);
    peer(world, 1).takenBy[friend] = 3;
    expect(note()).toEqual([friend, 'takes-only', 'bad']);
    peer(world, 1).broughtBy[friend] = 1;
    expect(note()).toEqual([friend, 'helpful', 'good']);
  });
});
