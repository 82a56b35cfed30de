import { describe, expect, it } from 'vitest';
import type { PlayerView, VerbOffer } from '../../shared/services/contract.ts';
import { web } from '../../shared/services/web/index.ts';
import {
  ARCHITECTURES,
  type Architecture,
  LogType,
  type NodeId,
  Randomness,
  type Said,
  seconds,
} from '../../shared/sim/index.ts';
import { buttons, createWorld, entries, hold, look, tap, type World } from './web-world.ts';

const TROUBLE = [
  { id: 'crash', at: 12, params: { target: 'server', for: 12 } },
  { id: 'churn', at: 3, params: { target: 'others:30%', for: 30, away: 5 } },
  { id: 'flash-crowd', at: 26, params: { target: 'any', for: 10, factor: 5 } },
  { id: 'poison', at: 2, params: { target: 'others:2', for: 0 } },
  { id: 'free-riders', at: 2, params: { target: 'others:2', for: 0 } },
];
const TIGHT = { workers: 1, peerWorkers: 1, places: 6, peerPlaces: 2, service: 0.4, tabs: 3, cache: 4, updates: 1 };

/** A class of persons who tap whatever their machine offers, seen at every turn. */
function classOf(architecture: Architecture, params: object, visit: (world: World, node: number) => void): World {
  const world = createWorld({ architecture, nodes: 14, stresses: TROUBLE, params: { ...TIGHT, ...params } });
  const random = new Randomness(5).stream('persons', 0);
  for (let node = 0; node < 14; node += 2) hold(world, node);
  for (let time = 0; time < 45; time += 0.5) {
    world.run.advance(seconds(time));
    for (let node = 0; node < 14; node++) {
      visit(world, node);
      const open = buttons(world, node).filter((button) => button.blocked === undefined);
      if (node % 2 === 0 && open.length > 0) tap(world, node, random.pick(open).action);
    }
  }
  return world;
}

function everythingSaid(view: PlayerView): Said[] {
  const ofButton = ({ label, effect, blocked }: VerbOffer) => [
    label,
    effect,
    ...(blocked === undefined ? [] : [blocked]),
  ];
  return [
    view.status,
    view.job.label,
    ...view.recent,
    ...view.neighbours.map((neighbour) => neighbour.note),
    ...[...view.verbs, ...view.offers].flatMap(ofButton),
  ];
}

/** The names that a sentence has gaps for. */
function gaps(text: string): string[] {
  return [...text.matchAll(/\{(\w+)[}|]/g)].map((match) => match[1] as string);
}

describe.each(ARCHITECTURES)('what people see of the web, %s', (architecture) => {
  it('is said in words that exist, with every gap filled', () => {
    const spoken = new Map<string, Said>();
    for (const params of [{}, { hashCheck: true }]) {
      classOf(architecture, params, (world, node) => {
        for (const said of everythingSaid(look(world, node))) spoken.set(said.key, said);
      });
    }
    expect(spoken.size).toBeGreaterThan(25);
    for (const { key, args = {} } of spoken.values()) {
      // The class's own words say why a machine that is down can do nothing.
      if (key === 'refusal.node-down') continue;
      const text = web.words[key];
      expect(text, key).toBeDefined();
      expect(Object.keys(args), key).toEqual(expect.arrayContaining(gaps(text ?? '')));
    }
  });

  it('has two to four verbs, at most five offers, each with an id of its own', () => {
    classOf(architecture, {}, (world, node) => {
      const { verbs, offers, recent, role } = look(world, node);
      expect(verbs.length).toBeGreaterThanOrEqual(2);
      expect(verbs.length).toBeLessThanOrEqual(4);
      expect(offers.length).toBeLessThanOrEqual(5);
      expect(recent.length).toBeLessThanOrEqual(3);
      const ids = [...verbs, ...offers].map((button) => button.id);
      expect(new Set(ids).size, ids.join()).toBe(ids.length);
      expect(web.sides[architecture].roles.map((one) => one.id)).toContain(role);
    });
  });

  it('keeps its promises: an open button works, a blocked one is refused', () => {
    let taken = 0;
    let refused = 0;
    classOf(architecture, {}, (world, node) => {
      for (const button of buttons(world, node).slice(0, 2)) {
        // The tap before may have changed what this one can do.
        const now = buttons(world, node).find((one) => one.id === button.id);
        if (now === undefined) continue;
        const refusal = tap(world, node, now.action);
        expect(refusal === undefined, `${now.id}: ${refusal?.code}`).toBe(now.blocked === undefined);
        if (refusal === undefined) taken++;
        else refused++;
        if (refusal !== undefined && refusal.code !== 'node-down') {
          expect(web.words[refusal.said.key], refusal.code).toBeDefined();
          expect(Object.keys(refusal.said.args ?? {})).toEqual(
            expect.arrayContaining(gaps(web.words[refusal.said.key] ?? '')),
          );
        }
      }
    });
    expect(taken).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  it('changes nothing but the log when it refuses', () => {
    const world = classOf(architecture, {}, () => {});
    const junk = [
      'open',
      'retry',
      'give-up',
      'pick',
      'order',
      'throttle',
      'ask',
      'origin',
      'keep',
      'evict',
      'vouch',
      'hand',
    ];
    for (const type of [...junk, 'sudo']) {
      for (const fields of [
        {},
        { want: -1, job: -1, whom: -5, page: -1, by: 'x' },
        { want: 'a', job: null, whom: [], page: {} },
      ]) {
        for (const node of [0, 1]) {
          const before = JSON.stringify(world.run.checkpoint().states);
          if (tap(world, node, { type, ...fields }) !== undefined) {
            expect(JSON.stringify(world.run.checkpoint().states)).toBe(before);
          }
        }
      }
    }
    expect(entries(world.log, LogType.acted).filter((entry) => entry.value === 0).length).toBeGreaterThan(50);
  });

  it('gives away neither who poisons nor whether a page was changed', () => {
    classOf(architecture, {}, (world, node) => {
      const text = JSON.stringify(look(world, node));
      expect(text).not.toContain('poison');
      expect(text).not.toContain('corrupt":');
    });
  });

  it('draws a picture of every machine that people play', () => {
    const world = classOf(architecture, {}, () => {});
    const side = web.sides[architecture];
    expect(side.picture(world.run, 0 as NodeId).progress).toBeNull();
    expect([1, 2, 3].map((node) => side.picture(world.run, node as NodeId).progress)).not.toEqual([0, 0, 0]);
    for (let node = 1; node < 14; node++) {
      const { progress, queue } = side.picture(world.run, node as NodeId);
      expect(progress).toBeGreaterThanOrEqual(0);
      expect(progress).toBeLessThanOrEqual(1);
      expect(queue).toBeGreaterThanOrEqual(0);
    }
  });

  it('has a look for every message kind and words for every role and kind', () => {
    const { looks, roles, protocol } = web.sides[architecture];
    const world = createWorld({ architecture });
    expect(looks).toHaveLength(protocol(world.run.plan).kinds.length);
    for (const key of [...looks.map((one) => one.name), ...roles.flatMap((role) => [role.name, role.brief])]) {
      expect(web.words[key], key).toBeDefined();
    }
  });
});
