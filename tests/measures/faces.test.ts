import { expect, it } from 'vitest';
import { createCounter } from '../../shared/measures/index.ts';
import { FACTS_OF_RUN, Log } from './log.ts';

it('Every measure says whether more of it is better, and in which unit', () => {
  const faces = createCounter()
    .measures(FACTS_OF_RUN)
    .map(({ id, unit, better }) => `${id} ${unit} ${better}`);
  expect(faces.sort()).toEqual([
    'consistency.converge-time seconds -1',
    'consistency.diverged count -1',
    'consistency.lost-writes count -1',
    'consistency.stale-reads share -1',
    'control.deciders count 0',
    'control.largest-share share 0',
    'control.rule-time seconds -1',
    'coordination.control-per-useful ratio -1',
    'coordination.messages-per-useful ratio -1',
    'reliability.availability share 1',
    'reliability.blast-radius share -1',
    'reliability.recovery seconds -1',
    'reliability.service-kept ratio 1',
    'reliability.work-lost count -1',
    'resource-sharing.carriers count 0',
    'resource-sharing.jain index 0',
    'resource-sharing.largest-share share 0',
    'scalability.completion seconds -1',
    'scalability.finished share 1',
    'scalability.goodput per-second 1',
    'scalability.wait seconds -1',
    'security.corrupt-accepted count -1',
    'security.corrupt-rejected count 1',
    'security.corrupt-share share -1',
    'security.defence bytes -1',
    'security.exposed count -1',
    'security.fraud-accepted count -1',
  ]);
});

it('A counter that goes on from another’s state counts the same as one that saw all', () => {
  const write = (log: Log, from: number): void => {
    for (let at = from; at < from + 10; at++) log.fact('asked', 1, { at }).fact('got', 1, { at: at + 0.5, value: 5e5 });
    log.entry('down', 0, { at: from + 11, reason: 'server-down' }).entry('up', 0, { at: from + 12 });
    log.fact('rule-made', 0, { at: from + 13, ref: from }).fact('decided', 2, { at: from + 13 });
  };
  const whole = new Log();
  write(whole, 0);
  const rest = new Log(createCounter(structuredClone(whole.counter.state)), whole.length);
  write(whole, 30);
  write(rest, 30);
  expect(rest.counter.measures(FACTS_OF_RUN)).toEqual(whole.counter.measures(FACTS_OF_RUN));
});
