import { describe, expect, test } from 'vitest';
import { World } from '../world.ts';

const SERVER = { kind: 'server' } as const;
const DESK = { kind: 'instructor' } as const;

function join(world: World, seat: string): string | undefined {
  return world.step({ type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` }, SERVER)?.code;
}
const seats = (world: World) => world.room.roster().map(({ seat }) => seat);
const connect = (world: World, seat: string) => world.step({ type: 'connected', seat }, SERVER);

describe('A seat that nobody has come for', () => {
  test('rule class 3.2: gives way in a full class to somebody who comes, the oldest first, and not at once', () => {
    const world = new World({ limit: 3 });
    for (const seat of ['1', '2', '3']) join(world, seat);
    connect(world, '2');
    expect(join(world, '4')).toBe('full');
    world.pass(5);
    expect(join(world, '4')).toBeUndefined();
    expect(seats(world)).toEqual(['2', '3', '4']);
    world.pass(5);
    expect(join(world, '5')).toBeUndefined();
    expect(seats(world)).toEqual(['2', '4', '5']);
  });

  test('is held by its place from the first connection on, whether it is connected or not', () => {
    const world = new World({ limit: 2 });
    for (const seat of ['1', '2']) {
      join(world, seat);
      connect(world, seat);
      world.step({ type: 'disconnected', seat }, SERVER);
    }
    world.pass(600);
    expect(join(world, '3')).toBe('full');
    expect(world.step({ type: 'give-up', seat: '1' }, SERVER)).toBeUndefined();
    expect(seats(world)).toEqual(['1', '2']);
  });

  test('rule class 3.5: is given up when the server says so, and its device may come again', () => {
    const world = new World();
    join(world, '1');
    world.step({ type: 'give-up', seat: '1' }, SERVER);
    expect(seats(world)).toEqual([]);
    expect(world.rebuilt().roster()).toEqual([]);
    expect(world.room.wasKicked('1')).toBe(false);
    expect(world.step({ type: 'join', seat: '9', device: 'device-1', name: 'Pupil 1' }, SERVER)?.code).toBeUndefined();
  });
});

describe('Removing all who came in the last minute', () => {
  test('takes those alone: whoever came before stays, also who has come back since', () => {
    const world = new World();
    for (const seat of ['1', '2']) {
      join(world, seat);
      connect(world, seat);
    }
    world.pass(61);
    world.step({ type: 'disconnected', seat: '1' }, SERVER);
    connect(world, '1');
    for (const seat of ['3', '4', '5']) join(world, seat);
    connect(world, '4');
    expect(world.room.deskView().newcomers).toBe(3);
    world.step({ type: 'remove-newcomers', epoch: world.room.epoch }, DESK);
    expect(seats(world)).toEqual(['1', '2']);
    expect(world.room.deskView().newcomers).toBe(0);
    expect(join(world, '6')).toBeUndefined();
  });

  test('means the phase on the desk that asked for it, and nobody but the desk can', () => {
    const world = new World();
    join(world, '1');
    const { epoch } = world.room;
    world.desk({ type: 'start' });
    expect(world.step({ type: 'remove-newcomers', epoch }, DESK)?.code).toBe('moved-on');
    expect(world.step({ type: 'remove-newcomers', epoch: epoch + 1 }, { kind: 'student', seat: '1' })?.code).toBe(
      'not-allowed',
    );
    expect(seats(world)).toEqual(['1']);
  });
});
