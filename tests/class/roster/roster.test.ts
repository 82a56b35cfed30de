import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../shared/protocol/views.ts';
import { World } from '../world.ts';

describe('Seats', () => {
  test('rule class 3.1, 3.2: are never more than the limit, and a returning device gets its own back even then', () => {
    const world = new World({ limit: 3 });
    for (const seat of ['a', 'b', 'c']) expect(world.join(seat)).toBeUndefined();
    expect(world.join('d')).toMatchObject({ code: 'full', said: { args: { limit: 3 } } });
    world.drop('a');
    const again = world.room.decide(
      { type: 'join', seat: 'z', device: 'device-a', name: 'Somebody else' },
      { kind: 'server' },
      world.at,
    );
    expect(again).toEqual({ events: [], seat: 'a' });
    expect(world.view().counts.joined).toBe(3);
  });

  test('rule class 3.1, 3.3: a locked class lets nobody new in, and a returning device', () => {
    const world = new World();
    world.join('a');
    world.desk({ type: 'lock', on: true });
    expect(world.join('b')?.code).toBe('locked');
    expect(world.join('x', 'Pupil x', 'device-a')?.code).toBe('no-seat');
    expect(
      world.room.decide({ type: 'join', seat: 'x', device: 'device-a', name: '' }, { kind: 'server' }, world.at),
    ).toEqual({
      events: [],
      seat: 'a',
    });
    world.desk({ type: 'lock', on: false });
    expect(world.join('b')).toBeUndefined();
  });

  test('rule class 3.5: a kicked student stays out on that device and that seat, and can do nothing any more', () => {
    const world = new World();
    world.join('a');
    world.join('b');
    world.skipTo('play');
    world.desk({ type: 'kick', seat: 'a' });
    expect(world.room.hasSeat('a')).toBe(false);
    expect(world.room.wasKicked('a')).toBe(true);
    expect(world.join('new', 'Other', 'device-a')?.code).toBe('kicked');
    expect(world.join('a', 'Other', 'another-device')?.code).toBe('kicked');
    expect(world.connect('a')?.code).toBe('kicked');
    expect(world.act('a', 'x', { type: 'wave' })?.code).toBe('kicked');
    expect(world.room.seatView('a')).toBeUndefined();
    expect(world.room.roster().map(({ seat }) => seat)).toEqual(['b']);
    const machine = world.room.scene()?.nodes.filter(({ bot }) => !bot);
    expect(machine).toHaveLength(1);
  });

  test('marks are all different in a class of forty-two', () => {
    const world = new World();
    for (let seat = 0; seat < 42; seat++) world.join(`s${seat}`);
    const marks = world.room.roster().map(({ mark }) => `${mark.shape}/${mark.colour}`);
    expect(new Set(marks).size).toBe(42);
  });

  test('a mark that a kicked student had is given again', () => {
    const world = new World();
    for (let seat = 0; seat < 42; seat++) world.join(`s${seat}`);
    const free = world.seat('s7').mark;
    world.desk({ type: 'kick', seat: 's7' });
    world.join('late');
    expect(world.seat('late').mark).toMatchObject({ shape: free.shape, colour: free.colour });
  });
});

describe('Joined, connected and acted are three numbers', () => {
  test('rule class 3.8: in predict', () => {
    const world = new World();
    for (const seat of ['a', 'b', 'c']) world.join(seat);
    world.skipTo('predict');
    world.drop('c');
    world.student('a', { type: 'predict', prediction: { better: 'same', sure: 1, finish: 5 } });
    expect(world.view().counts).toMatchObject({ joined: 3, connected: 2, acted: 1 });
    world.skipTo('play');
    expect(world.view().counts.acted).toBe(0);
  });
});

describe('A dropped student', () => {
  test('rule class 3.7: keeps seat, machine and score, the autopilot plays, and the first touch after the return hands back', () => {
    const world = new World();
    world.join('a');
    world.skipTo('play', 0);
    world.act('a', '1', { type: 'ask', whom: 0 });
    world.pass(1);
    const before = world.seat('a');
    world.drop('a');
    expect(world.seat('a').pilot).toBe('autopilot');
    const node = world.room.frame(null)?.frame.nodes.find((one) => one.node === before.node);
    expect(node).toMatchObject({ connected: false, pilot: 'autopilot', up: true });
    world.pass(2);
    world.connect('a');
    expect(world.seat('a')).toMatchObject({ node: before.node, pilot: 'autopilot' });
    world.act('a', '2', { type: 'wave' });
    expect(world.seat('a')).toMatchObject({ node: before.node, pilot: 'you' });
    expect(world.seat('a').points).toBeGreaterThanOrEqual(before.points);
  });

  test('is no outage: nothing is down, lost or counted', () => {
    const run = (drops: boolean) => {
      const world = new World();
      world.join('a');
      world.skipTo('play', 0);
      if (drops) world.drop('a');
      world.pass(8);
      return world.room.frame(null)?.frame.nodes.filter(({ up }) => !up).length;
    };
    expect(run(true)).toBe(run(false));
  });
});

describe('A late joiner', () => {
  const phases: readonly Phase[] = ['lobby', 'brief', 'predict', 'play', 'reveal', 'compare', 'end'];

  test.each(phases)('gets a correct picture in %s and plays at the latest from the next run on', (phase) => {
    const world = new World();
    for (const seat of ['a', 'b']) world.join(seat);
    world.skipTo(phase);
    world.pass(1);
    expect(world.join('late')).toBeUndefined();
    const { node, role, play } = world.seat('late');
    const inRun = phase === 'brief' || phase === 'predict' || phase === 'play';
    expect(node >= 0).toBe(inRun);
    expect(role !== null).toBe(inRun);
    expect(play !== null).toBe(phase === 'play');
    expect(world.view().counts.joined).toBe(3);
    if (phase === 'end' || phase === 'compare') return;
    world.skipTo('play', 1);
    expect(world.seat('late').node).toBeGreaterThanOrEqual(0);
    expect(world.act('late', '1', { type: 'wave' })).toBeUndefined();
  });

  test('rule class 4.5: takes over a bot’s machine at once, and everybody sees it', () => {
    const world = new World();
    world.join('a');
    world.skipTo('play', 0);
    world.pass(3);
    const scene = world.room.scene();
    world.join('late', 'Late Lee');
    const { node } = world.seat('late');
    expect(scene?.nodes[node]?.bot).toBe(true);
    expect(world.room.scene()?.nodes[node]).toMatchObject({ bot: false, name: 'Late Lee' });
    expect(world.act('late', '1', { type: 'wave' })).toBeUndefined();
  });

  test('rule class 4.6: finds a spare machine even in a class larger than the scenario, unless the class is locked', () => {
    const world = new World();
    for (let seat = 0; seat < 30; seat++) world.join(`s${seat}`);
    world.skipTo('play', 0);
    for (let late = 0; late < 3; late++) {
      world.join(`late${late}`);
      expect(world.seat(`late${late}`).node).toBeGreaterThanOrEqual(0);
    }
    world.join('too-late');
    expect(world.seat('too-late')).toMatchObject({ node: -1, role: null, play: null });
    expect(world.act('too-late', 'x', { type: 'wave' })?.code).toBe('no-machine');
    world.skipTo('play', 1);
    expect(world.seat('too-late').node).toBeGreaterThanOrEqual(0);
  });

  test('who comes in reveal has a machine when the instructor goes back to play', () => {
    const world = new World();
    world.join('a');
    world.skipTo('reveal');
    world.join('late');
    world.desk({ type: 'back' });
    expect(world.seat('late').node).toBeGreaterThanOrEqual(0);
  });
});

describe('Bots', () => {
  test('rule class 4.1: fill up to what the scenario says, or the instructor', () => {
    const world = new World();
    world.join('a');
    expect(world.view().counts.bots).toBe(5);
    world.desk({ type: 'bots', fillTo: 12 });
    expect(world.view().counts.bots).toBe(11);
    world.skipTo('play', 0);
    expect(world.room.scene()?.nodes).toHaveLength(12);
    expect(world.room.scene()?.nodes.filter(({ bot }) => bot)).toHaveLength(11);
  });
});
