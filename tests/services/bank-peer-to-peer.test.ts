import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_BLOCK } from '../../shared/services/bank/peer-to-peer/state.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { bankWorld, changeAt, peer, QUIET, stepTo } from './bank-world.ts';
import type { Asked, World } from './world.ts';

const mesh = (rest: Partial<Asked> = {}): World => bankWorld('peer-to-peer', rest);
const stress = (id: string, at: number, params = {}) => ({ id, at, params });
const ALL = (world: World): number[] =>
  world.run.plan && Array.from({ length: world.run.plan.nodes }, (_, node) => node);

/** Blocks of a peer's branch, the first one first. */
function branch(world: World, node: number): number[] {
  const { chain } = peer(world, node);
  const ids: number[] = [];
  for (let block = chain.tip; block.parent >= 0; block = chain.blocks[block.parent] ?? FIRST_BLOCK) ids.push(block.id);
  return ids.reverse();
}

/** What a peer's branch says from its first block on: who won and lost how much, and which payments stand in it. */
function countedUp(world: World, node: number) {
  const change: Record<number, number> = {};
  const ids: string[] = [];
  for (const block of branch(world, node)) {
    for (const { id, from, to, amount } of peer(world, node).chain.blocks[block]?.payments ?? []) {
      change[from] = (change[from] ?? 0) - amount;
      change[to] = (change[to] ?? 0) + amount;
      ids.push(String(id));
    }
  }
  return { change, ids };
}

/** Those who won or lost anything. */
const balancesOf = (change: Readonly<Record<number, number>>) =>
  Object.entries(change).filter(([, coins]) => coins !== 0);

describe('the blockchain', () => {
  it('has goods handed over when enough blocks stand on a payment, and not before', () => {
    const world = mesh({ nodes: 8, params: { confirmations: 3, blockInterval: 3 } });
    const foundAfter = new Map<number, number>();
    world.to(80);
    const got = world.facts('got');
    expect(got.length).toBeGreaterThan(40);
    for (const { ref, time } of got) {
      const settled = peer(world, 0).chain.settled[ref] as number;
      const needed = branch(world, 0)[settled + 1] as number;
      const found = world.facts('block-found').find((block) => block.ref === needed);
      foundAfter.set(ref, time - (found?.time ?? Number.POSITIVE_INFINITY));
    }
    expect(Math.min(...foundAfter.values())).toBeGreaterThan(0);
  });

  it('comes to the same branch everywhere, with the same balances', () => {
    const world = mesh({ nodes: 12 }).to(90);
    const heights = ALL(world).map((node) => peer(world, node).chain.tip.height);
    const least = Math.min(...heights);
    expect(least).toBeGreaterThan(10);
    const settled = branch(world, 0).slice(0, least - 2);
    for (const node of ALL(world)) expect(branch(world, node).slice(0, least - 2)).toEqual(settled);
  });

  it('forks when blocks travel slowly, and the copies agree again', () => {
    const forks = (latency: number) => mesh({ nodes: 10, params: { latency, blockInterval: 1 } }).to(60);
    const slow = forks(400);
    expect(slow.facts('diverged').length).toBeGreaterThan(3 * forks(5).facts('diverged').length);
    const apart = slow.facts('converged').map(({ value }) => value);
    expect(apart.length).toBeGreaterThan(10);
    expect(Math.min(...apart)).toBeGreaterThan(0);
  });

  it('finds blocks at the pace that was asked for, by power', () => {
    const world = mesh({ nodes: 4, params: { ...QUIET, blockInterval: 0.1, latency: 0, power: '3,1,1,0' } }).to(400);
    const found = world.facts('block-found').map(({ node }) => node as number);
    expect(found.length / 4000).toBeCloseTo(1, 1);
    expect(found.filter((node) => node === 0).length / found.length).toBeCloseTo(0.6, 1);
    expect(found).not.toContain(3);
  });

  it('goes on while the first machine is down', () => {
    const world = mesh({ stresses: [stress('crash', 15, { target: 'server', for: 60 })] }).to(20);
    const before = world.facts('got').length;
    world.to(75);
    expect(world.facts('got').length).toBeGreaterThan(before + 100);
  });

  it('grows two branches in a network cut in two, of which one wins; the payments of the other wait again', () => {
    const half = Array.from({ length: 6 }, (_, index) => index).join('+');
    const world = mesh({ stresses: [stress('partition', 20, { target: `node:${half}`, for: 30 })] }).to(49);
    const [here, there] = [branch(world, 1), branch(world, 9)];
    expect(here.at(-1)).not.toBe(there.at(-1));
    const losing = here.length < there.length ? 1 : 9;
    const undone = branch(world, losing).filter((id) => !branch(world, losing === 1 ? 9 : 1).includes(id));
    const payments = undone.flatMap((id) => peer(world, losing).chain.blocks[id]?.payments.map((one) => one.id) ?? []);
    expect(payments.length).toBeGreaterThan(5);
    world.to(120);
    const final = peer(world, losing).chain;
    expect(branch(world, 1).slice(0, 12)).toEqual(branch(world, 9).slice(0, 12));
    for (const id of payments) expect(final.settled[id]).toBeGreaterThan(0);
  });

  it('gives a machine that lost its disk the whole ledger back', () => {
    const world = mesh({ stresses: [stress('data-loss', 40, { target: 'node:4' })] }).to(39.9);
    const before = peer(world, 4).chain.tip.height;
    expect(before).toBeGreaterThan(3);
    world.to(40);
    expect(peer(world, 4).chain.tip.height).toBe(0);
    world.to(42);
    expect(peer(world, 4).chain.tip.height).toBeGreaterThanOrEqual(before);
  });

  it('takes a machine that was away up to date', () => {
    const world = mesh({
      params: { blockInterval: 2 },
      stresses: [stress('crash', 20, { target: 'node:4', for: 30 })],
    }).to(49.9);
    const before = peer(world, 4).chain.tip.height;
    expect(peer(world, 5).chain.tip.height).toBeGreaterThan(before + 2);
    world.to(52);
    expect(peer(world, 4).chain.tip.height).toBeGreaterThan(before + 2);
  });

  it('throws blocks with forged payments away if the class checks, and takes them if not', () => {
    const poisoned = (verify: boolean) =>
      mesh({ params: { verify }, stresses: [stress('poison', 0, { target: 'others:3' })] }).to(60);
    const checked = poisoned(true);
    expect(checked.facts('corrupt-rejected').length).toBeGreaterThan(5);
    expect(checked.facts('corrupt-accepted')).toEqual([]);
    expect(checked.facts('defence').length).toBeGreaterThan(10);
    const honest = ALL(checked).filter((node) => !checked.run.node(node as NodeId).traits.includes('poisoner'));
    for (const node of honest) {
      const { blocks } = peer(checked, node).chain;
      expect(Object.values(blocks).every(({ payments }) => payments.every(({ signed }) => signed))).toBe(true);
    }
    const trusting = poisoned(false);
    expect(trusting.facts('corrupt-accepted').length).toBeGreaterThan(20);
  });

  it('lets whoever listens read all payments, and a thief pay with a stolen key', () => {
    const world = mesh({
      stresses: [stress('eavesdrop', 0, { target: 'node:3' }), stress('breach', 0, { target: 'node:5', for: 0 })],
    }).to(40);
    expect(world.facts('exposed').length).toBeGreaterThan(30);
    expect(world.facts('exposed').every(({ node, peer: about }) => node === 3 && about !== 3)).toBe(true);
    expect(world.facts('fraud-accepted').length).toBeGreaterThan(5);
    expect(world.facts('fraud-accepted').every(({ node }) => node === 5)).toBe(true);
  });

  it('lets free riders mine and pass on nothing', () => {
    const world = mesh({ stresses: [stress('free-riders', 0, { target: 'node:3+4' })] }).to(60);
    const miners = new Set(world.facts('block-found').map(({ node }) => node as number));
    expect(miners.has(3) || miners.has(4)).toBe(false);
    expect(miners.size).toBeGreaterThan(4);
  });

  it('does not pass junk on that its sender can’t pay', () => {
    const world = mesh({ stresses: [stress('flood', 5, { target: 'node:3', for: 20 })] }).to(40);
    const junk = [...world.log.entries()].filter(({ reason }) => reason === 'not-allowed');
    const neighbours = peer(world, 3).neighbours as readonly number[];
    expect(junk.length).toBeGreaterThan(100);
    expect(junk.every(({ node, peer: from }) => from === 3 && neighbours.includes(node))).toBe(true);
  });
});

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
    expect(code(2, { type: 'attack', purchase: 1 })).toBe('not-your-verb');
    expect(code(3, { type: 'attack', purchase: 1 })).toBeUndefined();
    expect(code(3, { type: 'attack', purchase: 2 })).toBe('attacks-already');
    expect(code(3, { type: 'broadcast', purchase: 1 })).toBe('paid-already');
    expect(code(3, { type: 'publish' })).toBe('goods-first');
    expect(code(3, { type: 'give-up' })).toBeUndefined();
    expect(world.facts('fraud-rejected').map(({ node }) => node)).toEqual([3]);
  });
});

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
    expect(code({ type: 'include', which: 'dearest' })).toBe('no-such-order');
    expect(code({ type: 'confirmations', blocks: 2 })).toBe('already-so');
    expect(code({ type: 'confirmations', blocks: 2.5 })).toBe('no-such-number');
    expect(code({ type: 'confirmations', blocks: -1 })).toBe('no-such-number');
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

describe('no coin is made or lost', () => {
  it('on any copy, at any event, whatever happens', () => {
    const trouble = ['crash', 'data-loss', 'poison', 'breach', 'double-spend', 'flood', 'churn', 'partition'] as const;
    const run = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      verify: fc.boolean(),
      coins: fc.integer({ min: 1, max: 30 }),
      latency: fc.integer({ min: 0, max: 800 }),
      stresses: fc.array(fc.tuple(fc.constantFrom(...trouble), fc.integer({ min: 1, max: 25 })), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(run, ({ seed, verify, coins, latency, stresses }) => {
        const uses = stresses.map(([id, at]) => stress(id, at));
        const params = { verify, coins, latency, blockInterval: 1, blockPayments: 5 };
        const world = mesh({ nodes: 6, seed, params, stresses: uses, bot: 0.7 });
        const tips = new Array<number>(6).fill(0);
        stepTo(world, 30, () => {
          for (let node = 0; node < 6; node++) {
            const { chain } = peer(world, node);
            if (chain.tip.id === tips[node]) continue;
            tips[node] = chain.tip.id;
            expect(changeAt(world, node)).toBe(0);
            expect(balancesOf(chain.change)).toEqual(balancesOf(countedUp(world, node).change));
            expect(Object.keys(chain.settled).sort()).toEqual(countedUp(world, node).ids.sort());
          }
        });
        if (!verify) return;
        for (let node = 0; node < 6; node++) {
          const { change } = peer(world, node).chain;
          expect(Math.min(0, ...Object.values(change))).toBeGreaterThanOrEqual(-coins);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('and a payment stands once in a branch', () => {
    const world = mesh({ params: { latency: 500, blockInterval: 1 }, stresses: [stress('double-spend', 2)] }).to(80);
    const { chain } = peer(world, 0);
    const ids = branch(world, 0).flatMap((id) => chain.blocks[id]?.payments.map((payment) => payment.id) ?? []);
    expect(ids.length).toBeGreaterThan(50);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
