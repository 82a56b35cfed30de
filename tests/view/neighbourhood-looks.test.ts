import { describe, expect, test } from 'vitest';
import { changedNear, neighbourhoodOf } from '../../client/view/board/neighbourhood.ts';
import type { SeatView } from '../../client/view/board/source.ts';

describe('A neighbourhood', () => {
  const said = (text: string) => ({ key: 'text', args: { text } });
  const mark = { shape: 1, colour: 2, initials: 'AN' };
  const seatOf = (note: string): SeatView => ({
    seat: 's',
    code: null,
    name: 'Ana',
    mark,
    node: 3,
    role: null,
    secret: null,
    taken: 0,
    points: 0,
    prediction: null,
    vote: null,
    outage: null,
    names: { 0: { name: 'Server', mark }, 5: { name: 'Ben', mark } },
    pilot: 'autopilot',
    praise: [],
    play: {
      role: 'client',
      status: said(''),
      mood: 'waiting',
      job: { label: said(''), done: 6, total: 24 },
      verbs: [],
      offers: [],
      recent: [],
      neighbours: [
        { node: 0 as never, note: said('serves you'), mood: 'good' },
        { node: 5 as never, note: said(note), mood: 'bad' },
      ],
    },
  });

  test('has me, how far I am, and those I deal with by their names', () => {
    const near = neighbourhoodOf(seatOf('is slow'), 'client-server');
    expect(near).toMatchObject({
      progress: 0.25,
      autopilot: true,
      near: [
        { name: 'Server', hub: true },
        { name: 'Ben', hub: false },
      ],
    });
    expect(neighbourhoodOf(seatOf(''), 'peer-to-peer')?.near[0]?.hub).toBe(false);
  });

  test('has me down while my machine is', () => {
    const seat = seatOf('');
    expect(neighbourhoodOf(seat, 'client-server')?.up).toBe(true);
    expect(neighbourhoodOf({ ...seat, outage: said('Why') }, 'client-server')?.up).toBe(false);
  });

  test('is nothing outside of play', () => {
    expect(neighbourhoodOf(null, 'client-server')).toBeUndefined();
    expect(neighbourhoodOf({ ...seatOf(''), play: null }, 'client-server')).toBeUndefined();
  });

  test('knows between whom and me something went', () => {
    const before = neighbourhoodOf(seatOf('is slow'), 'client-server');
    const now = neighbourhoodOf(seatOf('helped you'), 'client-server');
    expect(now && [...changedNear(before, now)]).toEqual([5]);
    expect(now && changedNear(undefined, now).size).toBe(0);
  });
});
