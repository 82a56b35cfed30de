import { describe, expect, it } from 'vitest';
import { LogType, type NodeId, seconds, toSeconds } from '../../shared/sim/index.ts';
import { createWorld, entries, facts, hold, play, stepUntil, tap, type World } from './web-world.ts';

const architecture = 'client-server';

interface Wants {
  reading: { wants: { ref: number; stage: string; page: number; again: number; tries: number }[] };
}

function wantOf({ run }: World, node: number) {
  return (run.net.state(node as NodeId) as Wants).reading.wants[0];
}

/** A world in which client 1 wants a page, played by a person who has not opened it. */
function wanting(params = {}): { world: World; ref: number } {
  const world = createWorld({ architecture, nodes: 3, person: 1_000, bot: 1, params: { tabs: 1, ...params } });
  for (const node of [1, 2]) hold(world, node);
  stepUntil(world, 'client 1 wants a page', () => wantOf(world, 1) !== undefined);
  return { world, ref: wantOf(world, 1)?.ref as number };
}

describe('a client', () => {
  it('opens a page that it wants, once', () => {
    const { world, ref } = wanting();
    expect(tap(world, 1, { type: 'open', want: ref })).toBeUndefined();
    expect(tap(world, 1, { type: 'open', want: ref })?.code).toBe('already-opened');
    stepUntil(world, 'the page is there', () => facts(world.log, 'got').length === 1);
    expect(facts(world.log, 'got')[0]).toMatchObject({ node: 1, peer: 0 });
    expect(tap(world, 1, { type: 'open', want: ref })?.code).toBe('no-such-want');
  });

  it('may ask again only after a while, and so often as the class allows', () => {
    const { world, ref } = wanting({ retries: 1, service: 50, timeout: 0, deadline: 0 });
    expect(tap(world, 1, { type: 'retry', want: ref })?.code).toBe('not-opened');
    tap(world, 1, { type: 'open', want: ref });
    expect(tap(world, 1, { type: 'retry', want: ref })?.code).toBe('too-soon');
    world.run.advance((world.run.now + seconds(2)) as typeof world.run.now);
    expect(tap(world, 1, { type: 'retry', want: ref })).toBeUndefined();
    world.run.advance((world.run.now + seconds(2)) as typeof world.run.now);
    expect(tap(world, 1, { type: 'retry', want: ref })?.code).toBe('no-more-tries');
  });

  it('adds load with a second request: both are served, one for nothing', () => {
    const { world, ref } = wanting({ serviceTimes: 'D', service: 3, timeout: 0, think: 1_000 });
    tap(world, 1, { type: 'open', want: ref });
    world.run.advance((world.run.now + seconds(2)) as typeof world.run.now);
    tap(world, 1, { type: 'retry', want: ref });
    world.run.advance((world.run.now + seconds(20)) as typeof world.run.now);
    expect(entries(world.log, LogType.served)).toHaveLength(2);
    expect(facts(world.log, 'got')).toHaveLength(1);
  });

  it('gives a page up; the server still does the work', () => {
    const { world, ref } = wanting({ serviceTimes: 'D', service: 3, think: 1_000 });
    tap(world, 1, { type: 'open', want: ref });
    expect(tap(world, 1, { type: 'give-up', want: ref })).toBeUndefined();
    expect(facts(world.log, 'failed')[0]).toMatchObject({ node: 1, reason: 'cancelled' });
    world.run.advance((world.run.now + seconds(20)) as typeof world.run.now);
    expect(entries(world.log, LogType.served)).toHaveLength(1);
    expect(facts(world.log, 'got')).toHaveLength(0);
    expect(tap(world, 1, { type: 'give-up', want: ref })?.code).toBe('no-such-want');
  });

  it('has none of the server’s verbs', () => {
    const { world, ref } = wanting();
    expect(tap(world, 1, { type: 'mirror', want: ref })?.code).toBe('not-your-role');
    expect(tap(world, 0, { type: 'open', want: ref })?.code).toBe('not-your-role');
  });

  it('waits twice as long before each further try when nobody answers', () => {
    const stresses = [{ id: 'crash', at: 0, params: { target: 'server', for: 0 } }];
    const params = { tabs: 1, retries: 3, timeout: 1, backoff: 1, deadline: 0, think: 1_000, mirrors: 0 };
    const world = play({ architecture, nodes: 2, stresses, params, bot: 0 }, 3_000);
    const sent = entries(world.log, LogType.sent).slice(0, 4);
    const gaps = sent.slice(1).map((entry, i) => toSeconds(entry.time - (sent[i]?.time as number)) - 1);
    expect(sent).toHaveLength(4);
    [1, 2, 4].forEach((wait, i) => {
      expect(gaps[i]).toBeGreaterThanOrEqual(wait);
      expect(gaps[i]).toBeLessThan(wait * 1.25);
    });
    expect(facts(world.log, 'failed')[0]?.reason).toBe('timeout');
  });
});

describe('poison among clients', () => {
  it('harms nobody: every page comes from the server', () => {
    const stresses = [{ id: 'poison', at: 0, params: { target: 'others:5', for: 0 } }];
    const { log } = play({ architecture, nodes: 12, stresses }, 30);
    expect(facts(log, 'got').length).toBeGreaterThan(50);
    expect(facts(log, 'corrupt-accepted')).toEqual([]);
  });

  it('harms everybody once the server itself serves it, unless hashes are checked', () => {
    const stresses = [{ id: 'poison', at: 0, params: { target: 'server', for: 0 } }];
    const open = play({ architecture, nodes: 12, stresses }, 30).log;
    expect(facts(open, 'corrupt-accepted').length).toBe(facts(open, 'got').length);
    const checked = play({ architecture, nodes: 12, stresses, params: { hashCheck: true } }, 30).log;
    expect(facts(checked, 'corrupt-accepted')).toEqual([]);
    expect(facts(checked, 'corrupt-rejected').length).toBeGreaterThan(50);
    expect(facts(checked, 'got')).toEqual([]);
  });
});
