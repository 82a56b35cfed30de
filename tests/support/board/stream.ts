import type { BoardFrame, Departure, Mishap, NodeFrame, SceneView } from '../../../shared/protocol/views.ts';
import { reasonCode } from '../../../shared/sim/index.ts';

/** A made-up run for boards: the same plan gives the same frames. Times in seconds. */
export interface StreamPlan {
  readonly layout: SceneView['layout'];
  readonly nodes: number;
  readonly bots?: number;
  readonly seed?: number;
  readonly runId?: string;
  /** Messages that each machine sends a second. */
  readonly rate?: number;
  /** How long a message is on its way, about. */
  readonly way?: number;
  /** Items that each machine needs. */
  readonly items?: number;
  /** The server (or first machine) is down from, to. */
  readonly crash?: readonly [number, number];
  /** Share of messages that get lost or refused. */
  readonly mishaps?: number;
}

export interface Stream {
  readonly scene: SceneView;
  /** The frames after `from` up to `to` (seconds), 20 a second, in order. Ask for them in order. */
  frames(from: number, to: number): readonly BoardFrame[];
}

export const FRAME = 0.05;
const NAMES = [
  'Ana',
  'Ben',
  'Chloe',
  'Dmitri',
  'Ece',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
  'Kavya',
  'Liam',
  'Mila',
];
const ANIMALS = ['', ' Otter', ' Heron', ' Lynx', ' Panda', ' Falcon', ' Badger'];
const MICROS = 1_000_000;

export function streamOf(plan: StreamPlan): Stream {
  const scene = sceneOf(plan);
  const random = generator(plan.seed ?? 1);
  const world: World = {
    plan,
    scene,
    random,
    message: 0,
    got: scene.nodes.map(() => 0),
    credit: scene.nodes.map(() => random()),
    queue: 0,
    known: new Map(),
    landings: [],
    finished: new Set(),
  };
  return {
    scene,
    frames(from, to) {
      const frames: BoardFrame[] = [];
      for (let step = Math.round(from / FRAME) + 1; step <= Math.round(to / FRAME); step++)
        frames.push(frameAt(world, step * FRAME));
      return frames;
    },
  };
}

interface World {
  readonly plan: StreamPlan;
  readonly scene: SceneView;
  readonly random: () => number;
  message: number;
  readonly got: number[];
  readonly credit: number[];
  queue: number;
  readonly known: Map<number, string>;
  landings: { readonly at: number; readonly node: number }[];
  readonly finished: Set<number>;
}

/** Names, marks and bots of the machines, the server first in a star. */
export function sceneOf(plan: StreamPlan): SceneView {
  const star = plan.layout === 'star';
  const players = plan.nodes - (plan.bots ?? 0);
  return {
    runId: plan.runId ?? `${plan.layout}-${plan.nodes}`,
    architecture: star ? 'client-server' : 'peer-to-peer',
    layout: plan.layout,
    service: 'file',
    looks: [
      { shape: 'ring', colour: 'sky', name: 'kind.request' },
      { shape: 'hexagon', colour: star ? 'amber' : 'teal', name: 'kind.piece' },
      { shape: 'dot', colour: 'ink', name: 'kind.control' },
    ],
    nodes: Array.from({ length: plan.nodes }, (_, node) => {
      if (star && node === 0) return { node, name: 'Server', mark: null, role: 'server', bot: false };
      const bot = node >= players;
      const name = bot ? `Bot ${node + 1}` : nameOf(node);
      const mark = { shape: node % 7, colour: node % 6, initials: initials(name) };
      return { node, name, mark: bot ? null : mark, role: star ? 'client' : 'peer', bot };
    }),
  };
}

export function nameOf(index: number): string {
  return `${NAMES[index % NAMES.length]}${ANIMALS[Math.floor(index / NAMES.length) % ANIMALS.length]}`;
}

function initials(name: string): string {
  const [first = '', second = ''] = name.split(' ');
  return (first.slice(0, 1) + (second.slice(0, 1) || first.slice(1, 2))).toUpperCase();
}

function frameAt(world: World, t: number): BoardFrame {
  const departures: Departure[] = [];
  const mishaps: Mishap[] = [];
  const down = isDown(world.plan, t);
  for (const { node } of world.scene.nodes) send(world, node, t, down, departures, mishaps);
  world.queue = Math.max(0, down ? 0 : world.queue - world.plan.nodes * 0.012);
  const finished = land(world, t);
  return {
    runId: world.scene.runId,
    t: Math.round(t * MICROS),
    nodes: world.scene.nodes.flatMap(({ node }) => changed(world, node, down)),
    departures,
    mishaps,
    lines: linesAt(world, t, finished),
    finished,
    allDone: world.scene.nodes.every(({ node }) => {
      const { progress } = stateOf(world, node, down);
      return progress === null || progress === 1;
    }),
  };
}

function send(world: World, node: number, t: number, down: boolean, departures: Departure[], mishaps: Mishap[]): void {
  const { plan, random } = world;
  const star = plan.layout === 'star';
  if ((star && node === 0) || world.finished.has(node)) return;
  world.credit[node] = (world.credit[node] ?? 0) + (plan.rate ?? 1) * FRAME * (0.5 + random());
  while ((world.credit[node] ?? 0) >= 1) {
    world.credit[node] = (world.credit[node] ?? 0) - 1;
    const other = star ? 0 : partner(world, node);
    const way = (plan.way ?? 1) * (0.4 + random());
    const asks = random() < 0.4;
    const dead = down && (other === 0 || star);
    const [from, to] = asks || dead ? [node, other] : [other, node];
    const departed = t - FRAME * random();
    const arrives = departed + (asks ? way * 0.4 : way);
    world.message += 1;
    departures.push([world.message, from, to, asks || dead ? 0 : 1, micros(departed), micros(arrives)]);
    if (dead)
      mishaps.push([world.message, micros(departed + (arrives - departed) * 0.85), 0, reasonCode('receiver-down')]);
    else if (random() < (plan.mishaps ?? 0))
      mishaps.push([world.message, micros(arrives), random() < 0.5 ? 0 : 1, reasonCode('queue-full')]);
    else if (asks) world.queue += star ? 0.6 : 0;
    else world.landings.push({ at: arrives, node: to });
    if (dead) world.queue += 0.4;
  }
}

/** Most talk with a few partners, as swarms do. */
function partner({ scene, random }: World, node: number): number {
  const partners = Math.min(scene.nodes.length - 1, 6);
  const stride = 1 + ((node * 7 + Math.floor(random() * partners) * 13) % (scene.nodes.length - 1));
  return (node + stride) % scene.nodes.length;
}

/** Delivers what has arrived by `t`. @returns who completed with it */
function land(world: World, t: number): readonly number[] {
  const items = world.plan.items ?? 24;
  const done: number[] = [];
  for (const { at, node } of world.landings) {
    if (at > t) continue;
    world.got[node] = Math.min(items, (world.got[node] ?? 0) + 1);
    if (world.got[node] === items && !world.finished.has(node)) {
      world.finished.add(node);
      done.push(node);
    }
  }
  world.landings = world.landings.filter(({ at }) => at > t);
  return done;
}

function changed(world: World, node: number, down: boolean): readonly NodeFrame[] {
  const frame = stateOf(world, node, down);
  const text = JSON.stringify(frame);
  if (world.known.get(node) === text) return [];
  world.known.set(node, text);
  return [frame];
}

function stateOf({ plan, got, queue, scene }: World, node: number, down: boolean): NodeFrame {
  const hub = plan.layout === 'star' && node === 0;
  const dead = down && node === 0;
  const bot = scene.nodes[node]?.bot === true;
  return {
    node,
    up: !dead,
    reason: dead ? 'server-down' : 'none',
    since: dead ? (plan.crash?.[0] ?? 0) * MICROS : -1,
    progress: hub ? null : (got[node] ?? 0) / (plan.items ?? 24),
    queue: hub ? Math.round(queue) : (node * 7) % 5 === 1 ? node % 4 : 0,
    pilot: bot ? 'bot' : node % 6 === 4 ? 'autopilot' : 'person',
    connected: node % 11 !== 7,
    traits: [],
  };
}

function linesAt({ plan, scene, finished, got }: World, t: number, done: readonly number[]): BoardFrame['lines'] {
  const at = Math.round(t * MICROS);
  const lines: BoardFrame['lines'][number][] = done.map((who) => ({
    t: at,
    said: { key: 'line.done', args: { who } },
    mood: 'good',
  }));
  const [from, to] = plan.crash ?? [-1, -1];
  if (Math.abs(t - from) < FRAME / 2) lines.push({ t: at, said: { key: 'line.down', args: { who: 0 } }, mood: 'bad' });
  if (Math.abs(t - to) < FRAME / 2) lines.push({ t: at, said: { key: 'line.up', args: { who: 0 } }, mood: 'good' });
  const goals = scene.nodes.length - (plan.layout === 'star' ? 1 : 0);
  if (done.length > 0 && finished.size === goals && got.length > 0)
    lines.push({ t: at, said: { key: 'line.all-done' }, mood: 'good' });
  return lines;
}

function isDown({ crash }: StreamPlan, t: number): boolean {
  return crash !== undefined && t >= crash[0] && t < crash[1];
}

function micros(seconds: number): number {
  return Math.max(0, Math.round(seconds * MICROS));
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
