import { describe, expect, test } from 'vitest';
import { Classroom, type Command } from '../../../shared/class/index.ts';
import type { Phase } from '../../../shared/protocol/views.ts';
import { CATALOGUE } from '../sample.ts';
import { everything, World } from '../world.ts';

const SERVER = { kind: 'server' } as const;
const PHASES: readonly Phase[] = ['lobby', 'brief', 'predict', 'play', 'reveal', 'compare', 'end'];

/** A class with Ana on `device-a`, whose code is K7MX3, and Bo on `device-b`. */
function classOfTwo(): World {
  const world = new World();
  world.step({ type: 'join', seat: 'a', device: 'device-a', name: 'Ana', code: 'K7MX3' }, SERVER);
  world.step({ type: 'join', seat: 'b', device: 'device-b', name: 'Bo', code: 'CDFGH' }, SERVER);
  for (const seat of ['a', 'b']) world.connect(seat);
  return world;
}
const decided = (world: World, command: Command) => world.room.decide(command, SERVER, world.at);
const joinAs = (name: string, device: string): Command => ({ type: 'join', seat: 'new', device, name });

describe('A seat’s code', () => {
  test('rule secrecy 2.4: is its student’s to see, and stands in nobody else’s view, on no board and in no report', () => {
    const world = classOfTwo();
    world.skipTo('play', 1);
    world.pass(2);
    expect(world.seat('a').code).toBe('K7MX3');
    const { seats, ...rest } = everything(world.room, world.at) as { seats: readonly object[] };
    expect(JSON.stringify(rest)).not.toMatch(/K7MX3|CDFGH/);
    expect(JSON.stringify(seats[1])).not.toContain('K7MX3');
    expect(JSON.stringify(rest)).toContain('Ana');
  });

  test('is found by the seat’s name, or nearly so', () => {
    const { room } = classOfTwo();
    for (const name of ['Ana', ' ana ', 'Аna']) expect(room.seatCalled(name)).toEqual({ seat: 'a', code: 'K7MX3' });
    for (const name of ['Anna', '', '\u202e', 'x'.repeat(10_000)]) expect(room.seatCalled(name)).toBeUndefined();
  });

  test('can be another one from then on, after a restart too', () => {
    const world = classOfTwo();
    world.step({ type: 'seat-code', seat: 'a', code: 'PPPPP' }, SERVER);
    expect(world.seat('a').code).toBe('PPPPP');
    expect(world.rebuilt().seatCode('a')).toBe('PPPPP');
    expect(decided(world, { type: 'seat-code', seat: 'x', code: 'PPPPP' })).toMatchObject({
      refusal: { code: 'no-seat' },
    });
  });

  test('rule journal 5.1: is missing in journals from before there were any, which are read as ever', () => {
    const world = classOfTwo();
    const older = world.journal.map(({ ...event }) => {
      if (event.type === 'joined') delete (event as { code?: string }).code;
      return event;
    });
    const room = Classroom.rebuild(CATALOGUE, older);
    expect(room.seatView('a')).toMatchObject({ name: 'Ana', code: null });
  });
});

describe('Who joins with a name that is taken', () => {
  test('is told so in every phase, also where nobody new may come in', () => {
    for (const phase of PHASES) {
      const world = classOfTwo();
      world.skipTo(phase);
      expect(decided(world, joinAs('ana', 'device-c')), phase).toMatchObject({
        refusal: { code: 'name-taken', said: { args: { name: 'ana', offer: 'ana 2' } } },
      });
      world.desk({ type: 'lock', on: true });
      expect(decided(world, joinAs('Ana', 'device-c'))).toMatchObject({ refusal: { code: 'name-taken' } });
      expect(decided(world, joinAs('Cem', 'device-c'))).toMatchObject({ refusal: { code: 'locked' } });
    }
  });

  test('in a full class, and in one of suggested names, whose offer is a suggestion', () => {
    const full = new World({ limit: 1 });
    full.join('a', 'Ana');
    expect(full.join('b', 'Ana')?.code).toBe('name-taken');
    expect(full.join('b', 'Bo')?.code).toBe('full');
    const world = classOfTwo();
    world.desk({ type: 'suggested-names', on: true });
    const refusal = world.join('c', 'Ana');
    expect(refusal?.code).toBe('name-taken');
    expect(world.join('c', String(refusal?.said.args?.['offer']))).toBeUndefined();
  });

  test('on a device that has a seat of its own is not given that one for it', () => {
    const world = classOfTwo();
    expect(decided(world, joinAs('Ana', 'device-b'))).toMatchObject({ refusal: { code: 'name-taken' } });
    expect(decided(world, joinAs('Bo', 'device-b'))).toMatchObject({ events: [], seat: 'b' });
    expect(decided(world, joinAs('Somebody', 'device-b'))).toMatchObject({ events: [], seat: 'b' });
  });
});

describe('A seat that moves to another device', () => {
  test.each(PHASES)('rule class 3.6: in %s keeps name, sign, role, machine, points, predictions and place', (phase) => {
    const world = classOfTwo();
    if (phase !== 'lobby') world.skipTo(phase === 'brief' ? 'brief' : 'predict');
    world.student('a', { type: 'predict', prediction: { better: 'same', sure: 2, finish: 50 } });
    if (phase !== 'lobby' && phase !== 'brief') world.skipTo(phase, phase === 'play' ? 0 : undefined);
    if (phase === 'play') world.act('a', '1', { type: 'ask', whom: 0 });
    world.pass(2);
    const [before, line] = [world.seat('a'), world.room.roster()[0]];
    expect(world.step({ type: 'move', seat: 'a', device: 'device-new' }, SERVER)).toBeUndefined();
    expect(world.seat('a')).toEqual(before);
    expect(world.room.roster()[0]).toEqual(line);
    expect(world.rebuilt().seatView('a')).toEqual(before);
    expect(decided(world, joinAs('Whoever', 'device-new'))).toMatchObject({ events: [], seat: 'a' });
    expect(decided(world, joinAs('Whoever', 'device-a'))).not.toMatchObject({ seat: 'a' });
  });

  test('rule class 1.6: twice to the same device moves once; to and fro as often as it is asked', () => {
    const world = classOfTwo();
    const move = (device: string) => world.room.decide({ type: 'move', seat: 'a', device }, SERVER, world.at);
    expect(move('device-a')).toEqual({ events: [], seat: 'a' });
    world.step({ type: 'move', seat: 'a', device: 'device-new' }, SERVER);
    expect(move('device-new')).toEqual({ events: [], seat: 'a' });
    world.step({ type: 'move', seat: 'a', device: 'device-a' }, SERVER);
    expect(decided(world, joinAs('x', 'device-a'))).toMatchObject({ seat: 'a' });
  });

  test('leaves the seat that the device had before to whoever has its code', () => {
    const world = classOfTwo();
    world.step({ type: 'move', seat: 'a', device: 'device-b' }, SERVER);
    expect(decided(world, joinAs('Whoever', 'device-b'))).toMatchObject({ seat: 'a' });
    expect(world.room.hasSeat('b')).toBe(true);
    world.step({ type: 'move', seat: 'b', device: 'device-c' }, SERVER);
    expect(decided(world, joinAs('Whoever', 'device-c'))).toMatchObject({ seat: 'b' });
    expect(world.rebuilt().roster()).toEqual(world.room.roster());
  });

  test('is none that was taken away, and none for a device that somebody was taken away on', () => {
    const world = classOfTwo();
    world.step({ type: 'move', seat: 'a', device: 'device-new' }, SERVER);
    world.desk({ type: 'kick', seat: 'a' });
    expect(decided(world, { type: 'move', seat: 'a', device: 'device-c' })).toMatchObject({
      refusal: { code: 'kicked' },
    });
    expect(world.room.seatCalled('Ana')).toBeUndefined();
    for (const device of ['device-new', 'device-a']) {
      expect(decided(world, { type: 'move', seat: 'b', device })).toMatchObject({ refusal: { code: 'kicked' } });
      expect(decided(world, joinAs('Cem', device)), device).toMatchObject({ refusal: { code: 'kicked' } });
    }
    expect(decided(world, { type: 'move', seat: 'x', device: 'device-c' })).toMatchObject({
      refusal: { code: 'no-seat' },
    });
  });

  test('when it has lost its device to another, takes no device along that is not its own', () => {
    const world = classOfTwo();
    world.step({ type: 'move', seat: 'a', device: 'device-b' }, SERVER);
    world.desk({ type: 'kick', seat: 'b' });
    expect(decided(world, joinAs('Whoever', 'device-b'))).toMatchObject({ seat: 'a' });
  });
});
