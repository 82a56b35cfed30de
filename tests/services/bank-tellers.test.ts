import { describe, expect, it } from 'vitest';
import { ANN, BEN, balances, buy, CYN, quiet } from './bank-quiet.ts';
import { client, server, stepTo, stress } from './bank-world.ts';

describe('The tellers', () => {
  it('are each kept once by a backup, and then work as before', () => {
    const world = quiet({ tellers: 2 });
    buy(world, ANN, BEN, 1);
    world.to(1);
    expect(world.act(0, { type: 'back-up' })).toBeUndefined();
    expect(server(world)).toMatchObject({ kept: 2, entries: [] });
    for (let n = 0; n < 3; n++) buy(world, ANN, BEN, 1);
    world.to(1.2);
    expect(server(world).kept).toBe(0);
    expect(balances(world)?.[BEN]).toBe(101);
    world.to(2);
    expect(balances(world)?.[BEN]).toBe(104);
  });

  it('are kept twice as long by two pauses at once', () => {
    const world = quiet({ tellers: 1 }).to(9);
    buy(world, ANN, BEN, 1);
    world.to(10);
    const now = world.run.now;
    world.act(0, { type: 'audit' });
    world.act(0, { type: 'back-up' });
    expect(server(world).busyUntil - now).toBe(800_000);
  });
});

describe('A customer who is barred', () => {
  it('gets a no to all that waits and all that comes for ten seconds, and then is served', () => {
    const world = quiet({ timeout: 100 });
    expect(world.act(0, { type: 'refuse', whom: ANN })).toBeUndefined();
    buy(world, ANN, BEN, 1);
    buy(world, CYN, BEN, 1);
    world.to(9.9);
    expect(balances(world)).toEqual([0, 100, 101, 99, 100]);
    expect(server(world).refused).toBe(1);
    expect(world.act(0, { type: 'refuse', whom: ANN })?.code).toBe('already-barred');
    world.to(10);
    buy(world, ANN, BEN, 1);
    world.to(11);
    expect(balances(world)).toEqual([0, 99, 102, 99, 100]);
    expect(world.act(0, { type: 'refuse', whom: ANN })).toBeUndefined();
    expect(server(world).barred).toHaveLength(1);
  });

  it('is known by a rule that is kept at once, and forgotten by nobody else’s', () => {
    const world = quiet();
    for (const whom of [ANN, CYN]) expect(world.act(0, { type: 'refuse', whom })).toBeUndefined();
    expect(server(world).barred.map(({ who }) => who)).toEqual([ANN, CYN]);
    expect(world.facts('rule-kept').map(({ ref, time }) => [ref, time])).toEqual([
      [ANN, 0],
      [CYN, 0],
    ]);
  });
});

describe('A buyer', () => {
  it('waits twice as long after each try, up to eight times', () => {
    const world = quiet({ timeout: 1 }, { stresses: [stress('crash', 0, { target: 'server', for: 200 })] });
    world.to(0.5);
    buy(world, ANN, BEN, 1);
    const sent: number[] = [];
    stepTo(world, 60, () => {
      const at = client(world, ANN).purchases.open[0]?.paidAt ?? -1;
      if (at !== sent.at(-1)) sent.push(at);
    });
    const waits = sent.slice(1).map((at, index) => (at - (sent[index] ?? 0)) / 1e6);
    const least = [1, 2, 4, 8, 8, 8];
    for (const [index, wait] of least.entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(wait);
      expect(waits[index]).toBeLessThanOrEqual(wait * 1.25);
    }
  });

  it('is done with the last purchase, not with the one before', () => {
    const world = quiet({ payments: 2, think: 1e9 });
    for (const number of [1, 2]) {
      expect(world.facts('done')).toEqual([]);
      buy(world, ANN, BEN, 1);
      world.to(number);
      expect(world.act(ANN, { type: 'accept', purchase: number })).toBeUndefined();
    }
    expect(world.facts('done').map(({ node }) => node)).toEqual([ANN]);
    expect(world.view(ANN).job).toMatchObject({ done: 2, total: 2 });
  });

  it('who asks again gets the goods again, and the merchant has sold once', () => {
    const world = quiet();
    buy(world, ANN, BEN, 3);
    world.to(1);
    const bought = client(world, ANN).purchases.open[0];
    if (bought !== undefined) bought.stage = 'paid';
    world.to(3);
    expect(world.act(ANN, { type: 'pay-again', purchase: 1 })).toBeUndefined();
    world.to(4);
    expect(client(world, ANN).purchases.open[0]?.stage).toBe('here');
    expect(client(world, BEN).sales).toBe(1);
    expect(world.facts('read-fresh')).toHaveLength(1);
  });
});
