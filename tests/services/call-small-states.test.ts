import { describe, expect, it } from 'vitest';
import type { ClientState, ServerState } from '../../shared/services/call/client-server/terms.ts';
import { call } from '../../shared/services/call/index.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { type Asked, World } from './world.ts';

/** So many topics that no other comes up by itself. */
const ALL_MADE = 100;

/** Two calls: 1 to 3, and 4 to 6. Only the test acts. */
function quiet(rest: Partial<Asked> = {}): World {
  const params = { think: 60, group: 3, relayUp: 0, ...rest.params };
  const world = new World({ service: call, architecture: 'client-server', nodes: 7, bot: 1000, ...rest, params });
  for (let node = 0; node < 7; node++) {
    world.person(node);
    const { turns } = world.state<Partial<ClientState>>(node);
    if (turns !== undefined) turns.made = ALL_MADE;
  }
  return world;
}
const relay = (world: World, node = 0) => world.state<ServerState>(node);
const caller = (world: World, node: number) => world.state<ClientState>(node);
/** Gives a machine something to say, and says it. */
function speak(world: World, node: number): void {
  const { turns } = caller(world, node);
  turns.made++;
  turns.open.push({ number: turns.made, since: world.run.now });
  expect(world.act(node, { type: 'speak' })).toBeUndefined();
}

describe('A turn', () => {
  it('that all heard clearly is done, once, and the last one ends the job', () => {
    const world = quiet({ params: { turns: 2 } });
    for (const [n, second] of [
      [1, 30],
      [2, 60],
    ] as const) {
      speak(world, 1);
      world.to(second);
      expect(caller(world, 1).turns).toMatchObject({ clear: n, open: [], turn: null, spoken: [] });
      expect(world.facts('done').filter(({ node }) => node === 1)).toHaveLength(n - 1);
    }
  });

  it('that one of two did not hear is said again, and says who that was', () => {
    const world = quiet();
    world.run.input({ time: world.run.now, node: -1 as NodeId, action: crash('node:3') });
    speak(world, 1);
    world.to(20);
    expect(caller(world, 1).turns).toMatchObject({ clear: 0, open: [{ number: ALL_MADE + 1 }] });
    expect(world.facts('failed').map(({ node, peer, value }) => [node, peer, value])).toEqual([[1, 3, 1]]);
    expect(caller(world, 1).silent).toBe(0);
  });

  it('that nobody heard counts as silence, until somebody does', () => {
    const world = quiet();
    world.act(0, { type: 'mute', who: 1 });
    speak(world, 1);
    world.to(20);
    expect(caller(world, 1).silent).toBe(1);
    world.act(1, { type: 'speak' });
    world.to(40);
    expect(caller(world, 1).silent).toBe(2);
    world.act(0, { type: 'mute', who: 1 });
    world.act(1, { type: 'speak' });
    world.to(60);
    expect(caller(world, 1)).toMatchObject({ silent: 0, turns: { clear: 1 } });
  });

  it('is said again from its start after a fall, before what came later', () => {
    const world = quiet();
    speak(world, 1);
    caller(world, 1).turns.open.push({ number: 999, since: 0 });
    world.to(0.5);
    expect(caller(world, 1).turns.turn?.sent).toBeGreaterThan(1);
    world.run.input({ time: world.run.now, node: -1 as NodeId, action: crash('node:1') });
    world.to(10);
    expect(caller(world, 1).turns).toMatchObject({ turn: null, spoken: [] });
    expect(caller(world, 1).turns.open.map(({ number }) => number)).toEqual([ALL_MADE + 1, 999]);
  });
});

const crash = (target: string) => ({ type: 'stress', id: 'crash', params: { target, for: 4 } });

describe('The relay', () => {
  it('lowers and raises one call, which counts anew how it sounds, and the other stays as it is', () => {
    const world = quiet();
    Object.assign(relay(world).unclear, { 1: 3, 4: 5 });
    expect(world.act(0, { type: 'allot', call: 1 })).toBeUndefined();
    world.to(1);
    expect(relay(world)).toMatchObject({ low: [1], unclear: { 4: 5 } });
    expect([1, 2, 3, 4, 5, 6].map((node) => caller(world, node).order.low)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    world.act(0, { type: 'allot', call: 4 });
    world.act(0, { type: 'allot', call: 1 });
    world.to(2);
    expect([relay(world).low, relay(world).unclear]).toEqual([[4], {}]);
    expect([1, 4].map((node) => caller(world, node).order.low)).toEqual([false, true]);
    expect(world.view(0).job).toMatchObject({ done: 1, total: 2 });
  });

  it('mutes one and another, and lets the first speak again: three rules, each kept at once', () => {
    const world = quiet();
    for (const who of [3, 5, 3]) expect(world.act(0, { type: 'mute', who })).toBeUndefined();
    expect(relay(world).muted).toEqual([5]);
    expect(world.facts('rule-made').map(({ ref }) => ref)).toEqual([3, 5, 3]);
    expect(world.facts('rule-kept').map(({ ref }) => ref)).toEqual([3, 5, 3]);
    expect(world.facts('decided').map(({ peer, value }) => [peer, value])).toEqual([
      [3, 0],
      [5, 0],
      [3, 1],
    ]);
    for (const who of [0, 7]) expect(world.act(0, { type: 'mute', who })?.code).toBe('unknown-caller');
    expect(world.act(0, { type: 'mute', who: 6 })).toBeUndefined();
  });

  it('counts a turn that was not clear up, one that was clear down, and never below none', () => {
    const world = quiet();
    speak(world, 1);
    world.to(20);
    expect(relay(world).unclear[1]).toBe(0);
    relay(world).unclear[1] = 3;
    speak(world, 1);
    world.to(40);
    expect(relay(world).unclear[1]).toBe(1);
  });

  it('calls a call bad from two unclear turns on', () => {
    const world = quiet();
    const bad = () => world.view(0).neighbours.flatMap(({ node, mood }) => (mood === 'bad' ? [node] : []));
    relay(world).unclear[1] = 1;
    expect(bad()).toEqual([]);
    relay(world).unclear[1] = 2;
    expect(bad()).toEqual([1]);
  });

  it('moves a call to the backup and back', () => {
    const world = quiet();
    for (const carrier of [7, 0]) {
      expect(world.act(0, { type: 'move', call: 4 })).toBeUndefined();
      world.to(carrier === 7 ? 1 : 2);
      expect([1, 4, 5, 6].map((node) => caller(world, node).order.relay)).toEqual([0, carrier, carrier, carrier]);
    }
    expect(relay(world).moved).toEqual([]);
  });

  it('mixes for each listener the others of the call, and nobody hears themselves', () => {
    const world = quiet({ params: { mixing: true } });
    speak(world, 1);
    speak(world, 2);
    world.to(20);
    const heard = world.facts('heard').map(({ node, peer }) => `${node} hears ${peer}`);
    expect(heard.sort()).toEqual(['1 hears 2', '2 hears 1', '3 hears 1', '3 hears 2']);
    expect(relay(world).mix).toEqual({});
  });
});
