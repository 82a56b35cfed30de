import { describe, expect, it } from 'vitest';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { TABLES as HUB } from '../../shared/services/web/client-server/terms.ts';
import { web } from '../../shared/services/web/index.ts';
import { TABLES as MESH } from '../../shared/services/web/peer-to-peer/terms.ts';
import { ARCHITECTURES, type Checkpoint, LogType, seconds } from '../../shared/sim/index.ts';
import { createWorld, entries, facts, play, restoreRun, type World } from './web-world.ts';

/** Every reader's wants are accounted for: each has ended with its page, without it, or is still there. */
function openWants({ run }: World): number {
  let open = 0;
  for (let node = 1; node < run.plan.nodes; node++) {
    const { reading } = run.net.state(node as Parameters<typeof run.node>[0]) as { reading: { wants: unknown[] } };
    open += reading.wants.length;
  }
  return open;
}

const TROUBLE = [
  { id: 'crash', at: 8, params: { target: 'server', for: 6 } },
  { id: 'churn', at: 3, params: { target: 'others:40%', for: 25, away: 5 } },
  { id: 'slow-links', at: 15, params: { target: 'any:4', for: 10 } },
  { id: 'flash-crowd', at: 18, params: { target: 'any', for: 10, factor: 4 } },
  { id: 'poison', at: 5, params: { target: 'others:1', for: 0 } },
  { id: 'free-riders', at: 5, params: { target: 'others:2', for: 0 } },
];

describe.each(ARCHITECTURES)('the web, %s', (architecture) => {
  it('gives the same log for the same seed, and another for another seed', () => {
    const first = play({ architecture, stresses: TROUBLE }, 40);
    const again = play({ architecture, stresses: TROUBLE }, 40);
    const other = play({ architecture, stresses: TROUBLE, seed: 2 }, 40);
    expect(again.run.hash).toBe(first.run.hash);
    expect(again.run.events).toBe(first.run.events);
    expect(other.run.hash).not.toBe(first.run.hash);
  });

  it('goes on identically from a checkpoint taken at any moment, as text', () => {
    const whole = play({ architecture, stresses: TROUBLE, params: { updates: 2, lifetime: 15 } }, 40).run;
    for (const moment of [0, 4.2, 9, 16.5, 24, 33.3]) {
      const { run } = play({ architecture, stresses: TROUBLE, params: { updates: 2, lifetime: 15 } }, moment);
      const text = JSON.stringify(run.checkpoint());
      const restored = restoreRun(run.plan, JSON.parse(text) as Checkpoint);
      restored.advance(seconds(40));
      expect(restored.hash).toBe(whole.hash);
    }
  });

  it('loses no want: asked for = got + failed + still wanted', () => {
    for (const seed of [1, 2, 3]) {
      const world = play({ architecture, seed, stresses: TROUBLE }, 37);
      const count = (fact: 'asked' | 'got' | 'failed') => facts(world.log, fact).length;
      expect(count('got')).toBeGreaterThan(30);
      expect(count('asked')).toBe(count('got') + count('failed') + openWants(world));
    }
  });

  it('says done once for each reader, with the quota’s last page, and reads on', () => {
    const world = play({ architecture, params: { quota: 5 } }, 60);
    const done = facts(world.log, 'done');
    expect(done.map((entry) => entry.node).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const { node, seq } of done) {
      const got = facts(world.log, 'got').filter((entry) => entry.node === node);
      expect(got.filter((entry) => entry.seq < seq)).toHaveLength(5);
      expect(got.length).toBeGreaterThan(5);
    }
    expect(web.itemsPerNode(world.run.plan.params)).toBe(5);
  });

  it('ends every want at its deadline at the latest', () => {
    const world = play({ architecture, stresses: TROUBLE, params: { deadline: 4 } }, 40);
    const late = facts(world.log, 'got').filter((entry) => entry.value > seconds(4));
    expect(late).toEqual([]);
    expect(facts(world.log, 'failed').some((entry) => entry.reason === 'timeout')).toBe(true);
  });

  it('never has more requests at a machine than it has places', () => {
    const params = { places: 6, peerPlaces: 3, think: 0.5, tabs: 4, mirrors: 0, neighbours: 3 };
    const world = createWorld({ architecture, nodes: 20, params });
    let most = 0;
    while (world.run.nextTime < seconds(20) && world.run.step()) {
      for (let node = 0; node < world.run.net.size; node++) {
        const { queue, working, spec } = world.run.node(node as Parameters<typeof world.run.node>[0]);
        most = Math.max(most, queue.length + working.length - (spec.places ?? Number.POSITIVE_INFINITY));
      }
    }
    expect(most).toBe(0);
    const refused = entries(world.log, LogType.refused).filter((entry) => entry.reason === 'queue-full');
    expect(refused.length).toBeGreaterThan(0);
    for (const { ref } of refused.slice(0, 20)) {
      const told = facts(world.log, 'decided').filter((entry) => entry.ref === ref);
      expect(told.map((entry) => [entry.value, entry.reason])).toEqual([[0, 'queue-full']]);
    }
  });

  it('counts answers that wait for a slow uplink as places taken', () => {
    const links = { serverUp: 20, peerUp: 20, service: 0.01, latency: 5 };
    const limits = { places: 5, peerPlaces: 5, think: 0.5, deadline: 0, timeout: 0, mirrors: 0, cache: 0 };
    const world = play({ architecture, nodes: 20, params: { ...links, ...limits } }, 40);
    const pageKind = architecture === 'client-server' ? kindNumber(HUB.kinds, 'page') : kindNumber(MESH.kinds, 'page');
    let inside = 0;
    let most = 0;
    for (const { type, node, kind } of world.log.entries()) {
      if (node !== 0) continue;
      if (type === LogType.queued || (type === LogType.sent && kind === pageKind)) inside++;
      if (type === LogType.served || (type === LogType.departed && kind === pageKind)) inside--;
      most = Math.max(most, inside);
    }
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThanOrEqual(5);
  });

  it('brings the same pages to the same readers in the same order on both architectures', () => {
    const params = { think: 20, tabs: 1, deadline: 0 };
    const order = (one: World) =>
      [1, 2, 3].map((node) => facts(one.log, 'asked').flatMap((entry) => (entry.node === node ? [entry.ref] : [])));
    const here = order(play({ architecture, params }, 300));
    const there = order(play({ architecture: 'client-server', params }, 300));
    here.forEach((pages, reader) => {
      expect(pages.length).toBeGreaterThan(5);
      expect(pages.slice(0, 6)).toEqual(there[reader]?.slice(0, 6));
    });
  });

  it('wants popular pages more often than others', () => {
    const world = play({ architecture, nodes: 30, params: { skew: 1, quota: 10 } }, 40);
    const asked = facts(world.log, 'asked');
    const share = (from: number, to: number) =>
      asked.filter(({ ref }) => ref >= from && ref < to).length / asked.length;
    expect(share(0, 8)).toBeGreaterThan(1.5 * share(32, 40));
  });
});
