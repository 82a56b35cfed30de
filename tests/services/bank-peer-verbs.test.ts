import { describe, expect, it } from 'vitest';
import { ALL, mesh, peer, QUIET } from './bank-world.ts';
import type { World } from './world.ts';

describe('a peer’s verbs', () => {
  it('refuse what makes no sense, with a code', () => {
    const world = mesh({ nodes: 6, bot: 1000, params: { ...QUIET, think: 0.5, coins: 20 } }).to(8);
    const code = (action: Parameters<World['act']>[1]) => world.act(2, action)?.code;
    expect(code({ type: 'broadcast', purchase: 99 })).toBe('no-such-purchase');
    expect(code({ type: 'accept', purchase: 99 })).toBe('no-such-purchase');
    expect(code({ type: 'accept', purchase: 1 })).toBe('no-goods');
    expect(code({ type: 'mine-on', block: 0 })).toBe('already-so');
    expect(code({ type: 'mine-on', block: 12 })).toBe('no-such-branch');
    expect(code({ type: 'include', which: 'oldest' })).toBe('already-so');
    expect(code({ type: 'include', which: 'dearest' })).toBe('malformed-action');
    expect(code({ type: 'confirmations', blocks: 2 })).toBe('already-so');
    expect(code({ type: 'confirmations', blocks: 2.5 })).toBe('malformed-action');
    expect(code({ type: 'confirmations', blocks: 13 })).toBe('no-such-number');
    expect(code({ type: 'broadcast', purchase: 1 })).toBeUndefined();
    expect(code({ type: 'broadcast', purchase: 1 })).toBe('paid-already');
    for (const wish of peer(world, 2).purchases.open.slice(1)) Object.assign(wish, { amount: 21 });
    expect(code({ type: 'broadcast', purchase: 2 })).toBe('overdraft');
  });

  it('have a miner leave payments out, or take its own first', () => {
    const blocks = (which: string) => {
      const world = mesh({ nodes: 8, params: { blockPayments: 3, blockInterval: 2 } });
      world.act(2, { type: 'include', which });
      world.to(80);
      const chain = peer(world, 2).chain;
      return Object.values(chain.blocks).filter(({ miner, id }) => miner === 2 && id > 0);
    };
    expect(blocks('none').every(({ payments }) => payments.length === 0)).toBe(true);
    const own = (of: ReturnType<typeof blocks>) =>
      of.flatMap(({ payments }) => payments).filter(({ from, to }) => from === 2 || to === 2).length;
    expect(own(blocks('own'))).toBeGreaterThan(own(blocks('oldest')));
  });

  it('have a miner mine on the other branch of a fork', () => {
    const world = mesh({ nodes: 10, bot: 1000, params: { latency: 800, blockInterval: 1, think: 1e9 } });
    const rivalOf = () => {
      const { chain } = peer(world, 4);
      return chain.rivals.find((id) => chain.blocks[id]?.height === chain.tip.height);
    };
    for (let tenth = 1; rivalOf() === undefined; tenth++) world.to(tenth / 10);
    const rival = rivalOf() as number;
    const before = peer(world, 4).chain.tip.id;
    expect(world.act(4, { type: 'mine-on', block: rival })).toBeUndefined();
    expect(peer(world, 4).chain.tip.id).toBe(rival);
    expect(peer(world, 4).chain.rivals).toContain(before);
    expect(world.act(4, { type: 'mine-on', block: rival })?.code).toBe('already-so');
  });

  it('have a merchant hand over at once, or wait for more', () => {
    const waits = (blocks: number) => {
      const world = mesh({ nodes: 6 });
      for (const node of ALL(world)) world.act(node, { type: 'confirmations', blocks });
      const got = world.to(80).facts('got');
      return got.reduce((sum, { value }) => sum + value, 0) / got.length;
    };
    expect(waits(5)).toBeGreaterThan(waits(0) + 12e6);
  });
});
