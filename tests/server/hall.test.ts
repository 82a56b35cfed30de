import { expect, test } from 'vitest';
import { emptyGrants } from '../../server/rooms/grants.ts';
import { Hall } from '../../server/rooms/hall.ts';
import { LiveClass } from '../../server/rooms/live-class.ts';
import { newPeer } from '../../server/rooms/peer.ts';
import { emptyState } from '../../server/rooms/public-state.ts';
import { Classroom, openClass } from '../../shared/class/index.ts';
import { CATALOGUE, LESSON } from '../class/sample.ts';

const STUDENTS = 24;

test('On a server that is late with its steps no student is passed over', async () => {
  let now = 0;
  const events = openClass({ code: 'CDFGH', title: 'Class', lesson: LESSON, seed: 1 }, 0);
  const live = new LiveClass(Classroom.rebuild(CATALOGUE, events), emptyGrants(), {
    catalogue: CATALOGUE,
    journal: {
      append: async () => ({ ok: true }),
      read: async () => ({ ok: true, entries: [] }),
      reserve: async () => ({ ok: true }),
      open: async () => [],
      close: async () => ({ ok: true }),
      dispose: async () => undefined,
    },
    now: () => now,
    report: (sentence) => expect(sentence).toBe(''),
    soon: (work) => work(),
  });
  const hall = new Hall(live, emptyState(), () => now);
  const shown = new Map<string, number>();
  for (let index = 0; index < STUDENTS; index++) {
    const seat = `seat-${index}`;
    await live.submit({
      command: { type: 'join', seat, device: `device-${index}`, name: `Pupil ${index}` },
      actor: { kind: 'server' },
    });
    const send = (kind: string): void => {
      if (kind === 'seat-part') shown.set(seat, (shown.get(seat) ?? 0) + 1);
    };
    const peer = newPeer({ kind: 'seat', seat }, { send, close: () => undefined }, now);
    expect(hall.enter(peer)).toBeUndefined();
    hall.hello(peer);
  }
  while (live.room.publicView(live.at()).phase !== 'play') {
    await live.submit({ command: { type: 'next' }, actor: { kind: 'instructor' } });
    now += 50;
    hall.step();
  }
  shown.clear();
  for (let step = 0; step < 40; step++) {
    now += 600;
    hall.step();
    await Promise.resolve();
  }
  const times = Array.from({ length: STUDENTS }, (_, index) => shown.get(`seat-${index}`) ?? 0);
  expect(Math.min(...times), times.join(' ')).toBeGreaterThan(0);
});
