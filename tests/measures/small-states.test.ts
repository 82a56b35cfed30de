import { describe, expect, it } from 'vitest';
import { Log } from './log.ts';

const value = (log: Log, id: string): number | null => log.measure(id).value;
const because = (log: Log, id: string): string | undefined => log.measure(id).because?.key.replace('because.', '');
const crash = (log: Log, node: number, at: number): Log => log.entry('down', node, { at, reason: 'server-down' });
const back = (log: Log, node: number, at: number): Log => log.entry('up', node, { at });

describe('Two falls', () => {
  it('one after the other are two outages, and the longer recovery counts', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 1, { at: 0 }).fact('asked', 1, { at: 0 });
    back(crash(log, 0, 10), 0, 20).fact('got', 1, { at: 27 });
    back(crash(log, 0, 40), 0, 50).fact('got', 1, { at: 52 });
    expect(value(log, 'reliability.recovery')).toBe(7);
    expect(value(log, 'reliability.blast-radius')).toBe(1);
    expect(log.measure('reliability.recovery').counted).toBe(2);
  });

  it('that overlap end when both machines are back, whoever fell first', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 1, { at: 0 });
    crash(crash(log, 0, 10), 4, 12);
    back(log, 0, 20).fact('got', 1, { at: 25 });
    back(log, 4, 30);
    expect(value(log, 'reliability.blast-radius')).toBe(0);
    expect(value(log, 'reliability.recovery')).toBe(0);
  });

  it('one of which is not mended yet leave the recovery to the one that is', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 1, { at: 0 });
    crash(back(crash(log, 0, 10), 0, 20).fact('got', 1, { at: 23 }), 0, 40);
    expect(value(log, 'reliability.recovery')).toBe(3);
  });

  it('both unmended for somebody say how many wait at most', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 2, { at: 0 }).fact('asked', 1, { at: 0 });
    back(crash(log, 0, 10), 0, 20).fact('got', 1, { at: 21 });
    back(crash(log, 0, 30), 0, 40).fact('got', 1, { at: 41 });
    expect(log.measure('reliability.recovery').because).toEqual({ key: 'because.not-recovered', args: { n: 1 } });
  });
});

describe('An outage', () => {
  it('that is not over has no recovery', () => {
    const log = crash(new Log().fact('asked', 1, { at: 0 }), 0, 10);
    expect(because(log, 'reliability.recovery')).toBe('not-mended');
    expect(value(log, 'reliability.blast-radius')).toBe(1);
  });

  it('has hit nobody whose only need was given up before it', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('failed', 1, { at: 5 });
    back(crash(log, 0, 10), 0, 20);
    expect(because(log, 'reliability.blast-radius')).toBe('nobody-in-need');
  });

  it('is not eased by a request that fails in it', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 1, { at: 0 });
    back(crash(log, 0, 10).fact('failed', 1, { at: 12 }), 0, 20);
    expect(value(log, 'reliability.blast-radius')).toBe(1);
    expect(log.measure('reliability.recovery').because).toEqual({ key: 'because.not-recovered', args: { n: 1 } });
  });

  it('hits who begins to need something in it, and not the machine that is down', () => {
    const log = crash(new Log().fact('asked', 2, { at: 0 }), 2, 10);
    back(log.fact('asked', 1, { at: 12 }).fact('asked', 2, { at: 13 }), 2, 20);
    expect(log.measure('reliability.recovery').because).toEqual({ key: 'because.not-recovered', args: { n: 1 } });
  });

  it('counts what one got in it for that one alone', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 2, { at: 0 });
    back(crash(log, 0, 10).fact('got', 1, { at: 15 }), 0, 20);
    expect(value(log, 'reliability.blast-radius')).toBe(0.5);
  });

  it('compares with the seconds of need before it: three items in ten seconds, then one in five', () => {
    const log = new Log();
    for (let n = 0; n < 5; n++) log.fact('asked', 1, { at: 0 });
    for (const at of [2, 4, 6]) log.fact('got', 1, { at });
    back(crash(log, 0, 10).fact('got', 1, { at: 12 }), 0, 15);
    expect(value(log, 'reliability.service-kept')).toBeCloseTo(1 / 5 / (3 / 10));
  });

  it('adds up the times of need before it, and leaves out those without', () => {
    const log = new Log();
    for (const at of [0, 10]) log.fact('asked', 1, { at }).fact('got', 1, { at: at + 2 });
    log.fact('asked', 1, { at: 20 });
    back(crash(log, 0, 22).fact('got', 1, { at: 26 }), 0, 30);
    expect(value(log, 'reliability.service-kept')).toBeCloseTo(1 / 4 / (2 / 6));
  });

  it('has nothing to be compared with where nothing had arrived', () => {
    const log = back(crash(new Log().fact('asked', 1, { at: 0 }), 0, 10), 0, 20);
    expect(because(log, 'reliability.service-kept')).toBe('nothing-before');
    expect(because(log, 'reliability.availability')).toBe('nothing-asked');
  });

  it('has answered what was asked and came in the moment that it began', () => {
    const log = crash(new Log(), 0, 10).fact('asked', 1, { at: 10 }).fact('got', 1, { at: 12, value: 2e6 });
    expect(value(log, 'reliability.availability')).toBe(1);
  });
});

describe('A rule', () => {
  it('made twice counts once, from the first time', () => {
    const log = new Log().fact('rule-made', 0, { at: 1, ref: 7 }).fact('rule-made', 0, { at: 5, ref: 7 });
    log.fact('rule-kept', 1, { at: 9, ref: 7 });
    expect(value(log, 'control.rule-time')).toBe(8);
    expect(log.measure('control.rule-time').counted).toBe(3);
  });

  it('that nobody made can’t be kept', () => {
    const log = new Log().fact('rule-kept', 1, { at: 9, ref: 7 });
    expect(because(log, 'control.rule-time')).toBe('no-rules');
  });

  it('that only its maker keeps took no time', () => {
    expect(value(new Log().fact('rule-made', 0, { at: 4, ref: 7 }), 'control.rule-time')).toBe(0);
  });
});

describe('Shares', () => {
  it('of decisions count who decided, and nobody in between', () => {
    const log = new Log().fact('decided', 3, { at: 1 });
    expect([value(log, 'control.largest-share'), value(log, 'control.deciders')]).toEqual([1, 1]);
  });

  it('of corruption are of all that arrived, and never more than all', () => {
    const log = new Log().fact('corrupt-accepted', 1, { at: 1 });
    expect(value(log, 'security.corrupt-share')).toBe(1);
    log.fact('got', 1, { at: 2 }).fact('got', 1, { at: 2 });
    expect(value(log, 'security.corrupt-share')).toBe(0.5);
    log.fact('corrupt-accepted', 1, { at: 3 }).fact('corrupt-accepted', 1, { at: 3 });
    expect(value(log, 'security.corrupt-share')).toBe(1);
  });

  it('of corruption are 0 where all of it was found out', () => {
    const log = new Log().fact('corrupt-rejected', 1, { at: 1 });
    expect(value(log, 'security.corrupt-share')).toBe(0);
  });

  it('of the content do not count who carried nothing among the carriers', () => {
    const carried = new Log().entry('delivered', 1, { at: 1, peer: 2, kind: 1, value: 100 });
    carried.entry('delivered', 1, { at: 1, peer: 2, kind: 1, value: 100 });
    carried.entry('delivered', 1, { at: 1, peer: 0, kind: 1, value: 100 });
    carried.entry('delivered', 1, { at: 1, peer: 1, kind: 1, value: 0 });
    expect(value(carried, 'resource-sharing.carriers')).toBe(2);
    expect(value(carried, 'resource-sharing.largest-share')).toBeCloseTo(2 / 3);
    expect(value(carried, 'resource-sharing.jain')).toBeCloseTo(300 ** 2 / (4 * (200 ** 2 + 100 ** 2)));
    expect(carried.measure('resource-sharing.carriers').counted).toBe(3);
  });

  it('of content that is control alone are none', () => {
    const log = new Log().entry('delivered', 1, { at: 1, peer: 2, kind: 2, value: 100 });
    expect(because(log, 'resource-sharing.jain')).toBe('nothing-carried');
  });

  it('of those who finished count each once, and nobody who asked for nothing', () => {
    const log = new Log().fact('asked', 1, { at: 0 }).fact('asked', 3, { at: 0 });
    log.fact('done', 1, { at: 4 }).fact('done', 1, { at: 9 });
    expect(value(log, 'scalability.finished')).toBe(0.5);
    log.fact('done', 3, { at: 6 });
    expect(value(log, 'scalability.completion')).toBe(6);
    log.fact('done', 2, { at: 7 });
    expect(value(log, 'scalability.finished')).toBe(1);
  });

  it('of old versions are 0 where all that was read is new, and none where nothing was read', () => {
    expect(value(new Log().fact('read-fresh', 1, { at: 1 }), 'consistency.stale-reads')).toBe(0);
    expect(because(new Log().fact('lost-write', 1, { at: 1 }), 'consistency.stale-reads')).toBe('no-reads');
    expect(value(new Log().fact('lost-write', 1, { at: 1 }), 'consistency.lost-writes')).toBe(1);
    expect(value(new Log().fact('diverged', 1, { at: 1 }), 'consistency.diverged')).toBe(1);
    expect(value(new Log().fact('diverged', 1, { at: 1 }), 'consistency.lost-writes')).toBe(0);
  });
});

describe('Averages', () => {
  it('of the time that copies differ are over all times that they did', () => {
    const log = new Log().fact('converged', 1, { at: 5, value: 1e6 }).fact('converged', 1, { at: 9, value: 5e6 });
    expect(value(log, 'consistency.converge-time')).toBe(3);
  });

  it('of the wait are over all that arrived', () => {
    const log = new Log().fact('got', 1, { at: 5, value: 1e6 }).fact('got', 1, { at: 6, value: 2e6 });
    expect(value(log, 'scalability.wait')).toBe(1.5);
    expect(value(log, 'scalability.goodput')).toBe(2 / 100);
  });
});

describe('Fraud and secrets', () => {
  it('count what was taken in, and are a true 0 where it was found out', () => {
    expect(value(new Log().fact('fraud-rejected', 1, { at: 1 }), 'security.fraud-accepted')).toBe(0);
    expect(value(new Log().fact('fraud-accepted', 1, { at: 1 }), 'security.fraud-accepted')).toBe(1);
    expect(value(new Log().fact('exposed', 1, { at: 1 }), 'security.exposed')).toBe(1);
    const defended = new Log().fact('defence', 1, { at: 1, value: 7 }).fact('defence', 2, { at: 1, value: 5 });
    expect(value(defended, 'security.defence')).toBe(12);
  });

  it('count work that was lost with its sender, its receiver, its server and whoever left', () => {
    const log = new Log();
    for (const reason of ['sender-down', 'receiver-down', 'server-down', 'left', 'timeout', 'link-cut'] as const) {
      log.entry('expired', 0, { at: 1, reason });
    }
    expect(value(log, 'reliability.work-lost')).toBe(4);
  });
});
