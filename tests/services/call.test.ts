import { describe, expect, it } from 'vitest';
import type { ClientState } from '../../shared/services/call/client-server/terms.ts';
import { meanOpinionScore } from '../../shared/services/call/e-model.ts';
import { call } from '../../shared/services/call/index.ts';
import { firewalled } from '../../shared/services/call/peer-to-peer/firewall.ts';
import type { PeerState } from '../../shared/services/call/peer-to-peer/terms.ts';
import { ARCHITECTURES, LogType } from '../../shared/sim/index.ts';
import { type Asked, keysOf, planOf, restored, World } from './world.ts';

const world = (architecture: Asked['architecture'], rest: Partial<Asked> = {}): World =>
  new World({ service: call, architecture, ...rest });

/** Mean score of all turns that were heard. */
const meanScore = (asked: World): number => {
  const heard = asked.facts('heard').map(({ value }) => value / 1000);
  return heard.reduce((sum, one) => sum + one, 0) / heard.length;
};

describe('the E-model', () => {
  it.each([
    [100, 0.01, 'G711', 4.28],
    [200, 0.03, 'G711', 3.85],
    [300, 0.05, 'G711', 2.93],
    [400, 0.1, 'G711', 1.72],
    [100, 0, 'G729a', 4.05],
    [100, 0.05, 'G729a', 3.33],
  ] as const)('gives %i ms and a loss of %f with %s the published score of %f', (delay, loss, codec, mos) => {
    expect(meanOpinionScore(delay, loss, codec)).toBeCloseTo(mos, 2);
  });

  it('never leaves the scale', () => {
    expect(meanOpinionScore(5000, 1, 'G729a')).toBe(1);
    expect(meanOpinionScore(0, 0, 'G711')).toBeLessThanOrEqual(4.5);
  });
});

describe('calls through a relay', () => {
  it('lets every turn be heard clearly when the relay can carry all', () => {
    const quiet = world('client-server', { params: { relayUp: 0 } }).to(160);
    expect(quiet.facts('done')).toHaveLength(11);
    expect(quiet.facts('failed')).toEqual([]);
    expect(meanScore(quiet)).toBeGreaterThan(4.3);
  });

  it('sounds worse to all when the relay’s uplink is too small, and clear again in low quality', () => {
    const clearTurns = (low: boolean): number => {
      const asked = world('client-server', { bot: 1000, params: { relayUp: 110_000 } });
      if (low) for (const first of [1, 6]) expect(asked.act(0, { type: 'allot', call: first })).toBeUndefined();
      for (let second = 2; second < 80; second += 2) {
        asked.to(second);
        for (let node = 1; node < 12; node++) asked.act(node, { type: 'speak' });
      }
      return asked.facts('got').length;
    };
    expect(clearTurns(true)).toBeGreaterThan(1.5 * clearTurns(false));
  });

  it('falls silent while the relay is down, and its callers are told to say it again', () => {
    const down = world('client-server', { stresses: [{ id: 'crash', at: 20, params: { target: 'server', for: 30 } }] });
    down.to(49);
    expect(down.facts('got').filter(({ time }) => time > 26e6)).toEqual([]);
    expect(down.facts('failed').some(({ reason }) => reason === 'timeout')).toBe(true);
    const before = down.facts('got').length;
    expect(down.to(90).facts('got').length).toBeGreaterThan(before + 10);
  });

  it('tells the relay’s player which calls are not heard clearly, and those first that could be moved', () => {
    const asked = world('client-server', { bot: 1000, params: { think: 0.5, relayUp: 90_000 } });
    const bad = (): number[] => asked.view(0).neighbours.flatMap(({ node, mood }) => (mood === 'bad' ? [node] : []));
    const moves = (): unknown[] =>
      asked.view(0).offers.flatMap(({ action }) => (action.type === 'move' ? [action.call] : []));
    const speak = (from: number, to: number): void => {
      for (let second = from; second < to; second += 2) {
        asked.to(second);
        for (let node = 6; node < 12; node++) asked.act(node, { type: 'speak' });
      }
    };
    expect(moves()).toEqual([1, 6]);
    speak(2, 16);
    expect(bad()).toEqual([6]);
    expect(moves()).toEqual([6, 1]);
    expect(asked.view(0).verbs[0]?.action).toEqual({ type: 'allot', call: 6 });
    asked.act(0, { type: 'move', call: 6 });
    expect(bad()).toEqual([]);
    expect(moves()).toEqual([1, 6]);
    speak(16, 24);
    for (const _ of ['low', 'full']) asked.act(0, { type: 'allot', call: 6 });
    expect(bad()).toEqual([]);
    speak(24, 48);
    expect(bad(), 'the backup tells of it too').toEqual([6]);
  });

  it('passes nothing of a muted caller on', () => {
    const asked = world('client-server');
    expect(asked.act(0, { type: 'mute', who: 3 })).toBeUndefined();
    asked.to(60);
    expect(asked.facts('heard').filter(({ peer }) => peer === 3)).toEqual([]);
    expect(asked.facts('got').some(({ node }) => node === 3)).toBe(false);
    asked.act(0, { type: 'mute', who: 3 });
    expect(
      asked
        .to(120)
        .facts('got')
        .some(({ node }) => node === 3),
    ).toBe(true);
  });

  it('moves a call to the backup relay, which then carries it while the first is down', () => {
    const asked = world('client-server', {
      stresses: [{ id: 'crash', at: 10, params: { target: 'server', for: 60 } }],
    });
    asked.act(0, { type: 'move', call: 1 });
    asked.to(60);
    const late = asked.facts('got').filter(({ time }) => time > 20e6);
    expect(late.length).toBeGreaterThan(5);
    expect(late.every(({ node }) => node >= 1 && node <= 5)).toBe(true);
  });

  it('refuses what is not for the role, said already, or not there', () => {
    const asked = world('client-server', { bot: 1000, params: { think: 0.1 } }).to(2);
    expect(asked.act(1, { type: 'speak' })).toBeUndefined();
    expect(asked.act(1, { type: 'speak' })?.code).toBe('speaking');
    expect(asked.act(1, { type: 'raise' })?.code).toBe('already');
    expect(asked.act(1, { type: 'allot', call: 1 })?.code).toBe('not-your-role');
    expect(asked.act(0, { type: 'speak' })?.code).toBe('not-your-role');
    expect(asked.act(0, { type: 'allot', call: 2 })?.code).toBe('unknown-call');
    expect(asked.act(0, { type: 'mute', who: 0 })?.code).toBe('unknown-caller');
    const asleep = world('client-server', { bot: 1000, params: { think: 60 } });
    expect(asleep.act(1, { type: 'speak' })?.code).toBe('nothing-to-say');
  });

  it('sends a quarter of the bytes in low quality', () => {
    const asked = world('client-server', { bot: 1000, params: { think: 0.1 } }).to(2);
    asked.act(1, { type: 'lower' });
    asked.act(1, { type: 'speak' });
    asked.act(2, { type: 'speak' });
    asked.to(4);
    const size = (node: number) =>
      [...asked.log.entries()].find((entry) => entry.type === LogType.sent && entry.node === node && entry.kind === 0)
        ?.value;
    expect(size(1)).toBe(200);
    expect(size(2)).toBe(800);
    expect(asked.state<ClientState>(1).low).toBe(true);
  });
});

describe('calls in a full mesh', () => {
  it('goes on while the first machine is down', () => {
    const down = world('peer-to-peer', { stresses: [{ id: 'crash', at: 10, params: { for: 40 } }] }).to(49);
    const late = down.facts('got').filter(({ time }) => time > 20e6);
    expect(late.some(({ node }) => node >= 5)).toBe(true);
  });

  it('is too much for an uplink in a large call, unless friends get low quality', () => {
    const clearTurns = (rates: number): number => {
      const params = { group: 12, peerUp: 40_000, fullRate: rates, blocked: 0, turns: 5 };
      return world('peer-to-peer', { bot: 2, params }).to(40).facts('got').length;
    };
    expect(clearTurns(2000)).toBeGreaterThan(2 * clearTurns(8000));
  });

  it('reaches a blocked friend through another one who agrees', () => {
    const asked = world('peer-to-peer', { nodes: 5, seed: 4, params: { blocked: 0.2 } }).to(90);
    const routed = [0, 1, 2, 3, 4].flatMap((node) =>
      Object.keys(asked.state<PeerState>(node).routes).map((to) => [node, Number(to)]),
    );
    expect(routed.length).toBeGreaterThan(0);
    for (const [node, to] of routed)
      expect(firewalled(asked.run.plan.seed, 0.2, node as number, to as number)).toBe(true);
    expect(asked.facts('done').length).toBeGreaterThan(0);
  });

  it('carries nothing for friends to whom nobody agreed', () => {
    const asked = world('peer-to-peer', { bot: 1000, nodes: 5, params: { blocked: 0, think: 0.1 } }).to(2);
    expect(asked.act(1, { type: 'relay', who: 2, whom: 3 })?.code).toBe('not-asked');
    expect(asked.act(1, { type: 'route', whom: 2, via: 3 })).toBeUndefined();
    expect(asked.act(1, { type: 'route', whom: 2, via: 3 })?.code).toBe('already');
    asked.act(1, { type: 'speak' });
    asked.to(8);
    expect(asked.state<PeerState>(1).routes).toEqual({});
    expect(asked.act(3, { type: 'relay', who: 1, whom: 2 })).toBeUndefined();
    expect(asked.to(9).state<PeerState>(1).routes).toEqual({ 2: 3 });
    expect(asked.state<PeerState>(2).routes).toEqual({ 1: 3 });
    expect(asked.act(1, { type: 'route', whom: 9, via: 3 })?.code).toBe('not-in-call');
    expect(asked.act(1, { type: 'route', whom: 2, via: 2 })).toBeUndefined();
    expect(asked.state<PeerState>(1).routes).toEqual({});
  });
});

describe.each(ARCHITECTURES)('calls, %s', (architecture) => {
  it('go on from a checkpoint as if nothing had been', () => {
    const asked: Asked = { service: call, architecture, stresses: [{ id: 'churn', at: 10, params: {} }] };
    const lived = new World(asked).to(30);
    const again = restored(call, planOf(asked), lived.run.checkpoint());
    lived.to(60);
    again.advance(lived.run.now);
    expect(again.hash).toBe(lived.run.hash);
  });

  it('reward who speaks as soon as there is something to say', () => {
    const got = (tapsEvery: number): number => {
      const params = { think: 1, turns: 40, relayUp: 0, peerUp: 0, blocked: 0 };
      const asked = world(architecture, { params }).person(4);
      for (let second = tapsEvery; second <= 80; second += tapsEvery) {
        asked.to(second);
        if (asked.view(4).verbs[0]?.blocked === undefined) asked.act(4, { type: 'speak' });
      }
      return asked.facts('got').filter(({ node }) => node === 4).length;
    };
    expect(got(1)).toBeGreaterThanOrEqual(1.2 * got(81));
  });

  it('have words for all that they show', () => {
    const crowded = world(architecture, {
      nodes: 12,
      params: { relayUp: 40_000, peerUp: 20_000, blocked: 0.3, think: 1 },
    });
    const views = [1, 5, 20, 60].flatMap((second) => {
      crowded.to(second);
      return Array.from({ length: 12 }, (_, node) => crowded.view(node));
    });
    for (const key of keysOf(call, views)) expect(call.words).toHaveProperty([key]);
  });
});
