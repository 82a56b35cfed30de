import { describe, expect, it } from 'vitest';
import { type Payment, paymentId } from '../../shared/services/bank/payment.ts';
import { type LogEntry, LogType, type NodeId } from '../../shared/sim/index.ts';
import { client, hub, server, stress } from './bank-world.ts';

describe('a bank that crashes', () => {
  const cut = [stress('crash', 30, { target: 'server', for: 8 })];

  it('has every confirmed payment when it is back, from its log', () => {
    const world = hub({ stresses: cut }).to(29.999);
    const before = structuredClone(server(world).ledger);
    expect(Object.keys(before?.done ?? {}).length).toBeGreaterThan(30);
    world.to(37.999);
    expect(server(world).ledger).toBeNull();
    world.to(38);
    expect(server(world).ledger).toEqual(before);
    expect(world.facts('lost-write')).toEqual([]);
    const got = world.facts('got').length;
    expect(world.to(70).facts('got').length).toBeGreaterThan(got + 30);
  });

  it('without a log forgets what it confirmed since the backup, and counts it', () => {
    const world = hub({ stresses: cut, params: { log: false } }).to(29.999);
    const { entries, backup } = structuredClone(server(world));
    expect(entries.length).toBeGreaterThan(5);
    world.to(38);
    expect(server(world).ledger).toEqual(backup);
    expect(world.facts('lost-write').map(({ ref }) => ref)).toEqual(entries.map(({ id }: Payment) => id));
  });

  it('with no disk left can do nothing until the backup is restored; what came after it is lost', () => {
    const world = hub({ stresses: [stress('data-loss', 30)], nodes: 12 }).to(20);
    world.person(0);
    expect(world.act(0, { type: 'back-up' })).toBeUndefined();
    const { backup } = structuredClone(server(world));
    world.to(29.999);
    const since = server(world).entries.map(({ id }) => id);
    expect(since.length).toBeGreaterThan(3);
    world.to(33);
    expect(server(world).ledger).toBeNull();
    expect(world.act(0, { type: 'back-up' })?.code).toBe('no-ledger');
    expect(world.facts('lost-write').map(({ ref }) => ref)).toEqual(since);
    expect(world.act(0, { type: 'restore' })).toBeUndefined();
    expect(server(world).ledger).toEqual(backup);
    const got = world.facts('got').length;
    expect(world.to(60).facts('got').length).toBeGreaterThan(got + 10);
  });

  it('is restored by the autopilot too, only later', () => {
    const world = hub({ stresses: [stress('data-loss', 30)] }).to(36);
    expect(server(world).diskLost).toBe(true);
    expect(server(world.to(42)).diskLost).toBe(false);
  });
});

describe('a flood of junk', () => {
  const flooded = (barring: boolean): number => {
    const world = hub({
      nodes: 12,
      stresses: [stress('flood', 5, { target: 'node:3+4+5', for: 0 })],
    });
    world.person(0);
    for (let second = 6; second <= 60; second++) {
      world.to(second);
      const button = world.view(0).verbs.find(({ action }) => action.type === 'refuse');
      if (barring && button !== undefined) expect(world.act(0, button.action)).toBeUndefined();
    }
    return world.facts('got').filter(({ node }) => node > 5 || node < 3).length;
  };

  it('buries the bank, unless somebody refuses the flooders', () => {
    expect(flooded(true)).toBeGreaterThan(1.2 * flooded(false));
  });
});

it('a client that leaves and comes back loses nothing that it paid for', () => {
  const world = hub({ stresses: [stress('crash', 20, { target: 'node:3', for: 10 })] }).to(25);
  const waiting = client(world, 3).purchases.open.map(({ number }) => number);
  world.to(60);
  const got = world
    .facts('got')
    .flatMap(({ node, ref }: LogEntry) => (node === 3 ? [ref - paymentId(3 as NodeId, 0)] : []));
  expect(waiting.length).toBeGreaterThan(0);
  expect(got).toEqual(expect.arrayContaining(waiting));
});

it('more requests than places are refused as the queue is full, and sent again later', () => {
  const world = hub({ nodes: 20, params: { service: 0.4, places: 4, timeout: 2, think: 1 } }).to(60);
  const refused = [...world.log.entries()].filter(
    ({ type, reason }) => type === LogType.refused && reason === 'queue-full',
  );
  expect(refused.length).toBeGreaterThan(20);
  const made = Object.keys(server(world).ledger?.done ?? {}).length;
  expect(made).toBeGreaterThan(100);
});
