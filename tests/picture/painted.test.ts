import fc from 'fast-check';
import type { Scene } from 'phaser';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { boardPlay } from '../../client/picture/board-play.ts';
import { neighbourhoodPlay } from '../../client/picture/neighbourhood-play.ts';
import { paintBroken, paintLanding, paintMessage, paintRefused } from '../../client/picture/paint/message.ts';
import { paintNode } from '../../client/picture/paint/node.ts';
import { Pen } from '../../client/picture/paint/pen.ts';
import type { Play } from '../../client/picture/play.ts';
import { applyFrame, newBoard } from '../../client/view/board/board.ts';
import type { Neighbourhood } from '../../client/view/board/neighbourhood.ts';
import type { KindLook, NodeFrame, SceneView } from '../../client/view/board/source.ts';
import type { NodeLook } from '../../client/view/look/node-look.ts';
import { sourcesIn } from '../architecture/sources.ts';
import { streamOf } from '../support/board/stream.ts';
import { recorder, type Stroke, senseless } from './recorder.ts';

/** Whatever may come out of a division, a subtraction or a server that is newer than the page. */
const anyNumber = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, -1, 0.3, 0.7, 1),
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.double({ min: -5_000, max: 5_000, noNaN: true }),
  fc.double(),
);
const anySide = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4_000 }), anyNumber);
const anyMark = fc.record({ shape: fc.integer({ min: 0, max: 9 }), colour: fc.nat(9), initials: fc.constant('An') });
const anyMood = fc.constantFrom('good' as const, 'neutral' as const, 'bad' as const);

const strokes: Stroke[] = [];
const canvas = (): CanvasRenderingContext2D => recorder(strokes) as CanvasRenderingContext2D;

beforeAll(() => {
  vi.stubGlobal('Path2D', class {});
  vi.stubGlobal('window', { devicePixelRatio: 1, innerHeight: 700, matchMedia: () => ({ matches: false }) });
  vi.stubGlobal('document', { createElement: () => recorder(strokes, { getContext: canvas }) });
});
afterAll(() => vi.unstubAllGlobals());

/** Nothing that can't be drawn reaches what is drawn on, and something does. */
function expectSense(draw: () => void): void {
  strokes.length = 0;
  draw();
  expect(strokes.flatMap(senseless)).toEqual([]);
  expect(strokes.length).toBeGreaterThan(0);
}

describe('Whatever the numbers, only what can be drawn reaches the Canvas', () => {
  const anyLook: fc.Arbitrary<NodeLook> = fc.record({
    key: fc.constant(''),
    sign: fc.constantFrom('mark' as const, 'bot' as const, 'hub' as const, 'machine' as const),
    mark: fc.option(anyMark),
    progress: fc.option(anyNumber),
    finished: fc.boolean(),
    state: fc.constantFrom('up' as const, 'down' as const, 'left' as const, 'off' as const),
    rim: fc.constantFrom('solid' as const, 'dashed' as const, 'thin' as const),
    ticks: fc.integer({ min: -1, max: 24 }),
    crowded: fc.boolean(),
    plug: fc.boolean(),
    spikes: fc.boolean(),
  });

  it('of a node', () => {
    const property = fc.property(anyLook, anyNumber, anyNumber, (look, r, leastText) =>
      expectSense(() => paintNode(new Pen(canvas()), look, { r, accent: '#E69F00', leastText })),
    );
    fc.assert(property);
  });

  it('of a node that is smaller than its rim', () => {
    const look = { ...fc.sample(anyLook, 1)[0], state: 'up', progress: 12, rim: 'solid' } as NodeLook;
    expectSense(() => paintNode(new Pen(canvas()), look, { r: 0.5, accent: '#E69F00', leastText: 9 }));
  });

  it('of a message, on its way and at its end', () => {
    const anyKind: fc.Arbitrary<KindLook> = fc.record({
      name: fc.constant('kind.piece'),
      shape: fc.constantFrom('ring' as const, 'disc' as const, 'hexagon' as const, 'dot' as const),
      colour: fc.constantFrom('sky' as const, 'amber' as const, 'ink' as const),
    });
    const property = fc.property(anyKind, anyNumber, anyNumber, fc.boolean(), (look, r, age, spiked) =>
      expectSense(() => {
        paintMessage(new Pen(canvas()), look, r, spiked);
        paintRefused(new Pen(canvas()), look, r);
        paintLanding(new Pen(canvas()), look, r, age);
        paintBroken(new Pen(canvas()), look, r, age);
      }),
    );
    fc.assert(property);
  });
});

describe('Whatever the sizes, times and news, only what can be drawn reaches the stage', () => {
  it('of a board', () => {
    const anyNews = fc.record({ progress: fc.option(anyNumber), queue: anyNumber, since: anyNumber, up: fc.boolean() });
    const property = fc.property(anyPlan, anySide, anySide, anyNumber, anyNews, (plan, width, height, t, news) => {
      const { scene, frames } = streamOf(plan);
      const board = newBoard(scene);
      for (const frame of frames(0, 2)) applyFrame(board, frame);
      applyFrame(board, { ...nothing, runId: scene.runId, nodes: scene.nodes.map(({ node }) => newsOf(node, news)) });
      board.completedAt = t > 0 ? 1 : -1;
      const words = { down: String, waiting: String, called: (node: SceneView['nodes'][number]) => node.name };
      expectSense(() =>
        playAt(boardPlay({ board: () => board, now: () => t, paused: () => false, words }), width, height),
      );
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('of a student’s neighbourhood', () => {
    const anyNear = fc.record({
      node: fc.nat(12),
      name: fc.constant('Ben'),
      mark: fc.option(anyMark),
      mood: anyMood,
      note: fc.constant(''),
      hub: fc.boolean(),
    });
    const anyNow: fc.Arbitrary<Neighbourhood> = fc.record({
      mark: anyMark,
      name: fc.constant('Ana'),
      mood: fc.constantFrom('good' as const, 'waiting' as const, 'bad' as const),
      progress: fc.option(anyNumber),
      autopilot: fc.boolean(),
      up: fc.boolean(),
      architecture: fc.constantFrom('client-server' as const, 'peer-to-peer' as const),
      near: fc.array(anyNear, { maxLength: 12 }),
    });
    const property = fc.property(anyNow, anySide, anySide, (now, width, height) => {
      const pulses = new Map(now.near.map(({ node }) => [node, -1]));
      expectSense(() => playAt(neighbourhoodPlay({ now, pulses, version: 1 }), width, height));
    });
    fc.assert(property);
  });
});

const anyPlan = fc.record({
  layout: fc.constantFrom('star' as const, 'ring' as const, 'mesh' as const),
  nodes: fc.integer({ min: 1, max: 40 }),
  rate: fc.constant(2),
  mishaps: fc.constant(0.3),
});
const nothing = { t: 2e6, departures: [], mishaps: [], lines: [], finished: [], allDone: false };

function newsOf(node: number, news: Pick<NodeFrame, 'progress' | 'queue' | 'since' | 'up'>): NodeFrame {
  return { ...news, node, reason: news.up ? 'none' : 'server-down', pilot: 'person', connected: false, traits: ['x'] };
}

/** Draws some pictures of a play at this size, and then at another. */
function playAt(play: Play, width: number, height: number): void {
  play.begin(stageFor(), width, height);
  for (const wall of [0, 100, 400]) play.frame(wall);
  play.resize(height, width);
  for (const wall of [500, 900, 9_000]) play.frame(wall);
}

/** A scene of Phaser, as far as pictures use it. */
function stageFor(): Scene {
  const texture = recorder(strokes, { add: () => ({}), source: [] });
  const textures = recorder(strokes, { create: () => texture });
  return { textures, add: recorder(strokes, { graphics: newGraphics, blitter: newBlitter }) } as Scene;
}

function newBlitter(): object {
  const list: object[] = [];
  const create = (): object => {
    const bob = recorder(strokes, { visible: true, setFrame: () => undefined });
    list.push(bob);
    return bob;
  };
  const blitter: object = recorder(strokes, { children: { list }, create, setDepth: () => blitter });
  return blitter;
}

/** Its styles can be followed by what is drawn in them. */
function newGraphics(): object {
  const styled =
    (name: string) =>
    (...values: readonly unknown[]) => {
      strokes.push({ name, values });
      return graphics;
    };
  const graphics: object = recorder(strokes, {
    setDepth: () => graphics,
    fillStyle: styled('fillStyle'),
    lineStyle: styled('lineStyle'),
  });
  return graphics;
}

it('Nothing in the pictures draws past the pen, the light and the stamp', () => {
  const past = [...sourcesIn('client/picture')].filter(([, source]) =>
    /CanvasRenderingContext2D|getContext\('2d'|add\.graphics\(|GameObjects\.Graphics|bob\.(x|y|alpha)\b/.test(source),
  );
  expect(past.map(([file]) => file.replace('client/picture/', ''))).toEqual([
    'paint/light.ts',
    'paint/pen.ts',
    'paint/stamp.ts',
    'paper.ts',
  ]);
});
