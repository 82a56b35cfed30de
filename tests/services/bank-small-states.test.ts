import { describe, expect, it } from 'vitest';
import { extraId, type Payment } from '../../shared/services/bank/payment.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { ANN, BEN, balances, buy, CYN, DAN, papers, quiet } from './bank-quiet.ts';
import { client, hub, server, stepTo, stress } from './bank-world.ts';
import type { World } from './world.ts';

describe('No account of the bank falls below 0', () => {
  it('when two payments that can’t both be paid wait on the desk, and both are approved', () => {
    const world = quiet({ coins: 10, limit: 5 });
    const [first, second] = [buy(world, ANN, BEN, 7), buy(world, ANN, CYN, 7)];
    world.to(1);
    expect(new Set(papers(world))).toEqual(new Set([first, second]));
    for (const payment of [first, second]) expect(world.act(0, { type: 'approve', payment })).toBeUndefined();
    expect(balances(world)).toEqual([0, 3, 17, 10, 10]);
    world.to(2);
    expect(world.facts('failed').map(({ node, peer }) => [node, peer])).toEqual([[ANN, CYN]]);
  });

  it('at any event, with thieves, cheats and forgers', () => {
    for (const seed of [1, 2, 3]) {
      const stresses = ['breach', 'double-spend', 'poison'].map((id) => stress(id, 2, { target: 'others:2' }));
      const world = hub({ nodes: 6, seed, params: { coins: 12, think: 0.5 }, stresses });
      let least = 0;
      stepTo(world, 40, () => {
        least = Math.min(least, ...(server(world).ledger?.balances ?? []));
      });
      expect(least).toBe(0);
      expect(server(world).approved).toBeGreaterThan(10);
    }
  });

  it('when all that one has is paid, to the last coin', () => {
    const world = quiet({ coins: 10 });
    buy(world, ANN, BEN, 10);
    world.to(1);
    expect(balances(world)).toEqual([0, 0, 20, 10, 10]);
    buy(world, ANN, BEN, 1);
    world.to(2);
    expect(balances(world)).toEqual([0, 0, 20, 10, 10]);
  });
});

describe('The desk', () => {
  it('gets payments from the limit on, and none below', () => {
    const world = quiet({ limit: 5 });
    const [, big] = [buy(world, ANN, BEN, 4), buy(world, CYN, BEN, 5)];
    world.to(1);
    expect(papers(world)).toEqual([big]);
    expect(balances(world)).toEqual([0, 96, 104, 100, 100]);
  });

  it('holds five papers; a sixth passes unseen', () => {
    const world = quiet({ limit: 5 });
    for (let n = 0; n < 5; n++) buy(world, ANN, BEN, 5);
    world.to(1);
    expect(papers(world)).toHaveLength(5);
    expect(balances(world)?.[BEN]).toBe(100);
    buy(world, CYN, BEN, 9);
    world.to(2);
    expect(papers(world)).toHaveLength(5);
    expect(balances(world)?.[BEN]).toBe(109);
  });

  it('has one paper for a payment, however often that is sent', () => {
    const world = quiet({ limit: 5, timeout: 1 });
    buy(world, ANN, BEN, 5);
    world.to(5);
    expect(client(world, ANN).purchases.open[0]?.tries).toBeGreaterThan(1);
    expect(papers(world)).toHaveLength(1);
  });

  it('lets a paper pass eight seconds after it came, and only that one', () => {
    const world = quiet({ limit: 5, timeout: 60 });
    buy(world, ANN, BEN, 5);
    world.to(4);
    const late = buy(world, CYN, BEN, 5);
    world.to(8);
    expect(papers(world)).toHaveLength(2);
    world.to(8.5);
    expect(papers(world)).toEqual([late]);
    expect(balances(world)).toEqual([0, 95, 105, 100, 100]);
    world.to(13);
    expect(papers(world)).toEqual([]);
  });

  it('is empty after a crash, and a paper that was on it is asked for again', () => {
    const world = quiet({ limit: 5, timeout: 4 }, { stresses: [stress('crash', 2, { target: 'server', for: 1 })] });
    buy(world, ANN, BEN, 5);
    world.to(1);
    expect(papers(world)).toHaveLength(1);
    world.to(2.5);
    expect(papers(world)).toEqual([]);
    world.to(8);
    expect(papers(world)).toHaveLength(1);
  });

  it('stops a theft for good, and says so', () => {
    const world = quiet({ limit: 5 });
    const payment = theft(1, 6);
    server(world).held.push({ payment, since: 0 });
    world.act(0, { type: 'refuse', payment: payment.id });
    expect(world.facts('fraud-rejected').map(({ peer, value }) => [peer, value])).toEqual([[ANN, 6]]);
    expect(world.facts('fraud-accepted')).toEqual([]);
    expect(balances(world)).toEqual([0, 100, 100, 100, 100]);
  });
});

const theft = (count: number, amount: number): Payment => ({
  id: extraId(ANN, count),
  from: ANN,
  to: DAN,
  amount,
  signed: true,
  stolen: true,
});

describe('An audit', () => {
  /** A bank that has made two payments with a stolen key. */
  const robbed = (amounts: readonly number[], coins = 100): World => {
    const world = quiet({ coins }).to(9);
    const { ledger, unaudited } = server(world);
    for (const [index, amount] of amounts.entries()) {
      unaudited.push(theft(index, amount));
      if (ledger === null) throw new Error('no ledger');
      ledger.balances[ANN] = (ledger.balances[ANN] ?? 0) - amount;
      ledger.balances[DAN] = (ledger.balances[DAN] ?? 0) + amount;
    }
    return world;
  };

  it('pays back what a thief took, each theft once', () => {
    const world = robbed([10, 20]);
    expect(world.act(0, { type: 'audit' })).toBeUndefined();
    expect(balances(world)).toEqual([0, 100, 100, 100, 100]);
    expect(server(world).corrections).toBe(2);
    expect(new Set(server(world).entries.map(({ id }) => id)).size).toBe(2);
    world.to(20);
    expect(world.act(0, { type: 'audit' })?.code).toBe('nothing-new');
  });

  it('pays back what is still there, and takes nobody’s account below 0', () => {
    const world = robbed([10, 20]);
    const { ledger } = server(world);
    if (ledger !== null) Object.assign(ledger.balances, { [DAN]: 15, [BEN]: 215 });
    expect(world.act(0, { type: 'audit' })).toBeUndefined();
    expect(balances(world)).toEqual([0, 80, 215, 100, 5]);
    expect(world.facts('fraud-rejected').map(({ value }) => value)).toEqual([10]);
  });

  it('that paid something back is in the log: a crash does not undo it', () => {
    const world = robbed([10]);
    server(world).entries.push(theft(0, 10));
    world.act(0, { type: 'audit' });
    const before = structuredClone(balances(world));
    world.run.input({ time: world.run.now, node: -1 as NodeId, action: stressNow('crash') });
    world.to(10);
    expect(server(world).ledger).toBeNull();
    world.to(30);
    expect(balances(world)).toEqual(before);
  });

  it('can be had again eight seconds after the last, and not before', () => {
    const world = robbed([10]);
    world.act(0, { type: 'audit' });
    server(world).unaudited.push(theft(9, 1));
    world.to(16.9);
    expect(world.act(0, { type: 'audit' })?.said.args).toEqual({ seconds: 1 });
    world.to(17);
    expect(world.act(0, { type: 'audit' })).toBeUndefined();
  });
});

const stressNow = (id: string) => ({ type: 'stress', id, params: { target: 'server', for: 2 } });
