import { describe, expect, it } from 'vitest';
import { KIND as CS } from '../../shared/services/file/client-server/state.ts';
import { KIND as P2P } from '../../shared/services/file/peer-to-peer/state.ts';
import { type Action, LogType } from '../../shared/sim/index.ts';
import { BY_HAND, clientOf, fileWorld, isBad, peerOf, piecesAt, sourceOf } from './file-world.ts';
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

describe('a client asks', () => {
  it('for the next pieces with one tap, as many as the setting says, until its window is full', () => {
    const world = byHand('client-server', { serverUplink: 0.1 });
    expect(code(world, 1, { type: 'request' })).toBeUndefined();
    expect(clientOf(world, 1).download.requests.map(({ piece }) => piece)).toEqual([0, 1]);
    expect(code(world, 1, { type: 'request' })).toBeUndefined();
    expect(code(world, 1, { type: 'request' })).toBe('window-full');
    expect(clientOf(world, 1).download.requests).toHaveLength(4);
  });

  it('for one piece, of one source, and is told what does not work', () => {
    const world = byHand('client-server', { serverUplink: 1 });
    expect(code(world, 1, { type: 'request', piece: 9, from: 0 })).toBeUndefined();
    expect(code(world, 1, { type: 'request', piece: 9 })).toBe('asked-already');
    expect(code(world, 1, { type: 'request', piece: 24 })).toBe('no-such-piece');
    expect(code(world, 1, { type: 'request', piece: 1.5 })).toBe('no-such-piece');
    expect(code(world, 1, { type: 'request', piece: 'x' })).toBe('no-such-piece');
    expect(code(world, 1, { type: 'request', piece: 1, from: 3 })).toBe('not-a-source');
    expect(code(world, 1, { type: 'request', piece: 1, from: 99 })).toBe('no-such-machine');
    world.to(5);
    expect(piecesAt(world, 1)).toEqual([9]);
    expect(code(world, 1, { type: 'request', piece: 9 })).toBe('have-it');
  });

  it('for nothing more once it has all', () => {
    const world = fileWorld('client-server', { nodes: 2, bot: 1, params: { pieces: 3 } }).to(20);
    expect(code(world, 1, { type: 'request' })).toBe('have-all');
  });

  it('again, but not at once, and a second copy is wasted', () => {
    const world = byHand('client-server', { serverUplink: 0.2 });
    world.act(1, { type: 'request', piece: 0 });
    expect(code(world, 1, { type: 'retry', piece: 0 })).toBe('too-soon');
    expect(code(world, 1, { type: 'retry', piece: 1 })).toBe('not-asked');
    world.to(4.5);
    expect(code(world, 1, { type: 'retry', piece: 0 })).toBeUndefined();
    expect(code(world, 1, { type: 'retry', piece: 0 })).toBe('too-soon');
    world.to(15);
    expect(world.facts('got')).toHaveLength(1);
    expect(world.view(1).recent.map(({ key }) => key)).toContain('client.twice');
  });

  it('and takes it back: its place in the queue is free', () => {
    const world = byHand('client-server', { serverUplink: 0.1 });
    world.act(2, { type: 'request', piece: 0 });
    world.act(1, { type: 'request', piece: 0 });
    world.to(3);
    expect(sourceOf(world).queue).toHaveLength(1);
    expect(code(world, 1, { type: 'cancel', piece: 0 })).toBeUndefined();
    expect(code(world, 1, { type: 'cancel', piece: 0 })).toBe('not-asked');
    world.to(4);
    expect(sourceOf(world).queue).toHaveLength(0);
    expect(world.facts('failed').map(({ reason }) => reason)).toEqual(['cancelled']);
    expect(world.view(1).recent[0]?.key).toBe('client.cancelled');
  });

  it.each(['serve', 'throttle', 'unthrottle', 'mirror'])('for a verb of the server, %s, in vain', (type) => {
    expect(code(byHand('client-server'), 1, { type, client: 2 })).toBe('not-your-role');
  });
});

describe('whoever runs the server', () => {
  const busy = (params = {}): World => {
    const world = byHand('client-server', { serverUplink: 0.5, atOnce: 1, ...params });
    for (const client of [1, 2, 3, 4]) world.act(client, { type: 'request' });
    return world.to(2.5);
  };

  it('puts a client at the head of the queue', () => {
    const world = busy();
    expect(sourceOf(world).queue.map(({ client }) => client)).toEqual([2, 3, 4]);
    expect(code(world, 0, { type: 'serve', client: 4 })).toBeUndefined();
    expect(sourceOf(world).queue.map(({ client }) => client)).toEqual([4, 2, 3]);
    expect(code(world, 0, { type: 'serve', client: 4 })).toBe('already-next');
    expect(code(world, 0, { type: 'serve', client: 5 })).toBe('nothing-waits');
    expect(code(world, 0, { type: 'serve', client: 0 })).toBe('thats-you');
    expect(code(world, 0, { type: 'serve', client: 77 })).toBe('no-such-machine');
    expect(code(world, 0, { type: 'serve' })).toBe('no-such-machine');
    world.to(5);
    expect(world.facts('got').map(({ node }) => node)).toEqual([1]);
    world.to(9);
    expect(world.facts('got').map(({ node }) => node)).toEqual([1, 4, 2]);
  });

  it('throttles a client: one request may wait, more are refused with the reason, until it is let go', () => {
    const world = busy();
    for (const piece of [5, 6, 7]) world.act(2, { type: 'request', piece });
    world.to(3);
    expect(code(world, 0, { type: 'throttle', client: 2 })).toBeUndefined();
    expect(code(world, 0, { type: 'throttle', client: 2 })).toBe('already-throttled');
    expect(code(world, 0, { type: 'unthrottle', client: 3 })).toBe('not-throttled');
    expect(sourceOf(world).queue.filter(({ client }) => client === 2)).toHaveLength(1);
    world.to(3.5);
    expect(world.facts('failed').map(({ node, reason }) => [node, reason])).toEqual(Array(3).fill([2, 'throttled']));
    world.act(2, { type: 'request', piece: 9 });
    world.to(4);
    expect(world.facts('failed')).toHaveLength(4);
    expect(world.facts('rule-made').map(({ ref }) => ref)).toEqual([2]);
    expect(world.facts('rule-kept').map(({ ref }) => ref)).toEqual([2]);
    expect(code(world, 0, { type: 'unthrottle', client: 2 })).toBeUndefined();
    world.act(2, { type: 'request', piece: 9 });
    world.to(4.5);
    expect(world.facts('failed')).toHaveLength(4);
  });

  it('adds mirrors one after the other, as long as there are spare machines', () => {
    const world = byHand('client-server', { mirrors: 2 });
    expect(code(world, 0, { type: 'mirror' })).toBeUndefined();
    expect(code(world, 0, { type: 'mirror' })).toBe('mirror-copies');
    world.to(12);
    expect(sourceOf(world).mirrors).toEqual([6]);
    expect(code(world, 0, { type: 'mirror' })).toBeUndefined();
    world.to(22);
    expect(sourceOf(world).mirrors).toEqual([6, 7]);
    expect(code(world, 0, { type: 'mirror' })).toBe('no-mirror-left');
    expect(world.view(3).neighbours.map(({ node }) => node)).toEqual([0, 6, 7]);
    expect(code(world, 3, { type: 'request', piece: 2, from: 7 })).toBeUndefined();
    world.to(24);
    expect(world.facts('got').map(({ peer }) => peer)).toEqual([7]);
  });

  it.each(['request', 'cancel', 'retry', 'upload'])('does not %s', (type) => {
    expect(code(byHand('client-server'), 0, { type, piece: 1 })).toBe(
      type === 'upload' ? 'unknown-verb' : 'not-your-role',
    );
  });

  it('sees who waits and offers them, longest first', () => {
    const world = busy();
    const { offers, status, neighbours } = world.view(0);
    expect(status).toEqual({ key: 'server.busy', args: { n: 3 } });
    expect(offers.map(({ action }) => action['client'])).toEqual([2, 3, 4]);
    expect(offers[0]?.blocked?.key).toBe('no.already-next');
    expect(offers[1]?.blocked).toBeUndefined();
    expect(neighbours.map(({ node }) => node)).toEqual([2, 3, 4]);
  });
});

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
    const world = byHand('peer-to-peer', { serverUplink: 0.1 });
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
    expect(code(world, peer, { type: 'upload' })).toBe('no-such-machine');
    expect(code(world, peer, { type: 'upload', peer: 0 })).toBe('wants-nothing');
  });

  it('that rides free has no slots to give', () => {
    const stresses = [{ id: 'free-riders', at: 0, params: { target: 'node:2', for: 0 } }];
    const world = fileWorld('peer-to-peer', { nodes: 8, stresses, bot: 1 }).to(10);
    expect(code(world, 2, { type: 'upload', peer: 3 })).toBe('gives-nothing');
    expect(sentKinds(world, 2)).not.toContain(P2P.piece);
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
    expect(world.view(1).recent[0]).toEqual({ key: 'peer.sound', args: { piece: 3 } });
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
    expect(sentKinds(world, 1)).toEqual([CS.request, CS.request]);
  });
});
