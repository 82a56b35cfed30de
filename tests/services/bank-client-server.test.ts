import { describe, expect, it } from 'vitest';
import { paymentId } from '../../shared/services/bank/payment.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { client, coinsAtBank, hub, QUIET, server, stress } from './bank-world.ts';
import type { Asked, World } from './world.ts';

/** Gives a machine of a quiet class something to buy. */
function wish(world: World, node: number, shop: number, amount: number): number {
  const { purchases } = client(world, node);
  purchases.made++;
  purchases.open.push({
    number: purchases.made,
    shop: shop as NodeId,
    amount,
    since: world.run.now,
    stage: 'wanted',
    paidAt: -1,
    tries: 0,
    settled: false,
  });
  return purchases.made;
}

const quiet = (params = {}, rest: Partial<Asked> = {}): World =>
  hub({ nodes: 5, bot: 1000, params: { ...QUIET, limit: 0, ...params }, ...rest });

describe('the bank', () => {
  it('moves coins from the payer to the merchant, whose goods the payer accepts', () => {
    const world = quiet();
    const number = wish(world, 1, 2, 7);
    expect(world.act(1, { type: 'pay', purchase: number })).toBeUndefined();
    world.to(2);
    expect(server(world).ledger?.balances).toEqual([0, 93, 107, 100, 100]);
    expect(client(world, 1).balance).toBe(93);
    expect(client(world, 2).balance).toBe(107);
    expect(client(world, 1).purchases.open[0]?.stage).toBe('here');
    expect(world.act(1, { type: 'accept', purchase: number })).toBeUndefined();
    expect(world.facts('got').map(({ node, peer }) => [node, peer])).toEqual([[1, 2]]);
  });

  it('makes a payment that is sent again only once', () => {
    const world = quiet();
    const number = wish(world, 1, 2, 7);
    world.act(1, { type: 'pay', purchase: number });
    client(world, 2).sold[paymentId(1 as NodeId, number)] = true;
    world.to(2);
    const paid = client(world, 1).purchases.open[0];
    if (paid === undefined) throw new Error('the purchase is gone');
    paid.stage = 'paid';
    expect(world.act(1, { type: 'pay-again', purchase: number })).toBeUndefined();
    world.to(4);
    expect(server(world).ledger?.balances[1]).toBe(93);
    expect(server(world).entries).toHaveLength(1);
    expect(client(world, 1).purchases.open[0]?.stage).toBe('here');
  });

  it('refuses an overdraft, and the wish ends', () => {
    const world = quiet({ coins: 5 });
    const purchase = wish(world, 1, 2, 6);
    expect(world.act(1, { type: 'pay', purchase })?.said).toEqual(
      world.view(1).verbs.find(({ id }) => id === `pay-${purchase}`)?.blocked,
    );
    client(world, 1).balance = 6;
    expect(world.act(1, { type: 'pay', purchase })).toBeUndefined();
    world.to(2);
    expect(server(world).ledger?.balances).toEqual([0, 5, 5, 5, 5]);
    expect(world.facts('failed').map(({ reason }) => reason)).toEqual(['not-allowed']);
    expect(client(world, 1).purchases.open).toEqual([]);
  });

  it('refuses what makes no sense, with a code', () => {
    const world = quiet();
    const number = wish(world, 1, 2, 7);
    const code = (node: number, action: Parameters<World['act']>[1]) => world.act(node, action)?.code;
    expect(code(1, { type: 'accept', purchase: number })).toBe('no-goods');
    expect(code(1, { type: 'pay-again', purchase: number })).toBe('not-paid');
    expect(code(1, { type: 'pay', purchase: 77 })).toBe('no-such-purchase');
    expect(code(1, { type: 'audit' })).toBe('not-your-role');
    expect(code(0, { type: 'pay', purchase: 1 })).toBe('not-your-role');
    expect(code(0, { type: 'approve', payment: 1 })).toBe('not-on-desk');
    expect(code(0, { type: 'refuse', payment: 1 })).toBe('not-on-desk');
    expect(code(0, { type: 'refuse', whom: 0 })).toBe('no-such-customer');
    expect(code(0, { type: 'refuse', whom: 1.5 })).toBe('malformed-action');
    expect(code(0, { type: 'back-up' })).toBe('nothing-new');
    expect(code(0, { type: 'restore' })).toBe('nothing-lost');
    expect(code(0, { type: 'audit' })).toBe('too-soon');
    expect(world.act(1, { type: 'pay', purchase: number })).toBeUndefined();
    expect(code(1, { type: 'pay', purchase: number })).toBe('paid-already');
    expect(code(1, { type: 'pay-again', purchase: number })).toBe('too-soon');
    world.to(2);
    expect(code(1, { type: 'pay-again', purchase: number })).toBe('goods-here');
    expect(code(0, { type: 'refuse', whom: 1 })).toBeUndefined();
    expect(code(0, { type: 'refuse', whom: 1 })).toBe('already-barred');
  });

  it('looks twice at big payments: approved they are made, refused they are not, and forgotten they pass', () => {
    const world = quiet({ limit: 5 });
    const numbers = [1, 2, 3].map((node) => wish(world, node, 4, 6));
    for (const [index, purchase] of numbers.entries()) world.act(index + 1, { type: 'pay', purchase });
    world.to(2);
    const ids = numbers.map((number, index) => paymentId((index + 1) as NodeId, number));
    expect(server(world).held.map(({ payment }) => payment.id)).toEqual(expect.arrayContaining(ids));
    expect(server(world).ledger?.balances[4]).toBe(100);
    expect(world.act(0, { type: 'approve', payment: ids[0] as number })).toBeUndefined();
    expect(world.act(0, { type: 'refuse', payment: ids[1] as number })).toBeUndefined();
    expect(server(world).ledger?.balances).toEqual([0, 94, 100, 100, 106]);
    world.to(20);
    expect(server(world).ledger?.balances).toEqual([0, 94, 100, 94, 112]);
    expect(world.facts('failed').map(({ node }) => node)).toEqual([2]);
  });

  it('knows whoever spends the same coins twice', () => {
    const world = hub({ stresses: [stress('double-spend', 0, { target: 'others:3' })] }).to(60);
    expect(world.facts('fraud-rejected').length).toBeGreaterThan(10);
    expect(world.facts('fraud-accepted')).toEqual([]);
    expect(coinsAtBank(world)).toBe(1100);
  });

  it('makes no payment that its payer did not sign', () => {
    const world = hub({ stresses: [stress('poison', 0, { target: 'others:2' })] }).to(60);
    expect(world.facts('corrupt-rejected').length).toBeGreaterThan(10);
    expect(server(world).entries.every(({ signed }) => signed)).toBe(true);
  });

  it('can’t see that a key is stolen, but an audit pays the thefts back', () => {
    const world = hub({ stresses: [stress('breach', 0, { target: 'others:2', for: 0 })], params: { limit: 0 } }).to(25);
    const before = world.facts('fraud-accepted').length;
    expect(before).toBeGreaterThan(4);
    expect(world.act(0, { type: 'audit' })).toBeUndefined();
    const after = world.facts('fraud-rejected');
    expect(after.map(({ ref }) => ref).sort()).toEqual(
      world
        .facts('fraud-accepted')
        .map(({ ref }) => ref)
        .sort(),
    );
    expect(coinsAtBank(world)).toBe(1100);
    expect(world.act(0, { type: 'audit' })?.code).toBe('too-soon');
  });

  it('read by a stranger gives everybody’s account away', () => {
    const world = hub({ stresses: [stress('breach', 5, { target: 'server', for: 5 })] }).to(10);
    expect(world.facts('exposed').map(({ peer }) => peer)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
