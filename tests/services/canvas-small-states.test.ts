import { describe, expect, it } from 'vitest';
import type { ClientState, ServerState } from '../../shared/services/canvas/client-server/terms.ts';
import { canvas } from '../../shared/services/canvas/index.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { type Asked, World } from './world.ts';

/** So many wishes that no other comes up by itself. */
const ALL_MADE = 100;

/** A server and four clients; only the test paints. */
function quiet(rest: Partial<Asked> = {}): World {
  const params = { cells: 16, ...rest.params };
  const world = new World({ service: canvas, architecture: 'client-server', nodes: 5, bot: 1000, ...rest, params });
  for (let node = 0; node < 5; node++) {
    world.person(node);
    const { wishes } = world.state<Partial<ClientState>>(node);
    if (wishes !== undefined) wishes.made = ALL_MADE;
  }
  return world.to(1);
}
const server = (world: World) => world.state<ServerState>(0);
const client = (world: World, node: number) => world.state<ClientState>(node);

/** Paints a tile, without waiting for the server's word. */
function paint(world: World, node: number, cell: number, colour: number): void {
  const { wishes } = client(world, node);
  wishes.made++;
  wishes.open.unshift({ number: wishes.made, cell, colour, since: world.run.now });
  expect(world.act(node, { type: 'paint', wish: wishes.made })).toBeUndefined();
}
const tileOf = (world: World, cell: number) => server(world).tiles[cell];
const later = (world: World, seconds: number) => world.to(world.run.now / 1e6 + seconds);
const crash = (target: string) => ({ type: 'stress', id: 'crash', params: { target, for: 4 } });
function fall(world: World, target: string): void {
  world.run.input({ time: world.run.now, node: -1 as NodeId, action: crash(target) });
}

describe('A tile', () => {
  it('painted by two at once keeps the first edit, and the second is told what is there now', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    paint(world, 2, 3, 4);
    later(world, 2);
    const first = tileOf(world, 3)?.author;
    expect([1, 2]).toContain(first);
    const other = first === 1 ? 2 : 1;
    expect(tileOf(world, 3)).toMatchObject({ version: 1, before: -1 });
    expect(client(world, other).wishes.open).toHaveLength(1);
    expect(client(world, other).tiles[3]).toEqual(tileOf(world, 3));
    const [wish] = client(world, other).wishes.open;
    world.act(other, { type: 'paint', wish: wish?.number ?? -1 });
    later(world, 2);
    expect(tileOf(world, 3)).toMatchObject({ version: 2, author: other });
    expect(world.facts('got')).toHaveLength(2);
  });

  it('is undone to what was there before, and to bare where nothing was', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    later(world, 1);
    expect(world.act(0, { type: 'undo', cell: 3 })?.code).toBe('nothing-to-undo');
    paint(world, 1, 3, 2);
    later(world, 1);
    expect(world.act(0, { type: 'undo', cell: 3 })).toBeUndefined();
    expect(tileOf(world, 3)).toEqual({ colour: 5, version: 3, author: 0, before: -1 });
    expect(world.facts('lost-write').map(({ peer, ref }) => [peer, ref])).toEqual([[1, 3]]);
    later(world, 1);
    for (const node of [1, 2, 3, 4]) expect(client(world, node).tiles[3]).toEqual(tileOf(world, 3));
  });

  it('is seen by everybody in the same form', () => {
    const world = quiet();
    for (const node of [1, 2, 3, 4]) paint(world, node, node, node);
    later(world, 2);
    for (const node of [1, 2, 3, 4]) expect(client(world, node).tiles).toEqual(server(world).tiles);
    expect(server(world).unsaved).toBe(4);
  });

  it('was painted lately: five are told, the newest first', () => {
    const world = quiet();
    for (let cell = 0; cell < 6; cell++) {
      paint(world, 1, cell, 1);
      later(world, 1);
    }
    expect(server(world).latest.map(({ cell }) => cell)).toEqual([5, 4, 3, 2, 1]);
  });
});

describe('An edit', () => {
  it('that is sent again, since the answer was lost, counts once', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    later(world, 1);
    const wish = { number: ALL_MADE + 1, cell: 3, colour: 5, since: 0 };
    client(world, 1).sent.push({ wish, tries: 1 });
    fall(world, 'node:1');
    later(world, 8);
    expect(client(world, 1).sent).toEqual([]);
    expect(tileOf(world, 3)?.version).toBe(1);
  });

  it('of one’s own tile needs no newest version, and one of another’s does', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    later(world, 1);
    client(world, 1).tiles = {};
    paint(world, 1, 3, 4);
    later(world, 1);
    expect(tileOf(world, 3)).toMatchObject({ version: 2, colour: 4 });
    client(world, 2).tiles = {};
    paint(world, 2, 3, 1);
    later(world, 1);
    expect(tileOf(world, 3)).toMatchObject({ version: 2, colour: 4 });
    expect(world.facts('decided').map(({ value }) => value)).toEqual([1, 1, 0]);
  });

  it('waits one second more after each try without an answer', () => {
    const world = quiet({ params: { timeout: 1 } });
    world.run.input({ time: world.run.now, node: -1 as NodeId, action: stressFor(200) });
    paint(world, 1, 3, 5);
    const tries: number[] = [];
    for (let tenth = 10; tenth < 450; tenth++) {
      world.to(tenth / 10);
      if ((client(world, 1).sent[0]?.tries ?? 0) > tries.length) tries.push(tenth / 10);
    }
    const waits = tries.slice(1).map((at, index) => Math.round(at - (tries[index] ?? 0)));
    expect(waits.slice(0, 5)).toEqual([2, 3, 4, 5, 6]);
    expect(client(world, 1).serverSilent).toBe(true);
  });
});

const stressFor = (seconds: number) => ({ type: 'stress', id: 'crash', params: { target: 'server', for: seconds } });

describe('The disk', () => {
  it('keeps what was saved, and a fall costs each later edit of a tile', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    paint(world, 2, 4, 5);
    later(world, 1);
    expect(world.act(0, { type: 'snapshot' })).toBeUndefined();
    expect(server(world).unsaved).toBe(0);
    expect(world.act(0, { type: 'snapshot' })?.code).toBe('nothing-new');
    for (const colour of [1, 2]) {
      paint(world, 1, 3, colour);
      later(world, 1);
    }
    fall(world, 'server');
    later(world, 0.1);
    expect(world.facts('lost-write').map(({ peer, ref, value }) => [peer, ref, value])).toEqual([[1, 3, 2]]);
    expect(server(world).clients).toEqual([]);
    later(world, 6);
    expect(tileOf(world, 3)).toMatchObject({ version: 1, colour: 5 });
    expect(server(world).painted).toEqual({});
    expect(server(world).unsaved).toBe(0);
  });

  it('that is lost leaves nothing, and each client gets the bare picture when it hears of it', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    later(world, 1);
    world.act(0, { type: 'snapshot' });
    world.run.input({
      time: world.run.now,
      node: -1 as NodeId,
      action: { type: 'stress', id: 'data-loss', params: {} },
    });
    later(world, 1);
    expect(server(world).tiles).toEqual({});
    expect(world.facts('lost-write')).toHaveLength(1);
  });

  it('is written in one pause, which the next edit takes and no other', () => {
    const world = quiet();
    paint(world, 1, 3, 5);
    later(world, 1);
    world.act(0, { type: 'snapshot' });
    expect(server(world).kept).toBe(true);
    paint(world, 2, 4, 1);
    later(world, 0.3);
    expect(server(world).kept).toBe(false);
    expect(tileOf(world, 4)).toBeUndefined();
    later(world, 0.7);
    expect(tileOf(world, 4)?.colour).toBe(1);
  });
});

describe('A quarter', () => {
  it('is locked and unlocked, each a rule that holds at once, and the others stay free', () => {
    const world = quiet({ params: { hotspot: 0 } });
    for (const region of [0, 2]) expect(world.act(0, { type: 'lock', region })).toBeUndefined();
    expect(world.act(0, { type: 'unlock', region: 1 })?.code).toBe('already');
    expect(world.act(0, { type: 'unlock', region: 0 })).toBeUndefined();
    expect(server(world).locked).toEqual([2]);
    const rules = world.facts('rule-made').map(({ ref, value }) => [ref, value]);
    expect(rules).toEqual([
      [0, 1],
      [2, 1],
      [0, 0],
    ]);
    expect(world.facts('rule-kept')).toHaveLength(3);
    expect(world.act(0, { type: 'lock', region: 3 })).toBeUndefined();
    expect(world.act(0, { type: 'lock', region: 4 })?.code).toBe('unknown-region');
  });
});

describe('A client', () => {
  it('is done with the last of its wishes, not with the one before', () => {
    const world = quiet({ params: { strokes: 2 } });
    for (const cell of [1, 2]) {
      expect(world.facts('done')).toEqual([]);
      paint(world, 1, cell, 1);
      later(world, 1);
    }
    expect(world.facts('done').map(({ node }) => node)).toEqual([1]);
    expect(world.view(1).job).toMatchObject({ done: 2, total: 2 });
  });
});
