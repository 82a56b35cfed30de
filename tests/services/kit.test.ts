import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  defineSide,
  kindFor,
  type Me,
  people,
  type Role,
  type SideOf,
  type Sight,
  timer,
  whole,
} from '../../shared/services/kit/index.ts';
import { type Micros, type NodeId, Run, seconds } from '../../shared/sim/index.ts';

interface Settings {
  readonly size: number;
}
interface State {
  heard: number[];
  rang: number[];
  worked: number[];
}

const kind = kindFor<Settings>();
const TABLES = {
  service: 'toy',
  kinds: {
    hello: kind('control', 'dot', 'ink', ({ size }) => size),
    number: kind<{ readonly value: number }>('useful', 'disc', 'sky', ({ size }, { value }) => size * value),
  },
  timers: { tick: timer(), late: timer<number>() },
  verbs: { say: { value: whole }, rest: {} },
} as const;
type Toy = SideOf<typeof TABLES, Settings, State>;

const speaker: Role<Toy> = {
  init: () => ({ heard: [], rang: [], worked: [] }),
  start: (me) => me.after.late(seconds(1), 7),
  on: {
    number: (me, from, { value }, message) => {
      me.state.heard.push(from * 1000 + value);
      me.enqueue(message, seconds(1));
    },
  },
  served: { number: (me, _from, { value }) => me.state.worked.push(value) },
  timers: { late: (me, number) => me.state.rang.push(number) },
  actions: {
    say: {
      whyNot: (_me, { value }) => (value > 9 ? { code: 'too-much', said: { key: 'toy.refusal.too-much' } } : undefined),
      do: (me, { value }) => me.send.number(1 as NodeId, { value }),
    },
  },
  view: (me) => ({
    status: { key: 'toy.status' },
    mood: 'good',
    job: { label: { key: 'toy.job' }, done: 0, total: 1 },
    verbs: [
      me.offer('say', { value: 3 }),
      me.offer('say', { value: 10 }, { id: 'much', words: 'shout', args: { n: 10 } }),
    ],
  }),
  picture: () => ({ progress: null, queue: 0 }),
};
/** Knows no message, no timer and no verb. */
const silent: Role<Toy> = { ...speaker, start: () => undefined, on: {}, served: {}, timers: {}, actions: {} };

const side = defineSide({
  ...TABLES,
  layout: 'star',
  settings: () => ({ size: 10 }),
  machines: (plan) => people(plan, (node) => (node < 2 ? 'speaker' : 'silent'), {}),
  roles: { speaker, silent },
});

const PLAN = {
  service: 'toy',
  architecture: 'client-server',
  params: {},
  nodes: 3,
  stresses: [],
  seed: 1,
  durations: { play: 60 },
  pace: { bot: 1, person: 1 },
} as const;
const start = (): Run => Run.create({ plan: PLAN, protocol: side.protocol(PLAN), stresses: new Map() });
const act = (run: Run, node: number, action: { readonly type: string; readonly value?: number }) =>
  run.input({ time: run.now, node: node as NodeId, action });

describe('a side made of one description', () => {
  it('tells the engine its kinds, verbs and machines in the order of its tables', () => {
    const protocol = side.protocol(PLAN);
    expect(protocol.kinds).toEqual([
      { name: 'hello', use: 'control' },
      { name: 'number', use: 'useful' },
    ]);
    expect(protocol.verbs).toEqual(['say', 'rest']);
    expect(protocol.nodes.map(({ role }) => role)).toEqual(['speaker', 'speaker', 'silent']);
    expect(side.looks).toEqual([
      { name: 'toy.kind.hello', shape: 'dot', colour: 'ink' },
      { name: 'toy.kind.number', shape: 'disc', colour: 'sky' },
    ]);
  });

  it('leaves out what no role has, so that the engine asks nobody', () => {
    const { pick, idle, autopilot, load, trait, down, up } = side.protocol(PLAN);
    expect([pick, idle, autopilot, load, trait, down, up]).toEqual(Array(7).fill(undefined));
  });

  it('carries a message with its size to the handler of its kind, and its job to the one that finished it', () => {
    const run = start();
    expect(act(run, 0, { type: 'say', value: 4 })).toBeUndefined();
    expect(run.ledger.departed).toBe(40);
    run.advance(seconds(2));
    const state = run.net.state(1 as NodeId) as State;
    expect(state.heard).toEqual([4]);
    expect(state.worked).toEqual([4]);
    expect(state.rang).toEqual([7]);
  });

  it('does nothing with what a role does not name', () => {
    const run = start();
    run.net.send(0 as NodeId, 2 as NodeId, 1, 10, { value: 1 });
    run.net.after(2 as NodeId, 5 as Micros, 1, 3);
    run.advance(seconds(2));
    expect(run.net.state(2 as NodeId)).toEqual({ heard: [], rang: [], worked: [] });
  });

  it('answers with the reason that closes the button, and changes nothing then', () => {
    const run = start();
    const { verbs } = side.view(run, 0 as NodeId);
    expect(verbs[0]).toEqual({
      id: 'say-3',
      label: { key: 'toy.verb.say' },
      effect: { key: 'toy.verb.say.effect' },
      action: { type: 'say', value: 3 },
    });
    expect(verbs[1]).toEqual({
      id: 'much',
      label: { key: 'toy.verb.shout', args: { n: 10 } },
      effect: { key: 'toy.verb.shout.effect', args: { n: 10 } },
      action: { type: 'say', value: 10 },
      blocked: { key: 'toy.refusal.too-much' },
    });
    expect(act(run, 0, { type: 'say', value: 10 })?.said).toEqual(verbs[1]?.blocked);
    expect(run.ledger.departed).toBe(0);
  });

  it.each([
    ['a field that is missing', { type: 'say' }, 'malformed-action'],
    ['a field that is no whole number', { type: 'say', value: 1.5 }, 'malformed-action'],
    ['a field below nothing', { type: 'say', value: -1 }, 'malformed-action'],
    ['a verb that the role does not have', { type: 'rest' }, 'not-your-role'],
    ['a verb that nobody has', { type: 'dance' }, 'unknown-verb'],
  ])('refuses %s', (_, action, code) => {
    expect(act(start(), 0, action)?.code).toBe(code);
  });

  it('is played in two runs at a time without either knowing of the other', () => {
    const protocol = side.protocol(PLAN);
    const [one, other] = [1, 2].map(() => Run.create({ plan: PLAN, protocol, stresses: new Map() })) as [Run, Run];
    act(one, 0, { type: 'say', value: 4 });
    act(other, 0, { type: 'say', value: 5 });
    one.advance(seconds(0.5));
    other.advance(seconds(0.5));
    expect((one.net.state(1 as NodeId) as State).heard).toEqual([4]);
    expect((other.net.state(1 as NodeId) as State).heard).toEqual([5]);
  });
});

it('lets a machine reach itself alone: the lines below compile only because each is refused', () => {
  const neverCalled = (me: Me<Toy>, sight: Sight<Toy>): void => {
    expectTypeOf(me.state).toEqualTypeOf<State>();
    // @ts-expect-error there is no way to the network, and so none to another machine's state
    me.net;
    // @ts-expect-error a machine's state is its own: there is none to ask for by number
    me.state(2);
    // @ts-expect-error it speaks for itself alone
    me.send.hello(0 as NodeId, 1 as NodeId);
    // @ts-expect-error a message carries what its kind says
    me.send.number(1 as NodeId, { value: 'three' });
    // @ts-expect-error no other kind than those of the table
    me.send.shout(1 as NodeId);
    // @ts-expect-error a timer is set with what its table says
    me.after.late(1 as Micros);
    // @ts-expect-error a view sends nothing
    sight.send;
    // @ts-expect-error and draws nothing at random
    sight.random;
    // @ts-expect-error a button needs the fields of its verb
    sight.offer('say', {});
    // @ts-expect-error what JSON can't carry can't travel
    kind<Map<string, number>>('control', 'dot', 'ink', () => 1);
  };
  expectTypeOf(neverCalled).toBeFunction();
});
