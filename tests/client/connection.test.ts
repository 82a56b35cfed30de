import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from '../../client/connection/backoff.ts';
import {
  deviceOf,
  forgetSeat,
  keepClass,
  keepSeat,
  keptClasses,
  keptSeat,
  memoryShelf,
} from '../../client/connection/browser-storage.ts';

describe('the wait before coming back', () => {
  it('is never longer than eight seconds and always spread', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const wait = backoff(attempt, chance);
        expect(wait).toBeGreaterThanOrEqual(200);
        expect(wait).toBeLessThanOrEqual(8_000);
      }),
    );
    expect(backoff(20, 1) - backoff(20, 0)).toBe(4_000);
  });
});

describe('what a browser keeps', () => {
  const seat = { code: 'K7MQ2', seat: 's', token: 't', name: 'Ana' };

  it('is one seat for each class', () => {
    const shelf = memoryShelf();
    keepSeat(shelf, seat);
    keepSeat(shelf, { ...seat, code: 'AAAA2', name: 'Ben' });
    expect(keptSeat(shelf, 'K7MQ2')).toEqual(seat);
    forgetSeat(shelf, 'K7MQ2');
    expect(keptSeat(shelf, 'K7MQ2')).toBeUndefined();
    expect(keptSeat(shelf, 'AAAA2')?.name).toBe('Ben');
  });

  it('is the same device for ever', () => {
    const shelf = memoryShelf();
    const device = deviceOf(shelf);
    expect(device).toMatch(/^[0-9a-f]{32}$/);
    expect(deviceOf(shelf)).toBe(device);
    expect(deviceOf(memoryShelf())).not.toBe(device);
  });

  it('is every open class of an instructor, and nothing that another build left behind', () => {
    const shelf = memoryShelf();
    keepClass(shelf, { code: 'K7MQ2', key: 'k', title: 'Release day' });
    shelf.set('hub-and-mesh.desk.OLD22', '{"code":"OLD22"}');
    shelf.set('hub-and-mesh.desk.TORN2', '{"code":"TOR');
    shelf.set('another-app', 'x');
    expect(keptClasses(shelf)).toEqual([{ code: 'K7MQ2', key: 'k', title: 'Release day' }]);
  });
});
