import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../shared/services/index.ts';
import {
  factCode,
  type LogEntry,
  LogType,
  type Micros,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  Recording,
  Run,
  type StressUse,
  seconds,
} from '../../shared/sim/index.ts';
import { completeStress, STRESS_BY_ID, STRESSES } from '../../shared/stresses/index.ts';

const spec: NodeSpec = { role: 'peer', up: 1000, down: 1000, latency: 50_000 as Micros, workers: 1, places: null };
const server: NodeSpec = { ...spec, role: 'server' };
const spare: NodeSpec = { ...spec, role: 'mirror', startsDown: true };

/** Every machine sends 100 bytes to the next each second, and says so when the people want more than usual. */
const chatter: Protocol<null> = {
  nodes: [server, ...Array.from({ length: 10 }, () => spec), spare],
  kinds: [{ name: 'word', use: 'useful' }],
  verbs: [],
  init: () => null,
  start: (net, self) => void net.after(self, 0 as Micros, 0),
  up: (net, self) => void net.after(self, 0 as Micros, 0),
  message: () => {},
  timer: (net, self) => {
    net.send(self, ((self + 1) % 11) as NodeId, 0, 100, null);
    net.fact('defence', self, -1, 0, net.load);
    net.after(self, seconds(1), 0);
  },
  action: () => undefined,
  load: (net, self) => net.fact('heard', self, -1, 0, net.load),
  trait: (net, self, _state, trait, on) => net.fact(trait === 'poisoner' ? 'exposed' : 'stored', self, -1, on ? 1 : 0),
};

function runWith(uses: readonly Omit<StressUse, never>[]): readonly LogEntry[] {
  const stresses = uses.map(({ id, at, params }) => {
    const card = STRESS_BY_ID.get(id);
    const completed = card && completeStress(card, params);
    if (completed === undefined || 'problem' in completed) throw new Error(`${id}: ${completed?.problem}`);
    return { id, at, params: completed.params };
  });
  const plan: Plan = {
    service: 'chatter',
    architecture: 'client-server',
    params: {},
    nodes: 11,
    stresses,
    seed: 4,
    durations: { play: 60 },
    pace: { bot: 1, person: 1 },
  };
  const reader = new Recording();
  const run = Run.create({ plan, protocol: chatter, stresses: STRESS_BY_ID, reader });
  run.advance(seconds(60));
  return [...reader.entries()];
}

const at = (time: number): number => time / 1e6;
const times = (entries: readonly LogEntry[], type: LogType, node: number): readonly number[] =>
  entries.filter((entry) => entry.type === type && entry.node === node).map(({ time }) => at(time));

describe('stresses', () => {
  const listed = SERVICES.flatMap((service) => service.stresses.map((id) => [service.id, id] as const));

  it.each(listed)('%s lists %s, which there is', (_, id) => {
    expect(STRESSES.map((card) => card.id)).toContain(id);
  });

  it('crash: the server is down for as long as it says, and nobody else', () => {
    const entries = runWith([{ id: 'crash', at: 20, params: { for: 10 } }]);
    const falls = entries.filter(({ type }) => type === LogType.down);
    expect(falls.map(({ node, time, reason }) => [node, at(time), reason])).toEqual([[0, 20, 'server-down']]);
    expect(times(entries, LogType.up, 0)).toEqual([30]);
  });

  it('crash: what is sent to a machine that is down is lost there, with the reason', () => {
    const entries = runWith([{ id: 'crash', at: 20.5, params: { for: 10 } }]);
    const lost = entries.filter(({ type }) => type === LogType.lost);
    expect(lost.length).toBe(10);
    expect(lost.every(({ node, reason }) => node === 0 && reason === 'receiver-down')).toBe(true);
  });

  it('rule 4.8: slow links: bytes take longer and so does the way, until it ends', () => {
    const entries = runWith([
      { id: 'slow-links', at: 9.5, params: { for: 10, target: 'any', rate: 0.5, latency: 200 } },
    ]);
    const ways = entries.filter(({ type, node }) => type === LogType.departed && node === 3);
    const took = (time: number): number | undefined =>
      ways.filter((way) => at(way.time) === time).map((way) => at(way.value - way.time))[0];
    expect([took(5), took(15), took(25)]).toEqual([0.2, 0.7, 0.2]);
  });

  it('slow links: a share of messages is lost, those of lossy machines alone', () => {
    const entries = runWith([
      { id: 'slow-links', at: 0, params: { for: 0, target: 'node:3', rate: 1, latency: 0, loss: 0.5 } },
    ]);
    const lost = entries.filter(({ type }) => type === LogType.lost);
    expect(lost.every(({ node, peer, reason }) => (node === 3 || peer === 3) && reason === 'link-loss')).toBe(true);
    expect(lost.length).toBeGreaterThan(30);
    expect(lost.length).toBeLessThan(90);
  });

  it('rule 4.5: between two machines that both lose half, three quarters are lost', () => {
    const params = { for: 0, target: 'any', rate: 1, latency: 0, loss: 0.5 };
    const entries = runWith([{ id: 'slow-links', at: 0, params }]);
    const count = (type: LogType): number => entries.filter((entry) => entry.type === type).length;
    const share = count(LogType.lost) / (count(LogType.lost) + count(LogType.delivered));
    expect(share).toBeGreaterThan(0.69);
    expect(share).toBeLessThan(0.81);
  });

  it('flash crowd: everybody wants the factor as much while it lasts', () => {
    const loads = runWith([{ id: 'flash-crowd', at: 9.5, params: { for: 10, factor: 4 } }])
      .filter(({ type, kind, node }) => type === LogType.fact && kind === factCode('defence') && node === 2)
      .map(({ time, value }) => [at(time), value]);
    expect(loads.filter(([, load]) => load !== 1)).toEqual(
      [10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((time) => [time, 4]),
    );
  });

  it('rule 9.6: of a changed load every machine that is up is told at once, one that is down is not', () => {
    const told = runWith([
      { id: 'crash', at: 5, params: { for: 30, target: 'node:3' } },
      { id: 'flash-crowd', at: 9.5, params: { for: 10, factor: 4 } },
    ]).filter(({ type, kind }) => type === LogType.fact && kind === factCode('heard'));
    const up = [0, 1, 2, 4, 5, 6, 7, 8, 9, 10];
    expect(told.map(({ time, node, value }) => [at(time), node, value])).toEqual([
      ...up.map((node) => [9.5, node, 4]),
      ...up.map((node) => [19.5, node, 1]),
    ]);
  });

  it('churn: its targets leave once, each at a moment of its own, and are back when they said; the server stays', () => {
    const entries = runWith([{ id: 'churn', at: 10, params: { for: 30, away: 8, target: 'others:50%' } }]);
    const falls = entries.filter(({ type }) => type === LogType.down);
    expect(new Set(falls.map(({ node }) => node)).size).toBe(5);
    expect(falls.every(({ node, reason }) => node > 0 && node < 11 && reason === 'left')).toBe(true);
    expect(new Set(falls.map(({ time }) => time)).size).toBe(5);
    for (const { node, time } of falls) {
      expect(at(time)).toBeGreaterThanOrEqual(10);
      expect(times(entries, LogType.up, node)).toEqual([at(time + 8e6)]);
    }
    expect(Math.max(...falls.map(({ time }) => at(time)))).toBeLessThanOrEqual(32);
  });

  it('partition: nothing passes between the two parts until it ends, and both go on by themselves', () => {
    const entries = runWith([{ id: 'partition', at: 9.5, params: { for: 10, target: 'node:0+1+2' } }]);
    const lost = entries.filter(({ type }) => type === LogType.lost);
    expect(new Set(lost.map(({ peer, node }) => `${peer} to ${node}`))).toEqual(new Set(['2 to 3', '10 to 0']));
    expect(lost.length).toBe(20);
    expect(lost.every(({ reason, time }) => reason === 'link-cut' && at(time) > 9.5 && at(time) < 20)).toBe(true);
  });

  it('rule 9.4: the end of churn doesn’t bring back a machine that had crashed', () => {
    const entries = runWith([
      { id: 'crash', at: 1, params: { for: 50, target: 'node:4' } },
      { id: 'churn', at: 2, params: { for: 10, away: 2, target: 'node:4+5' } },
    ]);
    expect(times(entries, LogType.up, 4)).toEqual([51]);
    expect(times(entries, LogType.up, 5).length).toBe(1);
  });

  it.each([
    ['free-riders', 'stored'],
    ['poison', 'exposed'],
  ] as const)('%s: so many machines, never the first, have the trait while it lasts', (id, fact) => {
    const told = runWith([{ id, at: 5, params: { for: 20, target: 'others:3' } }]).filter(
      ({ type, kind }) => type === LogType.fact && kind === factCode(fact),
    );
    expect(told.map(({ time, ref }) => [at(time), ref])).toEqual([...Array(3).fill([5, 1]), ...Array(3).fill([25, 0])]);
    expect(told.every(({ node }) => node > 0 && node < 11)).toBe(true);
    expect(new Set(told.map(({ node }) => node)).size).toBe(3);
  });
});
