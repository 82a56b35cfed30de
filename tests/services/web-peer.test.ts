import { describe, expect, it } from 'vitest';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { TABLES } from '../../shared/services/web/peer-to-peer/terms.ts';
import { LogType } from '../../shared/sim/index.ts';
import { architecture, kept, later, stateOf, wanting } from './web-peers.ts';
import { delivered, entries, facts, play, stepUntil, stress, tap } from './web-world.ts';

const SEARCH = kindNumber(TABLES.kinds, 'search');
const HAVE = kindNumber(TABLES.kinds, 'have');

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
    expect(delivered(world.log, SEARCH).length).toBeGreaterThanOrEqual(3);
  });

  it('asks one neighbour alone, if that is its neighbour', () => {
    const { world, ref } = wanting({ ttl: 1 });
    expect(tap(world, 1, { type: 'ask', want: ref, whom: 77 })?.code).toBe('not-a-neighbour');
    expect(tap(world, 1, { type: 'ask', want: ref, whom: 2 })).toBeUndefined();
    later(world, 1);
    expect(delivered(world.log, SEARCH).map((entry) => entry.node)).toEqual([2]);
  });

  it('gets nothing from a free rider, who neither says what it has nor gives it', () => {
    const { world } = kept({ pages: 1, timeout: 10 });
    stepUntil(world, 'peer 2 wants the page', () => stateOf(world, 2).reading.wants.length > 0);
    tap(world, 2, { type: 'ask', want: 1 });
    stepUntil(world, 'peer 1 says it has it', () => delivered(world.log, HAVE).length > 0);
    stress(world, 'free-riders', { target: 'node:1', for: 0 });
    stepUntil(world, 'it is there', () => facts(world.log, 'got').some(({ node }) => node === 2));
    expect(entries(world.log, LogType.refused)).toMatchObject([{ node: 1, peer: 2, reason: 'choked' }]);
    expect(facts(world.log, 'got').at(-1)?.peer).toBe(0);
    const said = delivered(world.log, HAVE).length;
    stress(world, 'crash', { target: 'node:2', for: 0 });
    stepUntil(world, 'peer 3 wants the page', () => stateOf(world, 3).reading.wants.length > 0);
    tap(world, 3, { type: 'ask', want: stateOf(world, 3).reading.wants[0]?.ref as number });
    later(world, 3);
    expect(delivered(world.log, HAVE)).toHaveLength(said);
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
      const searches = delivered(world.log, SEARCH);
      for (let node = 0; node < 40; node++) {
        const sent = entries(world.log, LogType.sent).filter((entry) => entry.node === node && entry.kind === SEARCH);
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
