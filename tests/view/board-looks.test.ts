import { describe, expect, test } from 'vitest';
import { typedAddress } from '../../client/view/address.ts';
import { applyFrame, type Board, newBoard } from '../../client/view/board/board.ts';
import { flagsOf, notchesOf } from '../../client/view/board/chart.ts';
import { crossingsAt } from '../../client/view/board/crossings.ts';
import { geometryOf, shownName } from '../../client/view/board/geometry.ts';
import { headlinesOf } from '../../client/view/board/headlines.ts';
import { crowdOf } from '../../client/view/board/lobby.ts';
import { newNode } from '../../client/view/board/nodes.ts';
import type { NodeFrame } from '../../client/view/board/source.ts';
import { textsAt } from '../../client/view/board/texts.ts';
import { lookOf, MOST_TICKS } from '../../client/view/look/node-look.ts';
import { stopwatch } from '../../client/view/look/time-text.ts';
import { sceneOf, streamOf } from '../support/board/stream.ts';
import { rosterOf, viewOf } from '../support/board/views.ts';

const SECOND = 1_000_000;
const words = {
  down: (time: string) => `down ${time}`,
  waiting: (count: number) => `${count} waiting`,
  called: (node: { readonly name: string }) => node.name,
};

function lookWith(frame: Partial<NodeFrame>, hub = false) {
  const scene = sceneOf({ layout: 'star', nodes: 3 }).nodes[hub ? 0 : 1];
  if (scene === undefined) throw new Error('no node');
  const node = newNode(scene);
  return lookOf({ ...node, frame: { ...node.frame, ...frame } }, hub);
}

describe('A node looks', () => {
  test('crossed when it is down, gone when it left, and merely off before it was ever used', () => {
    expect(lookWith({ up: false, reason: 'server-down' }).state).toBe('down');
    expect(lookWith({ up: false, reason: 'left' }).state).toBe('left');
    expect(lookWith({ up: false, reason: 'none' }).state).toBe('off');
  });

  test('unplugged, and not down, when its student’s connection is gone', () => {
    expect(lookWith({ connected: false, pilot: 'autopilot' })).toMatchObject({
      plug: true,
      state: 'up',
      rim: 'dashed',
    });
  });

  test('with a tick for each that waits, up to a full rim', () => {
    expect(lookWith({ queue: 3 })).toMatchObject({ ticks: 3, crowded: false });
    expect(lookWith({ queue: 500 })).toMatchObject({ ticks: MOST_TICKS, crowded: true });
  });

  test('spiked once it is revealed as an attacker', () => {
    expect(lookWith({}).spikes).toBe(false);
    expect(lookWith({ traits: ['poisoner'] }).spikes).toBe(true);
  });

  test('the same under the same key, and different under another', () => {
    expect(lookWith({ progress: 0.5 }).key).toBe(lookWith({ progress: 0.501 }).key);
    const others: Partial<NodeFrame>[] = [
      { progress: 0.9 },
      { queue: 1 },
      { up: false },
      { connected: false },
      { traits: ['x'] },
    ];
    expect(new Set(others.map((frame) => lookWith(frame).key).concat(lookWith({}).key)).size).toBe(others.length + 1);
  });
});

describe('Texts', () => {
  const board = (): Board => newBoard(sceneOf({ layout: 'star', nodes: 6 }));
  const geometry = geometryOf(board().scene, 1_420, 890, 25);
  const said = (of: Board, t: number): readonly string[] => textsAt(of, geometry, t, words).map(({ text }) => text);

  test('name every machine, and the server what waits at it', () => {
    const one = board();
    expect(said(one, 0)).toEqual(['Server', 'Ben', 'Chloe', 'Dmitri', 'Ece', 'Farid']);
    const server = { ...newNode(one.scene.nodes[0] as Board['scene']['nodes'][number]).frame, queue: 37 };
    applyFrame(one, {
      runId: one.scene.runId,
      t: 1,
      nodes: [server],
      departures: [],
      mishaps: [],
      lines: [],
      finished: [],
      allDone: false,
    });
    expect(said(one, 0)[0]).toBe('37 waiting');
  });

  test('count how long a server has been down', () => {
    const { scene, frames } = streamOf({ layout: 'star', nodes: 6, crash: [2, 12] });
    const one = newBoard(scene);
    for (const frame of frames(0, 9)) applyFrame(one, frame);
    expect(said(one, 9.4 * SECOND)).toContain('down 0:07');
  });

  test('are whole names or first words, never cut off', () => {
    expect(shownName('Ada Lovelace', 25, 400)).toBe('Ada Lovelace');
    expect(shownName('Ada Lovelace', 25, 60)).toBe('Ada');
    expect(shownName('Ada Lovelace', 25, 20)).toBeUndefined();
  });

  test('are the number alone where it tells the machines apart', () => {
    expect(shownName('Bot 15', 25, 100)).toBe('Bot 15');
    expect(shownName('Bot 15', 25, 60)).toBe('15');
  });

  test('are left out where three hundred would only cover one another', () => {
    const many = newBoard(sceneOf({ layout: 'mesh', nodes: 300 }));
    expect(textsAt(many, geometryOf(many.scene, 1_420, 890, 25), 0, words)).toEqual([]);
  });
});

test('Without motion each busy link says how many messages are on it, none over another', () => {
  const { scene, frames } = streamOf({ layout: 'mesh', nodes: 30, rate: 6, way: 3 });
  const board = newBoard(scene);
  for (const frame of frames(0, 5)) applyFrame(board, frame);
  const geometry = geometryOf(scene, 1_420, 890, 25);
  const crossings = crossingsAt(board, geometry, 4.9 * SECOND);
  expect(crossings.length).toBeGreaterThan(5);
  const underWay = board.traffic.flights.filter(
    ({ departed, arrives }) => departed <= 4.9 * SECOND && arrives >= 4.9 * SECOND,
  );
  const told = crossings.reduce((sum, { count }) => sum + count, 0);
  expect(told).toBeLessThanOrEqual(underWay.length);
  for (const [index, one] of crossings.entries()) {
    for (const other of crossings.slice(index + 1))
      expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(25);
  }
});

test('A stopwatch counts whole seconds', () => {
  expect([0, 7.9 * SECOND, 60 * SECOND, 125 * SECOND, -5].map(stopwatch)).toEqual([
    '0:00',
    '0:07',
    '1:00',
    '2:05',
    '0:00',
  ]);
});

describe('The chart', () => {
  test('has round seconds on its axis, from nothing to the end', () => {
    for (const seconds of [4, 61, 90, 180, 900]) {
      const notches = notchesOf(seconds, 8);
      expect(notches.length).toBeLessThanOrEqual(8);
      expect(notches.length).toBeGreaterThan(1);
      expect(notches[0]).toEqual({ at: 0, seconds: 0 });
      expect(notches.every(({ at }) => at >= 0 && at <= 1)).toBe(true);
    }
  });

  test('numbers the moments in the order of time and lets none hide another', () => {
    const [run] = viewOf('reveal', 'client-server', 28).result?.runs ?? [];
    if (run === undefined) throw new Error('no run');
    const flags = flagsOf({ ...run, marks: [...run.marks].reverse() }, run.seconds, 0.05);
    expect(flags.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(flags.map(({ second }) => second)).toEqual([30, 30, 50, 74, 84]);
    expect(flags[0]?.row).not.toBe(flags[1]?.row);
  });
});

test('The projector gets one measure for each aspect: one that tells the networks apart if there is any', () => {
  const headlines = headlinesOf(viewOf('compare', 'peer-to-peer', 28).result?.runs ?? []);
  expect(headlines.map(({ aspect }) => aspect)).toHaveLength(7);
  expect(headlines.find(({ aspect }) => aspect === 'scalability')?.row.id).toBe('scalability.goodput');
});

describe('The lobby', () => {
  test('shows everybody of a class, and the newest of a crowd', () => {
    expect(crowdOf(rosterOf(12))).toMatchObject({ size: 'large', more: 0 });
    expect(crowdOf(rosterOf(30))).toMatchObject({ size: 'middle', more: 0 });
    const crowd = crowdOf(rosterOf(300));
    expect(crowd.shown.length + crowd.more).toBe(300);
    expect(crowd.shown.at(-1)?.seat).toBe('s299');
  });

  test('says an address as people type it', () => {
    expect(typedAddress('http://192.168.1.7:2567/')).toBe('192.168.1.7:2567');
    expect(typedAddress('https://hub.school.example')).toBe('hub.school.example');
    expect(typedAddress('https://school.example/hub')).toBe('school.example/hub');
    expect(typedAddress('https://school.example:8443'), 'a browser would try http there').toBe(
      'https://school.example:8443',
    );
    expect(typedAddress('http://[fd00::7]:3000')).toBe('[fd00::7]:3000');
  });
});
