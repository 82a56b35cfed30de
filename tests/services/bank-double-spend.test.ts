import { describe, expect, it } from 'vitest';
import { mesh, peer, QUIET, stress } from './bank-world.ts';
import type { World } from './world.ts';

describe('the double spender', () => {
  const attacked = (confirmations: number, seed: number): World =>
    mesh({
      seed,
      params: { confirmations, blockInterval: 1.5, attackPower: 0.25 },
      stresses: [stress('double-spend', 2, { target: 'node:3' })],
    }).to(90);

  it('cheats merchants who don’t wait, and hardly any who wait for six blocks', () => {
    const frauds = (confirmations: number) =>
      [1, 2, 3].reduce((sum, seed) => sum + attacked(confirmations, seed).facts('fraud-accepted').length, 0);
    expect(frauds(0)).toBeGreaterThan(8);
    expect(frauds(6)).toBeLessThan(3);
  });

  it('takes the payment out for good, and the coins are the attacker’s again', () => {
    const world = attacked(0, 1);
    const [fraud] = world.facts('fraud-accepted');
    if (fraud === undefined) throw new Error('nobody was cheated');
    expect(fraud.peer).toBe(3);
    const block = Object.values(peer(world, 0).chain.blocks)
      .flatMap(({ payments }) => payments)
      .filter(({ id, to }) => id === fraud.ref && to === 3);
    expect(block).toHaveLength(1);
  });

  it('publishes by itself at the first moment that pays, once it was told to, and not before it was told', () => {
    const frauds = (told: boolean, seed: number): number => {
      const world = mesh({
        seed,
        bot: 1e6,
        params: { confirmations: 0, blockInterval: 3, attackPower: 0.45 },
        stresses: [stress('double-spend', 2, { target: 'node:3' })],
      }).to(12);
      if (told) {
        expect(world.act(3, { type: 'publish', when: 'ready' })).toBeUndefined();
        expect(world.act(3, { type: 'publish', when: 'ready' })?.code).toBe('already-so');
      }
      expect(world.act(2, { type: 'publish', when: 'ready' })?.code).toBe('not-your-role');
      const attack = world.view(3).verbs.find(({ id }) => id === 'attack')?.action;
      expect(attack && world.act(3, attack)).toBeUndefined();
      expect(peer(world, 3).attack?.stage).toBe('premine');
      const accepted = world.to(90).facts('fraud-accepted');
      for (const { time, ref } of accepted) {
        const handedOver = world.facts('read-fresh').find((sale) => sale.ref === ref)?.time ?? 0;
        expect(time - handedOver, 'as soon as the goods are there').toBeLessThan(1e6);
      }
      return accepted.length;
    };
    for (const seed of [1, 2, 3]) {
      expect(frauds(true, seed)).toBe(1);
      expect(frauds(false, seed)).toBe(0);
    }
  });

  it('is refused what it can’t do', () => {
    const world = mesh({
      nodes: 6,
      bot: 1000,
      params: { ...QUIET, think: 0.5 },
      stresses: [stress('double-spend', 0, { target: 'node:3' })],
    });
    world.to(5);
    const code = (node: number, action: Parameters<World['act']>[1]) => world.act(node, action)?.code;
    expect(code(3, { type: 'publish' })).toBe('no-attack');
    expect(code(3, { type: 'give-up' })).toBe('no-attack');
    expect(code(2, { type: 'attack', purchase: 1 })).toBe('not-your-role');
    expect(code(3, { type: 'attack', purchase: 1 })).toBeUndefined();
    expect(code(3, { type: 'attack', purchase: 2 })).toBe('attacks-already');
    expect(code(3, { type: 'broadcast', purchase: 1 })).toBe('paid-already');
    expect(code(3, { type: 'publish' })).toBe('goods-first');
    expect(code(3, { type: 'give-up' })).toBeUndefined();
    expect(world.facts('fraud-rejected').map(({ node }) => node)).toEqual([3]);
  });
});
