import { describe, expect, it } from 'vitest';
import { numberOf } from '../../shared/services/bank/peer-to-peer/by-payment.ts';
import { LogType, type NodeId } from '../../shared/sim/index.ts';
import { ALL, branch, mesh, peer, QUIET, stress } from './bank-world.ts';

describe('the blockchain', () => {
  it('has goods handed over when enough blocks stand on a payment, and not before', () => {
    const world = mesh({ nodes: 8, params: { confirmations: 3, blockInterval: 3 } });
    const foundAfter = new Map<number, number>();
    world.to(80);
    const got = world.facts('got');
    expect(got.length).toBeGreaterThan(40);
    for (const { ref, time } of got) {
      const settled = numberOf(peer(world, 0).chain.settled, ref);
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
    for (const id of payments) expect(numberOf(final.settled, id)).toBeGreaterThan(0);
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

  it('passes payments on together: what it costs grows with its machines, not with their square', () => {
    const eventsOfEach = (nodes: number): number => mesh({ nodes }).to(20).run.events / nodes;
    expect(eventsOfEach(120)).toBeLessThan(1.5 * eventsOfEach(30));
  });

  it('passes on the first payment at once, and then those of each short while in one message', () => {
    const gather = 0.25;
    const world = mesh({ nodes: 30, params: { gather } }).to(20);
    for (const node of ALL(world)) {
      const own = new Set(
        world
          .facts('asked')
          .filter((one) => one.node === node)
          .map(({ ref }) => ref),
      );
      const told = [...world.log.entries()].filter(
        (one) => one.type === LogType.sent && one.kind === 0 && one.node === node,
      );
      const [neighbour] = peer(world, node).neighbours;
      // A machine's own payments go out by themselves, at once.
      const times = told.filter((one) => one.peer === neighbour).map(({ time }) => time / 1e6);
      expect(times.length, `${node}`).toBeLessThanOrEqual(20 / gather + own.size + 1);
      expect(times.length).toBeGreaterThan(10);
    }
  });

  it('tells nobody of a payment that came from there', () => {
    const world = mesh({ nodes: 5, params: { ...QUIET, neighbours: 2, gather: 0, latency: 10 } });
    const [first] = peer(world, 0).neighbours;
    world.person(0);
    world.state<{ purchases: { open: object[]; made: number } }>(0).purchases.open.push({
      number: 1,
      shop: first,
      amount: 1,
      since: 0,
      stage: 'wanted',
      paidAt: -1,
      tries: 0,
      settled: false,
    });
    expect(world.act(0, { type: 'broadcast', purchase: 1 })).toBeUndefined();
    world.to(2);
    const told = [...world.log.entries()].filter(({ type, kind }) => type === LogType.sent && kind === 0);
    // In a ring of five the news goes both ways, and meets on the far side.
    expect(told.map(({ node, peer: whom }) => [node, whom])).toHaveLength(6);
    expect(
      told.some(({ node, peer: whom }) => told.some((one) => one.node === whom && one.peer === node && one.time < 10)),
    ).toBe(false);
  });
});
