import { expect, test } from 'vitest';
import { Audience } from '../../server/audience/audience.ts';
import { newConnection } from '../../server/audience/connection.ts';
import { emptyState } from '../../server/audience/public-state.ts';
import { newRunner, press } from './support/runner.ts';

const STUDENTS = 24;

test('On a server that is late with its steps no student is passed over', async () => {
  let now = 0;
  const runner = newRunner({
    now: () => now,
    report: (sentence) => expect(sentence).toBe(''),
    soon: (work) => work(),
  });
  const audience = new Audience(runner, emptyState(), () => now);
  const shown = new Map<string, number>();
  for (let index = 0; index < STUDENTS; index++) {
    const seat = `seat-${index}`;
    await runner.submit({
      command: { type: 'join', seat, device: `device-${index}`, name: `Pupil ${index}` },
      actor: { kind: 'server' },
    });
    const send = (kind: string): void => {
      if (kind === 'seat-part') shown.set(seat, (shown.get(seat) ?? 0) + 1);
    };
    const connection = newConnection(
      { kind: 'seat', seat, tenure: 0 },
      { send, close: () => undefined, waiting: () => 0 },
      now,
    );
    expect(audience.enter(connection)).toBeUndefined();
    audience.hello(connection);
  }
  while (runner.latest.publicView(runner.at()).phase !== 'play') {
    await press(runner, { type: 'next' });
    now += 50;
    audience.step();
  }
  shown.clear();
  for (let step = 0; step < 40; step++) {
    now += 600;
    audience.step();
    await Promise.resolve();
  }
  const times = Array.from({ length: STUDENTS }, (_, index) => shown.get(`seat-${index}`) ?? 0);
  expect(Math.min(...times), times.join(' ')).toBeGreaterThan(0);
});
