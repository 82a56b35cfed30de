import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/sim/index.ts';
import { BY_HAND, clientOf, fileWorld, piecesAt, sourceOf } from './file-world.ts';
import type { World } from './world.ts';

const byHand = (architecture: 'client-server' | 'peer-to-peer', params = {}, nodes = 6): World =>
  fileWorld(architecture, { nodes, bot: BY_HAND, params: { neighbours: 0, ...params } }).to(2);

function code(world: World, node: number, action: Action): string | undefined {
  return world.act(node, action)?.code;
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
    expect(code(world, 1, { type: 'request', piece: 1.5 })).toBe('malformed-action');
    expect(code(world, 1, { type: 'request', piece: 'x' })).toBe('malformed-action');
    expect(code(world, 1, { type: 'request', piece: 1, from: 3 })).toBe('not-a-source');
    expect(code(world, 1, { type: 'request', piece: 1, from: 99 })).toBe('not-a-source');
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
    expect(world.view(1).recent.map(({ key }) => key)).toContain('file.happened.client.twice');
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
    expect(world.view(1).recent[0]?.key).toBe('file.happened.client.cancelled');
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
    expect(status).toEqual({ key: 'file.status.server.busy', args: { n: 3 } });
    expect(offers.map(({ action }) => action['client'])).toEqual([2, 3, 4]);
    expect(offers[0]?.blocked?.key).toBe('file.refusal.already-next');
    expect(offers[1]?.blocked).toBeUndefined();
    expect(neighbours.map(({ node }) => node)).toEqual([2, 3, 4]);
  });
});
