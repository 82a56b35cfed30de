import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { file } from '../../shared/services/file/index.ts';
import {
  type Action,
  ARCHITECTURES,
  type Architecture,
  factCode,
  type LogReader,
  LogType,
  type NodeId,
  type Protocol,
  Run,
  type StressUse,
  seconds,
} from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { doneNodes, fileWorld, peerOf } from './file-world.ts';
import { planOf, restored, type World } from './world.ts';

const STRESSES: readonly StressUse[] = [
  { id: 'crash', at: 20, params: { target: 'server', for: 20 } },
  { id: 'slow-links', at: 10, params: { target: 'any', for: 20, rate: 0.4, latency: 200, loss: 0.1 } },
  { id: 'flash-crowd', at: 10, params: { target: 'any', for: 20, factor: 3 } },
  { id: 'churn', at: 5, params: { target: 'others:40%', for: 30, away: 6 } },
  { id: 'free-riders', at: 0, params: { target: 'others:40%', for: 0 } },
  { id: 'poison', at: 0, params: { target: 'others:20%', for: 0 } },
];
const PIECE: { readonly [side in Architecture]: number } = { 'client-server': 2, 'peer-to-peer': 11 };

/** Since when each machine has each piece, from the log alone; the first machine has had all from the start. */
function holdings(): LogReader & { since(node: number, piece: number): number } {
  const stored = new Map<string, number>();
  return {
    since: (node, piece) => (node === 0 ? 0 : (stored.get(`${node}/${piece}`) ?? Number.POSITIVE_INFINITY)),
    write: ({ type, time, node, kind, ref }) => {
      const isNew = type === LogType.fact && kind === factCode('stored') && !stored.has(`${node}/${ref}`);
      if (isNew) stored.set(`${node}/${ref}`, time);
    },
  };
}

/** The same rules, but each piece that arrives must have been at its sender when it was sent. */
function watched(protocol: Protocol, kind: number, held: ReturnType<typeof holdings>): Protocol {
  return {
    ...protocol,
    message: (net, self, state, message) => {
      if (message.kind === kind) {
        const { piece } = message.body as { readonly piece: number };
        if (held.since(message.from, piece) > message.sentAt) throw new Error(`piece ${piece} came out of nothing`);
      }
      protocol.message(net, self, state, message);
    },
  };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A random but possible or impossible tap. */
const action = fc.record(
  {
    type: fc.constantFrom(
      ...[
        'request',
        'cancel',
        'retry',
        'serve',
        'throttle',
        'unthrottle',
        'mirror',
        'upload',
        'check',
        'ban',
        'find',
        'x',
      ],
    ),
    piece: fc.oneof(fc.integer({ min: -2, max: 30 }), fc.constant('2'), fc.constant(null)),
    from: fc.integer({ min: -1, max: 12 }),
    peer: fc.integer({ min: -1, max: 12 }),
    client: fc.integer({ min: -1, max: 12 }),
  },
  { requiredKeys: ['type'] },
);
const taps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3000 }), action), {
  maxLength: 80,
});

function tap(run: Run, [node, wait, wish]: readonly [number, number, unknown]): void {
  run.input({ time: (run.now + wait * 1000) as Run['now'], node: node as NodeId, action: wish as Action });
}

describe.each(ARCHITECTURES)('the file service, %s', (architecture) => {
  it.each(STRESSES.map((stress) => [stress.id, stress] as const))(
    'under %s is completed by autopilots alone, in a small class and a large one',
    (_, stress) => {
      for (const nodes of [5, 24]) {
        const world = fileWorld(architecture, { nodes, stresses: [stress] }).to(200);
        expect(doneNodes(world)).toEqual(range(nodes).slice(1));
      }
    },
  );

  it('under all stresses at once is completed too', () => {
    const world = fileWorld(architecture, { nodes: 16, stresses: STRESSES }).to(400);
    expect(doneNodes(world)).toEqual(range(16).slice(1));
    expect(world.facts('corrupt-accepted')).toEqual([]);
  });

  it('gives the same log for the same plan, and another for another seed', () => {
    const hashOf = (seed: number): string => fileWorld(architecture, { seed, stresses: STRESSES }).to(60).run.hash;
    expect(hashOf(3)).toBe(hashOf(3));
    expect(hashOf(4)).not.toBe(hashOf(3));
  });

  it('goes on from a checkpoint at any time as if nothing had been', () => {
    const params = { hashCheck: false, votes: architecture === 'peer-to-peer' ? 3 : 1 };
    for (const options of [{}, params]) {
      const asked = { service: file, architecture, nodes: 10, stresses: STRESSES, params: options };
      const world = fileWorld(architecture, { nodes: 10, stresses: STRESSES, params: options });
      for (const second of [0, 1, 7, 12.3, 21, 33, 47]) {
        world.to(second);
        const copy = restored(file, planOf(asked), world.run.checkpoint());
        copy.advance(seconds(60));
        const straight = fileWorld(architecture, { nodes: 10, stresses: STRESSES, params: options }).to(60);
        expect(copy.hash).toBe(straight.run.hash);
      }
    }
  });

  it('keeps every rule of the log whatever people tap: nothing is sent that is not there, every need ends once', () => {
    fc.assert(
      fc.property(taps, fc.integer({ min: 1, max: 1000 }), (list, seed) => {
        const asked = {
          service: file,
          architecture,
          nodes: 10,
          seed,
          stresses: STRESSES,
          params: { hashCheck: false },
        };
        const plan = planOf(asked);
        const reader = holdings();
        const protocol = watched(file.sides[architecture].protocol(plan), PIECE[architecture], reader);
        const run = Run.create({ plan, protocol, stresses: STRESS_BY_ID, reader });
        for (const one of list) {
          tap(run, one);
          expect(run.ledger.departed).toBe(run.ledger.arrived + run.ledger.lost + run.ledger.travelling);
        }
        run.advance(seconds(30));
      }),
      { numRuns: 25 },
    );
  });

  it.each([1, 3])(
    'balances its books with %i votes: what was asked for was got, given up, or is on its way',
    (votes) => {
      for (const stress of [...STRESSES, undefined]) {
        const stresses = stress === undefined ? [] : [stress];
        const params = { pieces: 60, votes, hashCheck: votes === 1, window: 2 + votes };
        const world = fileWorld(architecture, { nodes: 12, stresses, params }).to(35);
        for (let node = 1; node < 12; node++) {
          const count = (fact: 'asked' | 'got' | 'failed'): number =>
            world.facts(fact).filter((entry) => entry.node === node).length;
          const { requests, ballots } = peerOf(world, node).download;
          const open = new Set([...requests, ...ballots].map(({ piece }) => piece)).size;
          expect(count('asked')).toBe(count('got') + count('failed') + open);
          expect(count('got')).toBe(world.facts('stored').filter((entry) => entry.node === node).length);
        }
      }
    },
  );

  it('lets no screen change the run, nor show what another machine has', () => {
    const looked = fileWorld(architecture, { nodes: 10, stresses: STRESSES });
    for (let step = 1; step < 120; step++) {
      looked.to(step / 2);
      for (let node = 0; node < 10; node++) looked.view(node);
    }
    const unwatched = fileWorld(architecture, { nodes: 10, stresses: STRESSES }).to(59.5);
    expect(looked.run.checkpoint()).toEqual(unwatched.run.checkpoint());
    expectOwnStateOnly(looked);
  });

  it('offers two to four verbs and at most five things to tap, whatever happens, and refuses what it calls blocked', () => {
    const world = fileWorld(architecture, { nodes: 10, stresses: STRESSES, params: { hashCheck: false } });
    let blocked = 0;
    for (let step = 1; step < 40; step++) {
      world.to(step * 1.5);
      for (let node = 0; node < 10; node++) {
        const { verbs, offers, recent } = world.view(node);
        expect(verbs.length).toBeGreaterThanOrEqual(2);
        expect(verbs.length).toBeLessThanOrEqual(4);
        expect(offers.length).toBeLessThanOrEqual(5);
        expect(recent.length).toBeLessThanOrEqual(3);
        const ids = [...verbs, ...offers].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const grey = [...verbs, ...offers].filter((button) => button.blocked !== undefined)[step % 3];
        if (grey === undefined || !world.run.net.isUp(node as NodeId)) continue;
        expect(world.act(node, grey.action)?.said).toEqual(grey.blocked);
        blocked++;
      }
    }
    expect(blocked).toBeGreaterThan(50);
  });

  it('does what an open button says: no tap on one is refused', () => {
    const world = fileWorld(architecture, { nodes: 10, params: { hashCheck: false } });
    let tapped = 0;
    for (let step = 1; step < 60; step++) {
      world.to(step / 2);
      const node = step % 10;
      const { verbs, offers } = world.view(node);
      const open = [...verbs, ...offers].filter((button) => button.blocked === undefined);
      const button = open[step % Math.max(1, open.length)];
      if (button === undefined) continue;
      expect(world.act(node, button.action)).toBeUndefined();
      tapped++;
    }
    expect(tapped).toBeGreaterThan(30);
  });
});

/** Empties the states of all others: what one machine shows must stay the same. */
function expectOwnStateOnly(world: World): void {
  for (let node = 0; node < 10; node++) {
    const before = structuredClone(world.view(node));
    const others = range(world.run.net.size).filter((other) => other !== node);
    const saved = others.map((other) => JSON.stringify(world.state<object>(other)));
    for (const other of others) {
      const state = world.state<Record<string, unknown>>(other);
      for (const key of Object.keys(state)) delete state[key];
    }
    expect(world.view(node)).toEqual(before);
    others.forEach((other, index) => {
      Object.assign(world.state<object>(other), JSON.parse(saved[index] as string));
    });
  }
}
