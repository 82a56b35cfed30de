import { describe, expect, it } from 'vitest';
import { BECAUSE_WORDS, createCounter, MEASURE_WORDS } from '../../shared/measures/index.ts';
import { FACTS_OF_RUN, Log } from './log.ts';

const value = (log: Log, id: string): number | null => log.measure(id).value;

describe('every measure', () => {
  const empty = createCounter().measures(FACTS_OF_RUN);

  it('has a title and a definition, and nothing else has', () => {
    expect(empty.map(({ id }) => id).sort()).toEqual(Object.keys(MEASURE_WORDS).sort());
  });

  it('says why it can’t show when there is nothing to count, in words that exist', () => {
    const silent = empty.filter(
      ({ value, because }) => value === null && BECAUSE_WORDS[because?.key ?? ''] === undefined,
    );
    expect(silent).toEqual([]);
  });

  it('names at most twenty entries, the first ones, and counts them all', () => {
    const log = new Log();
    for (let n = 0; n < 50; n++) log.entry('queued', 0, { at: n }).fact('decided', 0, { at: n });
    const { counted, entries } = log.measure('control.largest-share');
    expect(counted).toBe(50);
    expect(entries).toEqual(Array.from({ length: 20 }, (_, n) => 2 * n + 1));
  });
});

describe('control', () => {
  it('gives the share of the busiest decider and how many decide', () => {
    const log = new Log();
    for (const node of [0, 0, 0, 1]) log.fact('decided', node, { at: 1 });
    expect([value(log, 'control.largest-share'), value(log, 'control.deciders')]).toEqual([0.75, 2]);
  });

  it('times a rule from its making to the last machine that keeps it, over all rules', () => {
    const log = new Log().fact('rule-made', 0, { at: 1, ref: 7 }).fact('rule-made', 0, { at: 2, ref: 8 });
    log
      .fact('rule-kept', 1, { at: 3, ref: 7 })
      .fact('rule-kept', 2, { at: 6, ref: 7 })
      .fact('rule-kept', 1, { at: 3, ref: 8 });
    expect(value(log, 'control.rule-time')).toBe(3);
  });
});

describe('scalability', () => {
  const twoClients = (): Log => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 2, { at: 0 });
    return log.fact('got', 1, { at: 4, value: 4e6 }).fact('done', 1, { at: 4 });
  };

  it('divides what arrived by the time until all were done', () => {
    const log = twoClients().fact('got', 2, { at: 8, value: 8e6 }).fact('done', 2, { at: 8 });
    expect(value(log, 'scalability.goodput')).toBe(0.25);
    expect(value(log, 'scalability.completion')).toBe(8);
    expect(value(log, 'scalability.finished')).toBe(1);
    expect(value(log, 'scalability.wait')).toBe(6);
  });

  it('gives no completion time while one machine lacks something, and says how many have all', () => {
    const { value: time, because } = twoClients().measure('scalability.completion');
    expect(time).toBeNull();
    expect(because).toEqual({ key: 'because.not-all-done', args: { n: 1, of: 2 } });
    expect(value(twoClients(), 'scalability.goodput')).toBe(1 / 100);
  });

  it('counts none of those who asked where none has finished, and has no share where nobody asked', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 2, { at: 0 });
    expect(value(log, 'scalability.finished')).toBe(0);
    expect(log.measure('scalability.completion').because).toEqual({ key: 'because.nobody-done' });
    for (const id of ['finished', 'completion']) {
      expect(new Log().measure(`scalability.${id}`).because).toEqual({ key: 'because.nobody-asked' });
    }
  });
});

describe('reliability', () => {
  const beforeTheFall = (): Log => {
    const log = new Log();
    for (const node of [1, 2, 3]) for (let n = 0; n < 3; n++) log.fact('asked', node, { at: 0 });
    for (const node of [1, 2, 3]) log.fact('got', node, { at: 5, value: 5e6 });
    return log.entry('down', 0, { at: 10, reason: 'server-down' });
  };

  it('counts machines in need that got nothing while another was down', () => {
    const log = beforeTheFall().fact('got', 2, { at: 12, value: 12e6 }).entry('up', 0, { at: 20 });
    expect(value(log, 'reliability.blast-radius')).toBeCloseTo(2 / 3);
  });

  it('compares what arrives a second in the outage with before', () => {
    const log = beforeTheFall().fact('got', 2, { at: 12, value: 12e6 }).entry('up', 0, { at: 20 });
    expect(value(log, 'reliability.service-kept')).toBeCloseTo(1 / 3);
  });

  it('counts only time in which somebody needs something, so a job that ends in the outage is not service lost', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 1, { at: 0 }).fact('got', 1, { at: 5 });
    log.entry('down', 0, { at: 10, reason: 'server-down' }).fact('got', 1, { at: 20 }).entry('up', 0, { at: 90 });
    expect(value(log, 'reliability.service-kept')).toBe(1);
  });

  it('says that nobody needed anything when the job was done before the outage', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('got', 1, { at: 5 });
    log.entry('down', 0, { at: 10, reason: 'server-down' }).entry('up', 0, { at: 20 });
    for (const id of ['service-kept', 'blast-radius', 'recovery']) {
      expect(log.measure(`reliability.${id}`).because).toEqual({ key: 'because.nobody-in-need' });
    }
  });

  it('counts an item as answered only when it was asked for and came within the outage', () => {
    const log = beforeTheFall().fact('asked', 1, { at: 11 }).fact('asked', 2, { at: 11 });
    log.fact('got', 1, { at: 12, value: 12e6 }).fact('got', 2, { at: 13, value: 2e6 });
    log.entry('up', 0, { at: 20 }).fact('got', 1, { at: 21, value: 10e6 });
    expect(value(log, 'reliability.availability')).toBe(0.5);
  });

  it('has recovered when the last machine that got nothing gets something', () => {
    const log = beforeTheFall().entry('up', 0, { at: 20 });
    for (const [node, at] of [
      [1, 21],
      [2, 23],
      [3, 26],
      [1, 40],
    ] as const)
      log.fact('got', node, { at });
    expect(value(log, 'reliability.recovery')).toBe(6);
  });

  it('says how many have not recovered by the end', () => {
    const log = beforeTheFall().entry('up', 0, { at: 20 }).fact('got', 1, { at: 21 });
    expect(log.measure('reliability.recovery').because).toEqual({ key: 'because.not-recovered', args: { n: 2 } });
  });

  it('takes faults that overlap as one outage', () => {
    const log = beforeTheFall().entry('down', 4, { at: 15, reason: 'server-down' }).entry('up', 0, { at: 20 });
    log.fact('got', 1, { at: 22 }).entry('up', 4, { at: 30 });
    expect(value(log, 'reliability.service-kept')).toBeCloseTo(1 / 20 / (3 / 10));
  });

  it('does not take a machine that left for an outage', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).entry('down', 2, { at: 1, reason: 'left' });
    expect(log.measure('reliability.blast-radius').because).toEqual({ key: 'because.no-outage' });
  });

  it('counts messages and requests that a fall destroyed, and no others', () => {
    const log = new Log()
      .entry('lost', 0, { at: 1, reason: 'receiver-down' })
      .entry('lost', 0, { at: 1, reason: 'link-loss' });
    log.entry('dropped', 0, { at: 1, reason: 'server-down' }).entry('dropped', 0, { at: 1, reason: 'cancelled' });
    expect(value(log, 'reliability.work-lost')).toBe(2);
  });
});

describe('security', () => {
  it('counts corrupt items taken and found out, their share, and the cost of looking', () => {
    const log = new Log();
    for (let n = 0; n < 4; n++) log.fact('got', 1, { at: n });
    log
      .fact('corrupt-accepted', 1, { at: 4 })
      .fact('corrupt-rejected', 1, { at: 5 })
      .fact('defence', 1, { at: 5, value: 300 });
    const ids = ['corrupt-accepted', 'corrupt-share', 'corrupt-rejected', 'defence'];
    expect(ids.map((id) => value(log, `security.${id}`))).toEqual([1, 0.25, 1, 300]);
  });

  it('gives a true zero for corruption when items arrived and all were sound', () => {
    expect(value(new Log().fact('got', 1, { at: 1 }), 'security.corrupt-accepted')).toBe(0);
  });
});

describe('resource sharing', () => {
  const carry = (log: Log, from: number, bytes: number, kind = 1): Log =>
    log.entry('delivered', 1, { at: 1, peer: from, kind, value: bytes });

  it('has index 1/n when one of n machines carries everything', () => {
    const log = carry(carry(new Log(), 0, 500), 1, 9999, 0);
    expect(value(log, 'resource-sharing.jain')).toBe(1 / 4);
    expect(value(log, 'resource-sharing.largest-share')).toBe(1);
  });

  it('has index k/n when k of n machines carry the same', () => {
    const log = carry(carry(carry(new Log(), 0, 500), 1, 500), 2, 500);
    expect(value(log, 'resource-sharing.jain')).toBeCloseTo(3 / 4);
    expect(value(log, 'resource-sharing.carriers')).toBe(3);
  });

  it('counts a mirror among the machines only once it carries something', () => {
    expect(value(carry(carry(new Log(), 0, 500), 4, 500), 'resource-sharing.jain')).toBeCloseTo(2 / 5);
  });
});

describe('consistency', () => {
  it('gives the share of old versions among reads, and how long copies differ', () => {
    const log = new Log().fact('read-stale', 1, { at: 1, value: 2 });
    for (let n = 0; n < 3; n++) log.fact('read-fresh', 1, { at: n });
    log.fact('diverged', 1, { at: 3 }).fact('converged', 1, { at: 5, value: 2e6 }).fact('lost-write', 1, { at: 5 });
    const ids = ['stale-reads', 'lost-writes', 'diverged', 'converge-time'];
    expect(ids.map((id) => value(log, `consistency.${id}`))).toEqual([0.25, 1, 1, 2]);
  });
});

describe('coordination', () => {
  it('divides control messages sent by useful messages that arrived', () => {
    const log = new Log();
    for (let n = 0; n < 3; n++) log.entry('sent', 1, { at: n, kind: 2, value: 40 });
    log
      .entry('sent', 0, { at: 1, kind: 1 })
      .entry('sent', 0, { at: 1, kind: 1 })
      .entry('delivered', 1, { at: 2, kind: 1 });
    expect(value(log, 'coordination.control-per-useful')).toBe(3);
    expect(value(log, 'coordination.messages-per-useful')).toBe(5);
  });
});
