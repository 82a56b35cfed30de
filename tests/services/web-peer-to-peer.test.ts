import { describe, expect, it } from 'vitest';
import { randomNeighbours } from '../../shared/services/kit/graph.ts';
import { LogType, type NodeId, Randomness } from '../../shared/sim/index.ts';
import { architecture, kept, later, stateOf, wanting } from './web-peers.ts';
import { between, entries, facts, hold, play, stepUntil, stress, tap, type World } from './web-world.ts';

describe('neighbours', () => {
  it('are mutual, as many as asked for, and drawn at random', () => {
    const stream = new Randomness(1).stream('neighbours', -1);
    for (const [n, degree] of [
      [30, 4],
      [30, 3],
      [100, 6],
      [7, 5],
    ] as const) {
      const graph = randomNeighbours(n, degree, stream);
      graph.forEach((neighbours, node) => {
        expect(neighbours).not.toContain(node);
        expect(new Set(neighbours).size).toBe(neighbours.length);
        for (const other of neighbours) expect(graph[other]).toContain(node);
      });
      const short = graph.filter((neighbours) => neighbours.length !== degree);
      expect(short).toHaveLength((n * degree) % 2);
    }
    expect(randomNeighbours(30, 4, stream)).not.toEqual(randomNeighbours(30, 4, stream));
  });

  it('are as likely in any shape: of six nodes with two neighbours each, 60 rings of six and 10 pairs of rings of three', () => {
    const stream = new Randomness(2).stream('neighbours', -1);
    const drawn = 2_000;
    let pairs = 0;
    for (let i = 0; i < drawn; i++) {
      const graph = randomNeighbours(6, 2, stream);
      const [[a = -1, b = -1] = []] = graph;
      if (graph[a]?.includes(b)) pairs++;
    }
    expect(pairs / drawn).toBeGreaterThan(10 / 70 - 0.025);
    expect(pairs / drawn).toBeLessThan(10 / 70 + 0.025);
  });

  it('are all the others when there are too few to choose from', () => {
    const stream = new Randomness(1).stream('neighbours', -1);
    expect(randomNeighbours(4, 6, stream)).toEqual([
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3],
      [0, 1, 2],
    ]);
    expect(randomNeighbours(1, 4, stream)).toEqual([[]]);
  });
});

describe('the origin', () => {
  it('hands a copy to a neighbour, one at a time, who then serves it', () => {
    const { world, ref, page } = wanting({ pageBytes: 200_000 });
    expect(tap(world, 0, { type: 'hand', page, whom: 77 })?.code).toBe('not-a-neighbour');
    expect(tap(world, 0, { type: 'hand', page: 999, whom: 2 })?.code).toBe('no-such-page');
    expect(tap(world, 3, { type: 'hand', page, whom: 2 })?.code).toBe('not-your-role');
    expect(tap(world, 0, { type: 'hand', page, whom: 2 })).toBeUndefined();
    expect(tap(world, 0, { type: 'hand', page, whom: 3 })?.code).toBe('uplink-busy');
    later(world, 2);
    expect(stateOf(world, 2).copies.map((copy) => copy.page)).toEqual([page]);
    tap(world, 1, { type: 'ask', want: ref });
    stepUntil(world, 'the page is there', () => facts(world.log, 'got').length === 1);
    expect(facts(world.log, 'got')[0]).toMatchObject({ node: 1, peer: 2 });
  });

  it('sends whom it has no place for to a reader who got the page from it', () => {
    const params = {
      pages: 1,
      ttl: 1,
      neighbours: 1,
      peerPlaces: 1,
      service: 5,
      serviceTimes: 'D',
      timeout: 0,
      deadline: 0,
    };
    const { world } = wanting({ ...params, think: 20, latency: 1 }, 9);
    const wantOf = (node: number) => stateOf(world, node).reading.wants[0];
    tap(world, 1, { type: 'origin', want: 1 });
    stepUntil(world, 'peer 1 has the page', () => facts(world.log, 'got').length === 1);
    const strangers = [2, 3, 4, 5, 6, 7, 8].filter((node) => !stateOf(world, node).neighbours.includes(1 as NodeId));
    const [first, second] = strangers as [number, number];
    stepUntil(world, 'two strangers want it', () => wantOf(first) !== undefined && wantOf(second) !== undefined);
    tap(world, first, { type: 'origin', want: wantOf(first)?.ref as number });
    later(world, 1);
    tap(world, second, { type: 'origin', want: wantOf(second)?.ref as number });
    stepUntil(world, 'it is there', () => facts(world.log, 'got').some(({ node }) => node === second));
    expect(entries(world.log, LogType.refused)).toMatchObject([{ node: 0, peer: second, reason: 'queue-full' }]);
    expect(facts(world.log, 'got').find(({ node }) => node === second)?.peer).toBe(1);
  });

  it('can’t hand a changed copy to somebody who checks hashes', () => {
    const { world, page } = wanting({ hashCheck: true });
    stress(world, 'poison', { target: 'server', for: 0 });
    tap(world, 0, { type: 'hand', page, whom: 2 });
    later(world, 2);
    expect(stateOf(world, 2).copies).toEqual([]);
    expect(facts(world.log, 'corrupt-rejected')).toMatchObject([{ node: 2, peer: 0, ref: page }]);
    expect(entries(world.log, LogType.refused)).toMatchObject([{ node: 2, peer: 0, reason: 'corrupt' }]);
  });

  it('serves the request first that its person picks', () => {
    const params = { service: 5, serviceTimes: 'D', peerWorkers: 1, think: 1, timeout: 0, deadline: 0, peerPlaces: 0 };
    const world = play({ architecture, nodes: 8, params }, 12);
    hold(world, 0);
    const waiting = world.run.net.queue(0 as NodeId).map((job) => job.message.id);
    const last = waiting.at(-1) as number;
    expect(tap(world, 0, { type: 'pick', job: last })).toBeUndefined();
    expect(tap(world, 0, { type: 'pick', job: last })?.code).toBe('already-picked');
    expect(tap(world, 0, { type: 'pick', job: 999_999 })?.code).toBe('not-waiting');
    const begun = () => entries(world.log, LogType.started).filter((entry) => entry.node === 0);
    const before = begun().length;
    stepUntil(world, 'it is begun', () => begun().length > before);
    expect(begun().at(-1)?.ref).toBe(last);
  });
});

describe('readers together', () => {
  const share = (world: World) => {
    const got = between(facts(world.log, 'got'), 30, 90);
    return got.filter((entry) => entry.peer === 0).length / got.length;
  };

  it('take most of the load off the origin, the more the more they keep', () => {
    const none = share(play({ architecture, nodes: 30, params: { cache: 0 } }, 90));
    const few = share(play({ architecture, nodes: 30, params: { cache: 4 } }, 90));
    const many = share(play({ architecture, nodes: 30, params: { cache: 20 } }, 90));
    expect(none).toBe(1);
    expect(few).toBeLessThan(0.7);
    expect(many).toBeLessThan(0.2);
    expect(many).toBeLessThan(few);
  });

  it('lose little when they become many: ten times as many read at least 0.7 times as much each', () => {
    const each = (nodes: number) => facts(play({ architecture, nodes }, 60).log, 'got').length / nodes;
    expect(each(300)).toBeGreaterThan(0.7 * each(30));
  });

  it('read on from each other’s caches while the origin is down', () => {
    const stresses = [{ id: 'crash', at: 40, params: { target: 'server', for: 30 } }];
    const world = play({ architecture, nodes: 30, stresses }, 90);
    const before = between(facts(world.log, 'got'), 20, 40).length / 20;
    const during = between(facts(world.log, 'got'), 42, 70).length / 28;
    expect(during).toBeGreaterThan(0.6 * before);
  });

  it('carry more pages than the origin’s link could when a crowd comes', () => {
    const stresses = [{ id: 'flash-crowd', at: 30, params: { target: 'any', for: 0, factor: 5 } }];
    const world = play({ architecture, nodes: 40, stresses }, 90);
    const perSecond = between(facts(world.log, 'got'), 50, 90).length / 40;
    const originsLink = 250_000 / 40_000;
    expect(perSecond).toBeGreaterThan(3 * originsLink);
  });

  it('lean on the origin again when some ride free', () => {
    const stresses = [{ id: 'free-riders', at: 0, params: { target: 'others:70%', for: 0 } }];
    expect(share(play({ architecture, nodes: 30, stresses }, 90))).toBeGreaterThan(
      1.5 * share(play({ architecture, nodes: 30 }, 90)),
    );
    const { log } = play(
      { architecture, nodes: 30, stresses: [{ id: 'free-riders', at: 0, params: { target: 'node:5', for: 0 } }] },
      60,
    );
    expect(entries(log, LogType.served).filter((entry) => entry.node === 5)).toEqual([]);
    expect(facts(log, 'got').filter((entry) => entry.peer === 5)).toEqual([]);
    expect(facts(log, 'got').filter((entry) => entry.node === 5).length).toBeGreaterThan(10);
  });

  it('read changed pages from a poisoner and pass them on, unless they check hashes', () => {
    const stresses = [{ id: 'poison', at: 10, params: { target: 'node:7', for: 0 } }];
    const open = play({ architecture, nodes: 30, stresses }, 90).log;
    const accepted = facts(open, 'corrupt-accepted');
    expect(accepted.length).toBeGreaterThan(0.1 * facts(open, 'got').length);
    expect(accepted.some((entry) => entry.peer !== 7)).toBe(true);
    const checked = play({ architecture, nodes: 30, stresses, params: { hashCheck: true } }, 90).log;
    expect(facts(checked, 'corrupt-accepted')).toEqual([]);
    expect(facts(checked, 'corrupt-rejected').length).toBeGreaterThan(0);
    expect(facts(checked, 'got').length).toBeGreaterThan(0.8 * facts(open, 'got').length);
  });

  it('read old versions of pages that changed; a short lifetime of copies helps', () => {
    const stale = (lifetime: number) => {
      const { log } = play({ architecture, nodes: 30, params: { updates: 2, lifetime } }, 90);
      return facts(log, 'read-stale').length / facts(log, 'got').length;
    };
    const forever = stale(0);
    expect(forever).toBeGreaterThan(0.2);
    expect(stale(10)).toBeLessThan(forever / 3);
  });

  it('lose a reader’s copies for a while when it leaves, and have them again when it is back', () => {
    const { world, page } = kept();
    stress(world, 'churn', { target: 'node:1', for: 0, away: 5 });
    stepUntil(world, 'peer 1 has left', () => !world.run.net.isUp(1 as NodeId));
    stepUntil(world, 'peer 1 is back', () => world.run.net.isUp(1 as NodeId));
    expect(stateOf(world, 1).copies.map((copy) => copy.page)).toEqual([page]);
  });
});
