import { describe, expect, it } from 'vitest';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { TABLES } from '../../shared/services/web/client-server/terms.ts';
import { LogType, type NodeId, seconds } from '../../shared/sim/index.ts';
import {
  between,
  buttons,
  createWorld,
  delivered,
  entries,
  facts,
  hold,
  look,
  play,
  stepUntil,
  stress,
  tap,
  type World,
} from './web-world.ts';

const architecture = 'client-server';

describe('the web server', () => {
  /** A server with one slow worker and a long queue. */
  function busy(): World {
    const params = { workers: 1, service: 5, serviceTimes: 'D', think: 1, timeout: 0, deadline: 0, mirrors: 0 };
    const world = play({ architecture, nodes: 8, params }, 8);
    hold(world, 0);
    return world;
  }
  const queued = ({ run }: World) => run.net.queue(0 as NodeId);
  const next = (world: World) => {
    const before = entries(world.log, LogType.started).length;
    stepUntil(world, 'another request is begun', () => entries(world.log, LogType.started).length > before);
    return entries(world.log, LogType.started).at(-1)?.ref;
  };

  it('serves the request next that a person picks, and each once', () => {
    const world = busy();
    const [, , third, fourth] = queued(world).map((job) => job.message.id);
    expect(tap(world, 0, { type: 'pick', job: fourth as number })).toBeUndefined();
    expect(tap(world, 0, { type: 'pick', job: fourth as number })?.code).toBe('already-picked');
    expect(tap(world, 0, { type: 'pick', job: third as number })).toBeUndefined();
    expect(tap(world, 0, { type: 'pick', job: 999_999 })?.code).toBe('not-waiting');
    expect([next(world), next(world)]).toEqual([fourth, third]);
  });

  it('lines up no more than five picked requests', () => {
    const world = busy();
    const jobs = queued(world).map((job) => job.message.id);
    expect(jobs.length).toBeGreaterThan(5);
    for (const job of jobs.slice(0, 5)) expect(tap(world, 0, { type: 'pick', job })).toBeUndefined();
    expect(tap(world, 0, { type: 'pick', job: jobs[5] as number })?.code).toBe('enough-picked');
  });

  it('serves the oldest first, or the newest when told so', () => {
    const world = busy();
    const oldest = queued(world)[0]?.message.id;
    expect(next(world)).toBe(oldest);
    expect(tap(world, 0, { type: 'order', by: 'newest' })).toBeUndefined();
    expect(tap(world, 0, { type: 'order', by: 'newest' })?.code).toBe('already-so');
    expect(tap(world, 0, { type: 'order', by: 'biggest' })?.code).toBe('malformed-action');
    const asked = queued(world).length;
    stepUntil(world, 'a new request waits', () => queued(world).length > asked);
    const begun = next(world) as number;
    expect(begun).toBeGreaterThan(Math.max(...queued(world).map((job) => job.message.id), 0) - 4);
    expect(queued(world).some((job) => job.message.id < begun)).toBe(true);
  });

  it('throttles a client: its requests leave, further ones are refused for ten seconds, and it hears why', () => {
    const world = busy();
    const who = queued(world)[0]?.message.from as number;
    const from = world.run.now;
    expect(tap(world, 0, { type: 'throttle', whom: who })).toBeUndefined();
    expect(tap(world, 0, { type: 'throttle', whom: who })?.code).toBe('already-throttled');
    expect(tap(world, 0, { type: 'throttle', whom: 0 })?.code).toBe('no-such-client');
    expect(tap(world, 0, { type: 'throttle', whom: 99 })?.code).toBe('no-such-client');
    expect(queued(world).some((job) => job.message.from === who)).toBe(false);
    world.run.advance((from + seconds(30)) as typeof from);
    const taken = entries(world.log, LogType.queued).filter((entry) => entry.peer === who && entry.time > from);
    expect(taken.every((entry) => entry.time >= from + seconds(10))).toBe(true);
    const refused = facts(world.log, 'decided').filter((entry) => entry.peer === who && entry.reason === 'throttled');
    expect(refused.length).toBeGreaterThan(0);
    expect(delivered(world.log, kindNumber(TABLES.kinds, 'refusal')).some((entry) => entry.node === who)).toBe(true);
  });

  it('lets its mirrors keep the rule, those that come later too', () => {
    const params = { mirrorsUp: 1, mirrors: 2, think: 1 };
    const world = play({ architecture, nodes: 8, params, person: 1_000 }, 5);
    hold(world, 0);
    tap(world, 0, { type: 'throttle', whom: 3 });
    world.run.advance(seconds(6));
    expect(facts(world.log, 'rule-made')).toMatchObject([{ node: 0, peer: 3, ref: 1 }]);
    expect(facts(world.log, 'rule-kept')).toMatchObject([{ node: 8, peer: 3, ref: 1 }]);
    tap(world, 0, { type: 'mirror' });
    world.run.advance(seconds(14.9));
    expect(facts(world.log, 'rule-kept').map((entry) => entry.node)).toEqual([8, 9]);
    const taken = entries(world.log, LogType.queued).filter((entry) => entry.peer === 3);
    expect(between(taken, 5.5, 14.9)).toEqual([]);
  });

  it('adds a mirror that copies every page first, then takes its share of the requests', () => {
    const params = { workers: 1, service: 0.3, think: 2, mirrors: 1 };
    const world = createWorld({ architecture, nodes: 20, params, person: 1_000 });
    hold(world, 0);
    world.run.advance(seconds(5));
    expect(tap(world, 0, { type: 'mirror' })).toBeUndefined();
    expect(tap(world, 0, { type: 'mirror' })?.code).toBe('mirror-filling');
    world.run.advance(seconds(40));
    expect(tap(world, 0, { type: 'mirror' })?.code).toBe('no-mirror-left');
    const mirror = 20;
    const copied = facts(world.log, 'stored').filter((entry) => entry.node === mirror);
    expect(copied).toHaveLength(40);
    const first = entries(world.log, LogType.queued).find((entry) => entry.node === mirror);
    expect(first?.time).toBeGreaterThan(copied.at(-1)?.time as number);
    const served = between(entries(world.log, LogType.served), 20, 40);
    const share = served.filter((entry) => entry.node === mirror).length / served.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });

  it('gets more pages out with a mirror than without under a flash crowd', () => {
    const stresses = [{ id: 'flash-crowd', at: 10, params: { target: 'any', for: 0, factor: 5 } }];
    const goodput = (mirrors: number) => {
      const { log } = play({ architecture, nodes: 60, stresses, params: { mirrors } }, 60);
      return between(facts(log, 'got'), 30, 60).length;
    };
    expect(goodput(2)).toBeGreaterThan(1.3 * goodput(0));
  });

  it('has its mirror as a second leg: clients go there when the server crashes', () => {
    const stresses = [{ id: 'crash', at: 10, params: { target: 'server', for: 0 } }];
    const readOn = (mirrorsUp: number) => {
      const world = play({ architecture, nodes: 12, stresses, params: { mirrorsUp, mirrors: 1 } }, 60);
      return between(facts(world.log, 'got'), 20, 60).length;
    };
    expect(readOn(0)).toBe(0);
    expect(readOn(1)).toBeGreaterThan(60);
  });

  it('is spared for a while once it was silent: new requests go to the mirror first', () => {
    const stresses = [{ id: 'crash', at: 10, params: { target: 'server', for: 0 } }];
    const world = play({ architecture, nodes: 12, stresses, params: { mirrorsUp: 1, mirrors: 1, think: 2 } }, 60);
    const sent = between(entries(world.log, LogType.sent), 20, 60).filter(
      (entry) => entry.kind === kindNumber(TABLES.kinds, 'request'),
    );
    const inVain = sent.filter((entry) => entry.peer === 0).length;
    expect(inVain).toBeGreaterThan(0);
    expect(inVain).toBeLessThan(0.25 * sent.length);
  });

  it('stalls everybody while it is down, and serves again when it is back', () => {
    const stresses = [{ id: 'crash', at: 20, params: { target: 'server', for: 20 } }];
    const { log } = play({ architecture, nodes: 20, stresses }, 70);
    expect(between(facts(log, 'got'), 10, 20).length).toBeGreaterThan(40);
    expect(between(facts(log, 'got'), 20.1, 40).length).toBe(0);
    expect(between(facts(log, 'got'), 45, 70).length).toBeGreaterThan(100);
  });

  it('keeps its mirrors up to date: nobody reads an old version', () => {
    const params = { updates: 1, mirrors: 1, mirrorsUp: 1 };
    const { log } = play({ architecture, nodes: 12, params }, 60);
    const fromMirror = facts(log, 'read-fresh').filter((entry) => entry.peer === 12);
    expect(fromMirror.length).toBeGreaterThan(20);
    // Only what crosses an update on its way may be one version old.
    const stale = facts(log, 'read-stale');
    expect(stale.length).toBeLessThan(0.05 * facts(log, 'got').length);
  });

  it('does useless work when its queue is long: a short one brings more pages in time', () => {
    const common = { workers: 1, service: 0.5, think: 2, tabs: 4, deadline: 4, timeout: 0, retries: 0, mirrors: 0 };
    const inTime = (places: number) =>
      between(facts(play({ architecture, nodes: 20, params: { ...common, places } }, 120).log, 'got'), 30, 120).length;
    expect(inTime(6)).toBeGreaterThan(3 * inTime(60));
  });
});

describe('what a person at the web server sees', () => {
  it('names who waits, for what and how long, and picks with one tap', () => {
    const params = { workers: 1, service: 5, serviceTimes: 'D', think: 1, timeout: 0, deadline: 0 };
    const world = play({ architecture, nodes: 8, params }, 8);
    const [offered] = look(world, 0).offers;
    expect(offered?.label).toMatchObject({ key: 'web.verb.pick' });
    expect(tap(world, 0, offered?.action ?? { type: 'none' })).toBeUndefined();
    expect(buttons(world, 0).some((button) => button.id === offered?.id)).toBe(false);
  });

  it('is told that the server is down, and that nothing can be done', () => {
    const world = play({ architecture, nodes: 8 }, 8);
    stress(world, 'crash', { target: 'server', for: 5 });
    expect(look(world, 0).status.key).toBe('web.status.server.down');
    expect(look(world, 0).verbs.every((verb) => verb.blocked !== undefined)).toBe(true);
  });
});
