import { describe, expect, it } from 'vitest';
import { TABLES as HUB } from '../../shared/services/file/client-server/terms.ts';
import { TABLES as SWARM } from '../../shared/services/file/peer-to-peer/terms.ts';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { type Action, LogType } from '../../shared/sim/index.ts';
import { BY_HAND, fileWorld, isBad, peerOf, piecesAt } from './file-world.ts';
import type { World } from './world.ts';

const byHand = (architecture: 'client-server' | 'peer-to-peer', params = {}, nodes = 6): World =>
  fileWorld(architecture, { nodes, bot: BY_HAND, params: { neighbours: 0, ...params } }).to(2);

function code(world: World, node: number, action: Action): string | undefined {
  return world.act(node, action)?.code;
}

function sentKinds(world: World, node: number): number[] {
  return [...world.log.entries()]
    .filter(({ type, node: by }) => type === LogType.sent && by === node)
    .map(({ kind }) => kind);
}

describe('a peer', () => {
  it('asks neighbours that give it a slot, and learns why not of others', () => {
    const world = byHand('peer-to-peer', { slots: 1, atOnce: 1 });
    expect(code(world, 1, { type: 'request', piece: 3, from: 0 })).toBeUndefined();
    expect(code(world, 1, { type: 'request', piece: 3, from: 0 })).toBe('asked-already');
    expect(code(world, 1, { type: 'request', piece: 4, from: 2 })).toBe('choked-by');
    expect(code(world, 1, { type: 'request', piece: 99, from: 0 })).toBe('no-such-piece');
    expect(code(world, 1, { type: 'request', from: 1 })).toBe('thats-you');
    expect(code(world, 1, { type: 'request', from: 6 })).toBe('no-such-machine');
    world.to(4);
    expect(piecesAt(world, 1)).toEqual([3]);
    expect(code(world, 1, { type: 'request', piece: 3 })).toBe('have-it');
    world.to(6);
    expect(code(world, 2, { type: 'request', piece: 4, from: 1 })).toBe('not-there');
    expect(code(world, 2, { type: 'request', piece: 3, from: 1 })).toBeUndefined();
    world.to(9);
    expect(piecesAt(world, 2)).toEqual([3]);
    expect(world.facts('got').at(-1)?.peer).toBe(1);
  });

  it('may have a window of requests open, and takes one back', () => {
    const world = byHand('peer-to-peer', { serverUplink: 0.1, slots: 6 });
    for (const piece of [1, 2, 3, 4]) world.act(1, { type: 'request', piece });
    expect(code(world, 1, { type: 'request' })).toBe('window-full');
    world.to(2.5);
    expect(peerOf(world, 0).queue.map(({ piece }) => piece)).toEqual([2, 3, 4]);
    expect(code(world, 1, { type: 'cancel', piece: 3 })).toBeUndefined();
    expect(code(world, 1, { type: 'cancel', piece: 3 })).toBe('not-asked');
    world.to(3);
    expect(peerOf(world, 0).queue.map(({ piece }) => piece)).toEqual([2, 4]);
    expect(code(world, 1, { type: 'request' })).toBeUndefined();
    expect(peerOf(world, 1).download.requests).toHaveLength(4);
  });

  it('chooses whom it uploads to: the chosen one keeps the slot, another loses it', () => {
    const world = fileWorld('peer-to-peer', {
      nodes: 12,
      params: { slots: 1, uplink: 0.5, neighbours: 0, pieces: 60 },
      bot: 1,
    }).to(12);
    const peer = 5;
    const holder = (): number[] =>
      peerOf(world, peer)
        .neighbours.filter(({ unchoked }) => unchoked)
        .map(({ id }) => id);
    const wanting = peerOf(world, peer).neighbours.filter(({ wants, unchoked }) => wants && !unchoked);
    const chosen = wanting[0]?.id as number;
    expect(code(world, peer, { type: 'upload', peer: chosen })).toBeUndefined();
    expect(holder()).toEqual([chosen]);
    expect(code(world, peer, { type: 'upload', peer: chosen })).toBe('has-slot');
    world.to(24);
    expect(holder()).toEqual([chosen]);
    expect(code(world, peer, { type: 'upload', peer })).toBe('thats-you');
    expect(code(world, peer, { type: 'upload' })).toBe('nobody-wants');
    expect(code(world, peer, { type: 'upload', peer: 0 })).toBe('wants-nothing');
  });

  it('with the whole file chooses which waiting request its uplink serves next', () => {
    const world = fileWorld('peer-to-peer', { nodes: 8, params: { serverUplink: 0.5, neighbours: 0 }, bot: 1 }).to(6);
    const queue = (): readonly string[] => peerOf(world, 0).queue.map(({ from, piece }) => `${from}:${piece}`);
    const last = peerOf(world, 0).queue.at(-1);
    if (last === undefined) throw new Error('nobody waits at the seed');
    const served = world.log.length;
    expect(code(world, 0, { type: 'send-next', to: last.from, piece: last.piece })).toBeUndefined();
    expect(queue()[0]).toBe(`${last.from}:${last.piece}`);
    world.to(8);
    const next = [...world.log.entries(served)].find(
      ({ type, node, kind }) => type === LogType.sent && node === 0 && kind === kindNumber(SWARM.kinds, 'piece'),
    );
    expect(next?.peer).toBe(last.from);
    expect(code(world, 0, { type: 'send-next', to: last.from, piece: last.piece })).toBe('no-request');
    expect(code(world, 0, { type: 'send-next', to: 99, piece: 0 })).toBe('no-such-machine');
    expect(code(world, 1, { type: 'send-next', to: 0, piece: 0 })).toBe('no-request');
  });

  it('that rides free has no slots to give', () => {
    const stresses = [{ id: 'free-riders', at: 0, params: { target: 'node:2', for: 0 } }];
    const world = fileWorld('peer-to-peer', { nodes: 8, stresses, bot: 1 }).to(10);
    expect(code(world, 2, { type: 'upload', peer: 3 })).toBe('gives-nothing');
    expect(sentKinds(world, 2)).not.toContain(kindNumber(SWARM.kinds, 'piece'));
  });

  it('checks a piece by hand: a corrupt one is thrown away, its giver noted, and fetched again', () => {
    const stresses = [{ id: 'poison', at: 0, params: { target: 'node:0' } }];
    const world = fileWorld('peer-to-peer', { nodes: 3, bot: BY_HAND, params: { hashCheck: false }, stresses }).to(2);
    world.act(1, { type: 'request', piece: 2 });
    world.act(1, { type: 'request', piece: 3 });
    expect(code(world, 1, { type: 'check', piece: 2 })).toBe('not-held');
    world.to(4);
    expect(isBad(world, 1, 2)).toBe(true);
    expect(world.view(1).job.done).toBe(2);
    expect(code(world, 1, { type: 'check', piece: 2 })).toBeUndefined();
    expect(code(world, 1, { type: 'check', piece: 3 })).toBe('checking');
    expect(piecesAt(world, 1)).toEqual([3]);
    expect(world.facts('corrupt-rejected').map(({ node, peer, ref }) => [node, peer, ref])).toEqual([[1, 0, 2]]);
    expect(world.facts('defence').map(({ value }) => value)).toEqual([65_536]);
    expect(world.view(1).neighbours.find(({ node }) => node === 0)?.mood).toBe('bad');
    expect(world.view(1).offers.map(({ action }) => action.type)).toContain('ban');
    expect(code(world, 1, { type: 'request', piece: 2 })).toBeUndefined();
  });

  it('finds a sound piece sound, once', () => {
    const world = byHand('peer-to-peer', { hashCheck: false });
    world.act(1, { type: 'request', piece: 2 });
    world.to(4);
    expect(code(world, 1, { type: 'check', piece: 2 })).toBeUndefined();
    expect(world.view(1).recent[0]).toEqual({ key: 'file.happened.peer.sound', args: { piece: 3 } });
    world.to(6);
    expect(code(world, 1, { type: 'check', piece: 2 })).toBe('checked-already');
  });

  it('needs no check by hand where the machine checks', () => {
    expect(code(byHand('peer-to-peer'), 1, { type: 'check', piece: 0 })).toBe('checked-by-itself');
  });

  it('bans a neighbour: nothing goes either way any more, and it hears of it', () => {
    const world = byHand('peer-to-peer');
    expect(code(world, 1, { type: 'ban', peer: 2 })).toBeUndefined();
    expect(code(world, 1, { type: 'ban', peer: 2 })).toBe('banned');
    expect(code(world, 1, { type: 'ban', peer: 1 })).toBe('thats-you');
    expect(code(world, 1, { type: 'ban', peer: 6 })).toBe('no-such-machine');
    expect(code(world, 1, { type: 'request', from: 2 })).toBe('banned');
    world.to(3);
    expect(peerOf(world, 2).neighbours.map(({ id }) => id)).not.toContain(1);
    world.to(8);
    world.act(2, { type: 'find' });
    world.to(9);
    expect(peerOf(world, 2).neighbours.map(({ id }) => id)).not.toContain(1);
    expect(peerOf(world, 1).neighbours.map(({ id }) => id)).not.toContain(2);
  });

  it('that was never a neighbour can not be banned', () => {
    const world = byHand('peer-to-peer');
    world.act(1, { type: 'ban', peer: 2 });
    world.to(3);
    expect(code(world, 2, { type: 'ban', peer: 1 })).toBe('not-a-neighbour');
  });

  it('finds new neighbours, not too often and not too many', () => {
    const world = fileWorld('peer-to-peer', { nodes: 40, bot: BY_HAND, params: { neighbours: 4 } }).to(2);
    const before = peerOf(world, 39).neighbours.length;
    expect(code(world, 39, { type: 'find' })).toBe('asked-tracker');
    world.to(6);
    expect(code(world, 39, { type: 'find' })).toBeUndefined();
    world.to(7);
    expect(peerOf(world, 39).neighbours.length).toBeGreaterThan(before);
    for (let second = 12; second < 40; second += 6) {
      world.to(second);
      world.act(39, { type: 'find' });
    }
    world.to(50);
    const sizes = Array.from({ length: 40 }, (_, node) => peerOf(world, node).neighbours.length);
    expect(Math.max(...sizes)).toBe(8);
    expect(code(world, sizes.indexOf(8, 1), { type: 'find' })).toBe('enough-neighbours');
  });

  it('asks in vain when no neighbour gives it a slot, or it knows nobody', () => {
    const world = fileWorld('peer-to-peer', { nodes: 4, bot: BY_HAND });
    expect(code(world, 1, { type: 'request' })).toBe('no-neighbours');
    world.to(2);
    world.run.input({
      time: world.run.now,
      node: -1 as never,
      action: { type: 'stress', id: 'free-riders', params: { target: 'node:0', for: 0 } },
    });
    world.to(3);
    expect(code(world, 1, { type: 'request' })).toBe('choked');
    expect(code(world, 1, { type: 'request', piece: 2 })).toBe('nobody-gives');
    expect(code(world, 1, { type: 'serve' })).toBe('unknown-verb');
  });
});

describe('what the log says of a verb', () => {
  it('is who acted and whether it was accepted', () => {
    const world = byHand('client-server');
    world.act(1, { type: 'request' });
    world.act(1, { type: 'retry', piece: 0 });
    const acted = [...world.log.entries()].filter(({ type, node }) => type === LogType.acted && node === 1);
    expect(acted.map(({ kind, peer, value }) => [kind, peer, value])).toEqual([
      [0, 0, 1],
      [2, 0, 0],
    ]);
    expect(sentKinds(world, 1)).toEqual([kindNumber(HUB.kinds, 'request'), kindNumber(HUB.kinds, 'request')]);
  });
});
