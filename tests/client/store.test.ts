import { describe, expect, it } from 'vitest';
import { createStore, takeMessage, takeState } from '../../client/connection/store.ts';
import type { StateFields } from '../../shared/protocol/public-state.ts';
import type { SeatLine, SeatView } from '../../shared/protocol/views.ts';

const STATE = {
  version: 1,
  code: 'K7MQ2',
  service: '',
  scenario: '',
  architecture: '',
  run: 0,
  clockAt: 5_000,
  clockEndsAt: 9_000,
  paused: false,
  clockRevision: 1,
  pace: 100,
  instructor: false,
  meters: '',
  banner: '',
  notice: '',
  brief: '',
  result: '',
} as StateFields;
const LINE: SeatLine = {
  seat: '',
  name: 'Ada',
  mark: { shape: 0, colour: 0, initials: 'AD' },
  connected: true,
  acted: false,
  node: -1,
  role: null,
};
const line = (seat: string, node = -1): SeatLine => ({ ...LINE, seat, node });
const seats = (store: ReturnType<typeof createStore>) => store.roster.value.map(({ seat }) => seat);

describe('The roster', () => {
  it('keeps everybody’s place: a changed line stays where it was, a new one comes last', () => {
    const store = createStore();
    takeMessage(store, 'roster', { lines: [line('a'), line('b')], gone: [] });
    takeMessage(store, 'roster', { lines: [line('a', 5), line('c')], gone: [] });
    expect(store.roster.value).toEqual([line('a', 5), line('b'), line('c')]);
    takeMessage(store, 'roster', { lines: [], gone: ['b'] });
    expect(seats(store)).toEqual(['a', 'c']);
  });

  it('after a reconnection is the whole one: whoever left meanwhile is not on it', () => {
    const store = createStore();
    takeMessage(store, 'roster', { lines: [line('a'), line('b')], gone: [] });
    store.startOver = true;
    takeMessage(store, 'roster', { lines: [line('b')], gone: [] });
    expect(seats(store)).toEqual(['b']);
    takeMessage(store, 'roster', { lines: [line('c')], gone: [] });
    expect(seats(store)).toEqual(['b', 'c']);
  });
});

describe('The class’s clock', () => {
  it.each([
    ['its time', { clockAt: 5_001 }],
    ['its end', { clockEndsAt: -1 }],
    ['a pause', { paused: true }],
    ['its pace', { pace: 50 }],
  ])('is read anew when %s changes, and counts from when that arrived', (_, change) => {
    const store = createStore();
    takeState(store, STATE, 100);
    takeState(store, { ...STATE }, 200);
    expect(store.clock.value?.arrived).toBe(100);
    takeState(store, { ...STATE, ...change }, 300);
    expect(store.clock.value?.arrived).toBe(300);
  });

  it.each([
    [50, 0.5],
    [1, 0.01],
    [99, 0.99],
  ])('goes slowly at a pace of %i %%', (pace, share) => {
    const store = createStore();
    takeState(store, { ...STATE, pace }, 0);
    expect(store.clock.value?.clock.pace).toBe(share);
  });

  it.each([0, 100])('goes as it should at a pace of %i', (pace) => {
    const store = createStore();
    takeState(store, { ...STATE, pace }, 0);
    expect(store.clock.value?.clock.pace).toBe(1);
  });

  it('may end at 0', () => {
    const store = createStore();
    takeState(store, { ...STATE, clockEndsAt: 0 }, 0);
    expect(store.clock.value?.clock.endsAt).toBe(0);
  });
});

describe('The state', () => {
  it('says whether a desk is connected, and which run of the pair is played', () => {
    const store = createStore();
    takeState(store, STATE, 0);
    expect(store.instructor.value).toBe(false);
    expect(store.view.value?.run).toBe(0);
    takeState(store, { ...STATE, instructor: true, run: 1 }, 0);
    expect(store.instructor.value).toBe(true);
    expect(store.view.value?.run).toBe(1);
  });

  it('of a class without a code is none yet', () => {
    const store = createStore();
    takeState(store, { ...STATE, code: '' }, 0);
    expect(store.view.value).toBeNull();
  });

  it('keeps what did not change, so that it is not drawn again, and reads what did', () => {
    const store = createStore();
    takeState(store, { ...STATE, meters: '[{"id":"a"}]' } as StateFields, 0);
    const before = store.view.value?.meters;
    takeState(store, { ...STATE, meters: '[{"id":"a"}]' } as StateFields, 0);
    expect(store.view.value?.meters).toBe(before);
    takeState(store, { ...STATE, meters: '' } as StateFields, 0);
    expect(store.view.value?.meters).toEqual([]);
  });
});

describe('A part of a seat’s view', () => {
  const part = { view: { points: 7 }, names: {}, play: {}, lists: {} };

  it('changes the view that there is', () => {
    const store = createStore();
    takeMessage(store, 'seat', { seat: 'ada', points: 3, names: {}, play: null } as SeatView);
    takeMessage(store, 'seat-part', part);
    expect(store.seat.value).toMatchObject({ seat: 'ada', points: 7 });
  });

  it('is no view by itself', () => {
    const store = createStore();
    takeMessage(store, 'seat-part', part);
    expect(store.seat.value).toBeNull();
  });
});
