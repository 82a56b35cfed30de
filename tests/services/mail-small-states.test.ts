import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../shared/sim/index.ts';
import { client, draft, ids, letter, neighbours, quiet, server } from './mail-quiet.ts';

describe('A mailbox', () => {
  it('is emptied of its junk first, and of nothing else then', () => {
    const world = quiet('client-server', { params: { filter: true } });
    server(world).boxes[2] = [letter(1), letter(2, { junk: true }), letter(3), letter(4, { junk: true })];
    expect(world.act(0, { type: 'purge', whom: 2 })).toBeUndefined();
    expect(ids(server(world).boxes[2])).toEqual([1, 3]);
    expect(world.facts('lost-write')).toEqual([]);
  });

  it('without junk is emptied of its oldest quarter, rounded up, and those are lost', () => {
    const world = quiet('client-server');
    server(world).boxes[2] = [1, 2, 3, 4, 5].map((id) => letter(id));
    world.act(0, { type: 'purge', whom: 2 });
    expect(ids(server(world).boxes[2])).toEqual([3, 4, 5]);
    expect(world.facts('lost-write').map(({ ref }) => ref)).toEqual([1, 2]);
    world.act(0, { type: 'purge', whom: 2 });
    expect(ids(server(world).boxes[2])).toEqual([4, 5]);
    server(world).boxes[2] = [];
    expect(world.act(0, { type: 'purge', whom: 2 })?.code).toBe('empty');
  });

  it('takes exactly as many letters as fit, and the writer keeps what it did not take', () => {
    const world = quiet('client-server', { params: { mailbox: 2 } });
    for (const node of [1, 3, 4]) world.act(node, { type: 'send', draft: draft(world, node, 2) });
    world.to(1);
    expect(server(world).boxes[2]).toHaveLength(2);
    expect(world.facts('stored')).toHaveLength(2);
    expect([1, 3, 4].map((node) => client(world, node).sent.length).sort()).toEqual([0, 0, 1]);
  });

  it('is handed out without what its owner says to have, and then is empty', () => {
    const world = quiet('client-server');
    server(world).boxes[2] = [letter(1), letter(2)];
    world.act(2, { type: 'collect' });
    expect(world.act(2, { type: 'collect' })?.code).toBe('collecting');
    world.to(1);
    expect(client(world, 2)).toMatchObject({ collecting: false, left: 0, have: [1, 2] });
    expect(client(world, 2).desk.got).toEqual([1, 2]);
    expect(server(world).boxes[2]).toHaveLength(2);
    world.act(2, { type: 'collect' });
    world.to(2);
    expect(server(world).boxes[2]).toEqual([]);
    expect(client(world, 2).desk.got).toEqual([1, 2]);
  });

  it('says how many are left when it holds more than go at once', () => {
    const world = quiet('client-server', { params: { mailbox: 100 } });
    server(world).boxes[2] = Array.from({ length: 60 }, (_, id) => letter(id + 1));
    let rest = 60;
    for (let second = 1; rest > 0 && second < 20; second++) {
      world.act(2, { type: 'collect' });
      world.to(second);
      const { left, desk } = client(world, 2);
      expect(left + desk.got.length).toBe(60);
      expect(left).toBeLessThan(rest);
      rest = left;
    }
    expect(client(world, 2).left).toBe(0);
  });
});

describe('Whoever is shut out', () => {
  it('is let in again by the same tap, and both are rules that hold at once', () => {
    const world = quiet('client-server');
    for (const out of [[3], []]) {
      expect(world.act(0, { type: 'quarantine', who: 3 })).toBeUndefined();
      expect(server(world).quarantined).toEqual(out);
    }
    for (const who of [2, 3, 4]) world.act(0, { type: 'quarantine', who });
    world.act(0, { type: 'quarantine', who: 3 });
    expect(server(world).quarantined).toEqual([2, 4]);
    for (const fact of ['rule-made', 'rule-kept'] as const) {
      expect(world.facts(fact).map(({ ref }) => ref)).toEqual([3, 3, 2, 3, 4, 3]);
    }
  });

  it('can be any person, and not the server or nobody', () => {
    const world = quiet('client-server');
    expect(world.act(0, { type: 'quarantine', who: 0 })?.code).toBe('unknown-sender');
    expect(world.act(0, { type: 'quarantine', who: 6 })?.code).toBe('unknown-sender');
    for (const who of [1, 5]) expect(world.act(0, { type: 'quarantine', who })).toBeUndefined();
  });

  it('is told so, and its letter has failed for who waits for it', () => {
    const world = quiet('client-server');
    world.act(0, { type: 'quarantine', who: 1 });
    world.act(1, { type: 'send', draft: draft(world, 1, 2) });
    world.to(1);
    expect(client(world, 1).sent).toEqual([]);
    expect(world.facts('failed').map(({ node, peer }) => [node, peer])).toEqual([[2, 1]]);
    expect(server(world).boxes[2] ?? []).toEqual([]);
  });
});

describe('The server’s screen', () => {
  it('names who sent junk, how full each box is, and who is shut out', () => {
    const world = quiet('client-server', { params: { mailbox: 2 } });
    server(world).boxes[2] = [letter(1), letter(2)];
    server(world).boxes[3] = [letter(3)];
    server(world).boxes[4] = [];
    server(world).junkFrom[3] = 1;
    server(world).quarantined.push(4 as NodeId);
    expect(neighbours(world, 0)).toEqual([
      [2, 'box', 'bad'],
      [3, 'junk', 'neutral'],
      [4, 'shut-out', 'bad'],
    ]);
    const offers = world.view(0).offers.map(({ action }) => [action.type, action['who'] ?? action['whom']]);
    expect(offers).toEqual([
      ['quarantine', 3],
      ['purge', 2],
      ['purge', 3],
    ]);
  });

  it('says first that a box is nearly full, from three quarters on', () => {
    const world = quiet('client-server', { params: { mailbox: 4 } });
    server(world).boxes[2] = [letter(1), letter(2)];
    expect(world.view(0).status.key).toBe('mail.status.server.calm');
    server(world).boxes[2]?.push(letter(3));
    expect(world.view(0).status).toMatchObject({ key: 'mail.status.server.full', args: { whom: 2 } });
  });
});

describe('A client', () => {
  it('waits longer before each try: two seconds more, up to eight', () => {
    const crash = { id: 'crash', at: 0, params: { target: 'server', for: 300 } };
    const world = quiet('client-server', { params: { timeout: 1 }, stresses: [crash] });
    world.to(1);
    world.act(1, { type: 'send', draft: draft(world, 1, 2) });
    const tries: number[] = [];
    for (let tenth = 10; tenth < 600; tenth++) {
      world.to(tenth / 10);
      const n = client(world, 1).sent[0]?.tries ?? 0;
      if (n > tries.length) tries.push(tenth / 10);
    }
    const waits = tries.slice(1).map((at, index) => Math.round(at - (tries[index] ?? 0)));
    expect(waits.slice(0, 6)).toEqual([3, 5, 7, 9, 9, 9]);
    expect(neighbours(world, 1)).toEqual([[0, 'server', 'bad']]);
  });

  it('has asked in vain when no answer comes, and can ask again', () => {
    const crash = { id: 'crash', at: 0, params: { target: 'server', for: 5 } };
    const world = quiet('client-server', { params: { timeout: 2 }, stresses: [crash] }).to(1);
    world.act(1, { type: 'collect' });
    world.to(2.9);
    expect(client(world, 1)).toMatchObject({ collecting: true, serverSilent: false });
    world.to(3.1);
    expect(client(world, 1)).toMatchObject({ collecting: false, serverSilent: true });
    world.to(6);
    world.act(1, { type: 'collect' });
    world.to(7);
    expect(client(world, 1)).toMatchObject({ collecting: false, serverSilent: false });
  });
});
