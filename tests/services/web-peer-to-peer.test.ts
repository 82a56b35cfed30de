import { describe, expect, it } from 'vitest';
import { randomNeighbours } from '../../shared/services/graph.ts';
import { Kind } from '../../shared/services/web/peer-to-peer/layout.ts';
import type { PeerState } from '../../shared/services/web/peer-to-peer/state.ts';
import { LogType, type NodeId, Randomness, seconds } from '../../shared/sim/index.ts';
import {
  between,
  createWorld,
  delivered,
  entries,
  facts,
  hold,
  play,
  stepUntil,
  stress,
  tap,
  type World,
} from './web-world.ts';

const architecture = 'peer-to-peer';

function stateOf({ run }: World, node: number): PeerState {
  return run.net.state(node as NodeId) as PeerState;
}

/** A world in which nobody acts but persons, and peer 1 wants a page. */
function wanting(params = {}, nodes = 4): { world: World; ref: number; page: number } {
  const world = createWorld({ architecture, nodes, person: 1_000, params: { tabs: 1, ...params } });
  for (let node = 0; node < nodes; node++) hold(world, node);
  stepUntil(world, 'peer 1 wants a page', () => stateOf(world, 1).reading.wants.length > 0);
  const [want] = stateOf(world, 1).reading.wants;
  return { world, ref: want?.ref as number, page: want?.page as number };
}

/** The same, and peer 1 has read its page from the origin. */
function kept(params = {}): { world: World; page: number } {
  const { world, ref, page } = wanting({ think: 1_000, ...params });
  tap(world, 1, { type: 'origin', want: ref });
  stepUntil(world, 'the page is there', () => facts(world.log, 'got').length === 1);
  return { world, page };
}

function later({ run }: World, wait: number): void {
  run.advance((run.now + seconds(wait)) as typeof run.now);
}

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

describe('a peer', () => {
  it('gets a page from a neighbour that keeps it, without the origin', () => {
    const { world } = kept({ pages: 1 });
    stepUntil(world, 'peer 2 wants the page', () => stateOf(world, 2).reading.wants.length > 0);
    expect(tap(world, 2, { type: 'ask', want: 1 })).toBeUndefined();
    stepUntil(world, 'it is there', () => facts(world.log, 'got').some(({ node }) => node === 2));
    expect(facts(world.log, 'got').at(-1)).toMatchObject({ node: 2, peer: 1, ref: 0 });
    expect(entries(world.log, LogType.served).map((entry) => entry.node)).toEqual([0, 1]);
  });

  it('asks the origin when no neighbour has the page', () => {
    const { world, ref } = wanting();
    expect(tap(world, 1, { type: 'ask', want: ref })).toBeUndefined();
    stepUntil(world, 'the page is there', () => facts(world.log, 'got').length === 1);
    expect(facts(world.log, 'got')[0]?.peer).toBe(0);
    expect(delivered(world.log, Kind.search).length).toBeGreaterThanOrEqual(3);
  });

  it('asks one neighbour alone, if that is its neighbour', () => {
    const { world, ref } = wanting({ ttl: 1 });
    expect(tap(world, 1, { type: 'ask', want: ref, whom: 77 })?.code).toBe('not-a-neighbour');
    expect(tap(world, 1, { type: 'ask', want: ref, whom: 2 })).toBeUndefined();
    later(world, 1);
    expect(delivered(world.log, Kind.search).map((entry) => entry.node)).toEqual([2]);
  });

  it('gets nothing from a free rider, who neither says what it has nor gives it', () => {
    const { world } = kept({ pages: 1, timeout: 10 });
    stepUntil(world, 'peer 2 wants the page', () => stateOf(world, 2).reading.wants.length > 0);
    tap(world, 2, { type: 'ask', want: 1 });
    stepUntil(world, 'peer 1 says it has it', () => delivered(world.log, Kind.have).length > 0);
    stress(world, 'free-riders', { target: 'node:1', for: 0 });
    stepUntil(world, 'it is there', () => facts(world.log, 'got').some(({ node }) => node === 2));
    expect(entries(world.log, LogType.refused)).toMatchObject([{ node: 1, peer: 2, reason: 'choked' }]);
    expect(facts(world.log, 'got').at(-1)?.peer).toBe(0);
    const said = delivered(world.log, Kind.have).length;
    stress(world, 'crash', { target: 'node:2', for: 0 });
    stepUntil(world, 'peer 3 wants the page', () => stateOf(world, 3).reading.wants.length > 0);
    tap(world, 3, { type: 'ask', want: stateOf(world, 3).reading.wants[0]?.ref as number });
    later(world, 3);
    expect(delivered(world.log, Kind.have)).toHaveLength(said);
  });

  it('keeps a page that came too late to be read', () => {
    const { world, ref, page } = wanting({ deadline: 2, serviceTimes: 'D', service: 3, think: 1_000 });
    tap(world, 1, { type: 'origin', want: ref });
    later(world, 10);
    expect(facts(world.log, 'got')).toEqual([]);
    const failed = facts(world.log, 'failed').filter((entry) => entry.node === 1);
    expect(failed).toMatchObject([{ ref: page, reason: 'timeout' }]);
    expect(stateOf(world, 1).copies.map((copy) => copy.page)).toEqual([page]);
  });

  it('asks whom it caught no more, and makes that a rule of its own', () => {
    const { world } = wanting({ ttl: 1, pages: 1, hashCheck: true });
    stress(world, 'poison', { target: 'node:2', for: 0 });
    for (let times = 1; times <= 3; times++) {
      stepUntil(world, 'peer 1 wants the page', () => stateOf(world, 1).reading.wants[0]?.stage === 'wanted');
      tap(world, 1, { type: 'ask', want: stateOf(world, 1).reading.wants[0]?.ref as number });
      stepUntil(world, 'it is there', () => facts(world.log, 'got').length === times);
      expect(facts(world.log, 'corrupt-rejected')).toHaveLength(1);
    }
    expect(facts(world.log, 'rule-made')).toMatchObject([{ node: 1, peer: 2 }]);
  });

  it('may turn elsewhere only after a while, and so often as the class allows', () => {
    const { world, ref } = wanting({ service: 50, timeout: 0, deadline: 0, retries: 1 });
    tap(world, 1, { type: 'ask', want: ref });
    expect(tap(world, 1, { type: 'origin', want: ref })?.code).toBe('too-soon');
    later(world, 2);
    expect(tap(world, 1, { type: 'origin', want: ref })).toBeUndefined();
    later(world, 2);
    expect(tap(world, 1, { type: 'ask', want: ref })?.code).toBe('no-more-tries');
    expect(tap(world, 1, { type: 'ask', want: 99 })?.code).toBe('no-such-want');
  });

  it('passes a search on as far as it may go, and each search only once', () => {
    const reached = (ttl: number) => {
      const { world, ref } = wanting({ ttl, neighbours: 3 }, 40);
      tap(world, 1, { type: 'ask', want: ref });
      later(world, 3);
      const searches = delivered(world.log, Kind.search);
      for (let node = 0; node < 40; node++) {
        const sent = entries(world.log, LogType.sent).filter(
          (entry) => entry.node === node && entry.kind === Kind.search,
        );
        expect(sent.length).toBeLessThanOrEqual(3);
      }
      return new Set(searches.map((entry) => entry.node)).size;
    };
    expect(reached(1)).toBe(3);
    expect(reached(2)).toBeGreaterThan(6);
    expect(reached(8)).toBeGreaterThanOrEqual(39);
  });

  it('keeps no more pages than its cache holds; the one used least goes', () => {
    const world = play({ architecture, params: { cache: 5 } }, 60);
    for (let node = 1; node < 12; node++) expect(stateOf(world, node).copies.length).toBeLessThanOrEqual(5);
    const stored = facts(world.log, 'stored').filter((entry) => entry.node === 3).length;
    const dropped = facts(world.log, 'dropped-copy').filter((entry) => entry.node === 3).length;
    expect(stored - dropped).toBe(stateOf(world, 3).copies.length);
    expect(dropped).toBeGreaterThan(5);
  });

  it('keeps a page that its person wants to keep, and throws another away', () => {
    const { world, page } = kept({ cache: 2, think: 2 });
    expect(tap(world, 1, { type: 'keep', page })).toBeUndefined();
    expect(tap(world, 1, { type: 'keep', page })?.code).toBe('already-pinned');
    expect(tap(world, 1, { type: 'keep', page: 999 })?.code).toBe('not-kept');
    for (let more = 0; more < 6; more++) {
      stepUntil(world, 'another want', () => stateOf(world, 1).reading.wants.length > 0);
      tap(world, 1, { type: 'origin', want: stateOf(world, 1).reading.wants[0]?.ref as number });
      stepUntil(world, 'it is there', () => stateOf(world, 1).reading.wants.length === 0);
    }
    expect(stateOf(world, 1).copies.map((copy) => copy.page)).toContain(page);
    expect(tap(world, 1, { type: 'evict', page })).toBeUndefined();
    expect(tap(world, 1, { type: 'evict', page })?.code).toBe('not-kept');
    expect(facts(world.log, 'dropped-copy').at(-1)).toMatchObject({ node: 1, ref: page });
  });

  it('vouches for a page by the origin’s hash', () => {
    const { world, page } = kept();
    expect(tap(world, 1, { type: 'vouch', page: 999 })?.code).toBe('not-kept');
    expect(tap(world, 1, { type: 'vouch', page })).toBeUndefined();
    expect(tap(world, 1, { type: 'vouch', page })?.code).toBe('already-checking');
    later(world, 1);
    expect(stateOf(world, 1).copies[0]?.vouched).toBe(true);
    expect(tap(world, 1, { type: 'vouch', page })?.code).toBe('already-vouched');
    expect(facts(world.log, 'defence')).toHaveLength(1);
  });

  it('finds out by vouching that a copy was changed, throws it away and trusts its giver no more', () => {
    const { world, ref, page } = wanting({ ttl: 1, think: 1_000 });
    stress(world, 'poison', { target: 'node:2', for: 0 });
    tap(world, 1, { type: 'ask', want: ref, whom: 2 });
    stepUntil(world, 'the page is there', () => facts(world.log, 'got').length === 1);
    expect(facts(world.log, 'corrupt-accepted')[0]).toMatchObject({ node: 1, peer: 2, ref: page });
    tap(world, 1, { type: 'vouch', page });
    later(world, 1);
    expect(facts(world.log, 'corrupt-rejected')[0]).toMatchObject({ node: 1, peer: 2, ref: page });
    expect(stateOf(world, 1).copies).toEqual([]);
    expect(stateOf(world, 1).notes).toContainEqual(expect.objectContaining({ who: 2, bad: 1 }));
  });

  it('can’t vouch while the origin is down, and may try again', () => {
    const { world, page } = kept();
    stress(world, 'crash', { target: 'server', for: 0 });
    tap(world, 1, { type: 'vouch', page });
    later(world, 4);
    expect(stateOf(world, 1).copies[0]?.vouched).toBe(false);
    expect(tap(world, 1, { type: 'vouch', page })).toBeUndefined();
  });

  it('throws a copy away that is older than the class allows, when somebody asks for it', () => {
    for (const [lifetime, giver] of [
      [10, 0],
      [1_000, 1],
    ] as const) {
      const { world } = kept({ pages: 1, lifetime });
      later(world, 11);
      stepUntil(world, 'peer 2 wants the page', () => stateOf(world, 2).reading.wants.length > 0);
      tap(world, 2, { type: 'ask', want: stateOf(world, 2).reading.wants[0]?.ref as number });
      stepUntil(world, 'it is there', () => facts(world.log, 'got').some(({ node }) => node === 2));
      expect(facts(world.log, 'got').at(-1)).toMatchObject({ node: 2, peer: giver });
      expect(facts(world.log, 'dropped-copy')).toHaveLength(giver === 0 ? 1 : 0);
    }
  });
});

describe('the origin', () => {
  it('hands a copy to a neighbour, one at a time, who then serves it', () => {
    const { world, ref, page } = wanting({ pageBytes: 200_000 });
    expect(tap(world, 0, { type: 'hand', page, whom: 77 })?.code).toBe('not-a-neighbour');
    expect(tap(world, 0, { type: 'hand', page: 999, whom: 2 })?.code).toBe('no-such-page');
    expect(tap(world, 3, { type: 'hand', page, whom: 2 })?.code).toBe('not-kept');
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
