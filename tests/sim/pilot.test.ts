import { describe, expect, it } from 'vitest';
import { LogType, type Micros, type NodeId, type Protocol, Recording, Run, seconds } from '../../shared/sim/index.ts';

interface Sleeper {
  looks: number;
  wish: boolean;
}

/** One machine that has a wish after so many seconds, and an autopilot that says `otherwise` while there is none. */
function sleeper(wishAt: number, otherwise: 'rest' | undefined): Protocol<Sleeper> {
  return {
    nodes: [{ role: 'sleeper', up: null, down: null, latency: 0 as Micros, workers: 1, places: null }],
    kinds: [],
    verbs: ['fulfil'],
    init: () => ({ looks: 0, wish: false }),
    start: (net, self) => void net.after(self, seconds(wishAt), 0),
    timer: (net, self, state) => {
      state.wish = true;
      net.wake(self);
      net.wake(self);
    },
    message: () => {},
    action: (_net, _self, state) => {
      state.wish = false;
      return undefined;
    },
    autopilot: (_net, _self, state) => {
      state.looks++;
      return state.wish ? { type: 'fulfil' } : otherwise;
    },
  };
}

function played(wishAt: number, otherwise: 'rest' | undefined, person = false) {
  const log = new Recording();
  const run = Run.create({
    plan: {
      service: 'sleeper',
      architecture: 'peer-to-peer',
      params: {},
      nodes: 1,
      stresses: [],
      seed: 7,
      durations: { play: 60 },
      pace: { bot: 1, person: 8 },
    },
    protocol: sleeper(wishAt, otherwise) as Protocol,
    stresses: new Map(),
    reader: log,
  });
  if (person) {
    run.advance(seconds(wishAt - 1));
    run.input({ time: run.now, node: -1 as NodeId, action: { type: 'pilot', node: 0, mode: 'person' } });
  }
  run.advance(seconds(60));
  const acts = [...log.entries()].filter(({ type }) => type === LogType.acted).map(({ time }) => time / 1e6);
  return { acts, looks: run.net.state(0 as NodeId) as Sleeper };
}

describe('an autopilot that rests', () => {
  it.each([0, 0.9, 30, 30.4])('rule 3.6: acts within its pace on a wish that comes after %d s', (wishAt) => {
    const { acts, looks } = played(wishAt, 'rest');
    expect(acts).toHaveLength(1);
    expect(acts[0]).toBeGreaterThanOrEqual(wishAt);
    expect(acts[0]).toBeLessThanOrEqual(wishAt + 1.2);
    expect(looks.looks).toBeLessThanOrEqual(4);
  });

  it('rule 3.6: is not asked while it rests, as one that only has nothing to do is', () => {
    expect(played(30, undefined).looks.looks).toBeGreaterThan(50);
    // It finds nothing, is woken, twice, and acts, and finds nothing again.
    expect(played(30, 'rest').looks.looks).toBe(3);
  });

  it('rule 3.5: leaves a machine to its person, awake or not', () => {
    const { acts } = played(30, 'rest', true);
    expect(acts).toHaveLength(1);
    expect(acts[0]).toBeGreaterThanOrEqual(37);
    expect(acts[0]).toBeLessThanOrEqual(38.2);
  });
});
