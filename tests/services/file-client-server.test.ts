import { describe, expect, it } from 'vitest';
import { TABLES as HUB } from '../../shared/services/file/client-server/terms.ts';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { LogType } from '../../shared/sim/index.ts';
import { BY_HAND, clientOf, doneNodes, fileWorld, isBad, lastDone, piecesAt, sourceOf } from './file-world.ts';
import type { World } from './world.ts';

const CRASH = { id: 'crash', at: 30, params: { target: 'server', for: 30 } };

function piecesSentBy(world: World, node: number): number {
  return [...world.log.entries()].filter(
    (entry) => entry.type === LogType.departed && entry.node === node && entry.kind === kindNumber(HUB.kinds, 'piece'),
  ).length;
}

describe('a download server', () => {
  it('gives everyone the whole file, one piece after another over its uplink, and clients give nothing', () => {
    const world = fileWorld('client-server', { nodes: 30 }).to(90);
    expect(doneNodes(world)).toHaveLength(29);
    expect(lastDone(world)).toBeGreaterThan((29 * 24) / 9);
    expect(lastDone(world)).toBeLessThan(1.1 * ((29 * 24) / 9));
    expect(piecesSentBy(world, 0)).toBe(29 * 24);
    expect(
      new Set([...world.log.entries()].filter((e) => e.type === LogType.sent && e.value > 0).map((e) => e.node)),
    ).toEqual(new Set([0]));
  });

  it('serves requests in the order in which they came', () => {
    const world = fileWorld('client-server', { nodes: 5, bot: BY_HAND, params: { serverUplink: 0.5, atOnce: 1 } });
    for (const client of [3, 1, 4, 2]) {
      world.act(client, { type: 'request' });
      world.to(0.1 * (5 - client) + world.run.now / 1e6);
    }
    world.to(20);
    expect(world.facts('got').map(({ node }) => node)).toEqual([3, 1, 4, 2]);
  });

  it('refuses what finds no place in its queue, says so, and the client tries again later by itself', () => {
    const world = fileWorld('client-server', { nodes: 20, params: { places: 4 } }).to(60);
    const refused = world.facts('decided').filter(({ value }) => value === 0);
    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['queue-full']));
    expect(world.facts('failed').every(({ reason }) => reason === 'queue-full')).toBe(true);
    const turnedAway = refused[0]?.node === 0 ? (refused[0]?.peer as number) : -1;
    const got = world.facts('got').filter(({ node, time }) => node === turnedAway && time > (refused[0]?.time ?? 0));
    expect(got.length).toBeGreaterThan(0);
  });

  it('never has more waiting than it has places', () => {
    const world = fileWorld('client-server', { nodes: 40, params: { places: 10 } });
    for (let step = 1; step < 400; step++) {
      world.to(step / 10);
      expect(sourceOf(world).queue.length).toBeLessThanOrEqual(10);
    }
  });

  it('that crashes leaves every client waiting, and each of their screens says that the server is down', () => {
    const world = fileWorld('client-server', { nodes: 12, params: { pieces: 60 }, stresses: [CRASH] }).to(31);
    const before = world.facts('got').length;
    world.to(58);
    expect(world.facts('got').length - before).toBeLessThanOrEqual(1);
    for (let node = 1; node < 12; node++) {
      const { status, mood } = world.view(node);
      expect(status.key).toBe('file.status.client.server-silent');
      expect(status.args?.['n']).toBeGreaterThan(0);
      expect(status.args?.['s']).toBeGreaterThan(20);
      expect(mood).toBe('bad');
    }
    expect(world.view(0).status.key).toBe('file.status.server.down');
    for (let piece = 0; piece < 60; piece++) world.act(1, { type: 'cancel', piece });
    expect(world.view(1).status.key, 'nothing of it waits any more').toBe('file.status.client.server-silent-alone');
  });

  it('that is repaired is asked again for all that it forgot, and everyone finishes', () => {
    const world = fileWorld('client-server', { nodes: 30, stresses: [CRASH] });
    world.to(59.9);
    expect(sourceOf(world).queue).toHaveLength(0);
    world.to(64);
    expect(world.facts('got').filter(({ time }) => time > 60e6).length).toBeGreaterThan(15);
    world.to(120);
    expect(doneNodes(world)).toHaveLength(29);
    expect(lastDone(world)).toBeGreaterThan(105);
  });

  it('with a mirror copies the file once, shares the load and finishes in well under the time', () => {
    const alone = fileWorld('client-server', { nodes: 30 }).to(90);
    const world = fileWorld('client-server', { nodes: 30 });
    expect(world.act(0, { type: 'mirror' })).toBeUndefined();
    world.to(90);
    expect(piecesAt(world, 30)).toHaveLength(24);
    expect(lastDone(world)).toBeLessThan(0.7 * lastDone(alone));
    expect(piecesSentBy(world, 30)).toBeGreaterThan(200);
    expect(piecesSentBy(world, 0) + piecesSentBy(world, 30)).toBe(29 * 24 + 24);
  });

  it('with a mirror goes on while it is down itself', () => {
    const world = fileWorld('client-server', { nodes: 30, stresses: [CRASH] });
    world.act(0, { type: 'mirror' });
    world.to(31);
    const before = world.facts('got').length;
    world.to(58);
    expect(world.facts('got').length - before).toBeGreaterThan(100);
  });

  it('that falls while a mirror copies is asked for the rest when it is back', () => {
    const world = fileWorld('client-server', {
      params: { pieces: 100 },
      stresses: [{ id: 'crash', at: 3, params: { target: 'server', for: 5 } }],
    });
    world.act(0, { type: 'mirror' });
    world.to(7);
    expect(piecesAt(world, 12).length).toBeLessThan(100);
    expect(sourceOf(world).mirrors).toEqual([]);
    world.to(60);
    expect(piecesAt(world, 12)).toHaveLength(100);
    expect(sourceOf(world).mirrors).toEqual([12]);
  });

  it('is hammered by clients that ask again and again: pieces come twice and everyone is later', () => {
    const finish = (hammers: boolean): number => {
      const world = fileWorld('client-server', { nodes: 20, params: { places: 0 } });
      for (let step = 1; step < 200; step++) {
        world.to(step / 2);
        for (let node = 1; hammers && node < 10; node++) {
          for (const { piece } of clientOf(world, node).download.requests) world.act(node, { type: 'retry', piece });
        }
      }
      return lastDone(world);
    };
    expect(finish(true)).toBeGreaterThan(1.2 * finish(false));
  });

  it('with corrupt content of its own passes it to all who do not check, and to nobody who does', () => {
    const stresses = [{ id: 'poison', at: 0, params: { target: 'server' } }];
    const trusting = fileWorld('client-server', { params: { hashCheck: false }, stresses }).to(60);
    expect(doneNodes(trusting)).toHaveLength(11);
    expect(trusting.facts('corrupt-accepted')).toHaveLength(11 * 24);
    expect(isBad(trusting, 5, 7)).toBe(true);
    const careful = fileWorld('client-server', { stresses }).to(20);
    expect(careful.facts('corrupt-accepted')).toEqual([]);
    expect(careful.facts('corrupt-rejected').length).toBeGreaterThan(20);
    expect(piecesAt(careful, 5)).toEqual([]);
  });
});

describe('a client', () => {
  it('waits longer between tries after each refusal in a row', () => {
    const world = fileWorld('client-server', { nodes: 3, params: { places: 1, serverUplink: 0.05 } });
    world.to(70);
    const tries = world.facts('failed').filter(({ reason }) => reason === 'queue-full');
    const own = tries.filter(({ node }) => node === tries[0]?.node).map(({ time }) => time / 1e6);
    const gaps = own.slice(1).map((time, index) => time - (own[index] as number));
    expect(Math.max(...gaps)).toBeGreaterThan(4);
  });

  it('that leaves keeps its pieces, loses its requests, and goes on when it is back', () => {
    const stresses = [{ id: 'churn', at: 8, params: { target: 'client:5', for: 20, away: 8 } }];
    const world = fileWorld('client-server', { stresses }).to(90);
    expect(world.facts('failed').some(({ reason }) => reason === 'left')).toBe(true);
    expect(doneNodes(world)).toHaveLength(11);
  });
});
