import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_ACTS_PER_SECOND } from '../../../shared/class/decide/student.ts';
import type { Refusal } from '../../../shared/sim/index.ts';
import type { StudentPress } from '../../support/presses.ts';
import { CALM, playing } from '../calm.ts';
import { commandOf, World } from '../world.ts';

const WAVE = { type: 'wave' };

/** Whatever a page sends, with the number that it has on the wire. */
function send(world: World, seat: string, press: StudentPress): Refusal | undefined {
  return world.press(press, { kind: 'student', seat });
}
const wave = (id: string, number: number): StudentPress => ({ type: 'act', id, number, action: WAVE });
const acted = (world: World): readonly string[] =>
  world.journal.flatMap((event) => (event.type === 'acted' ? [event.id] : []));

describe('An act that is sent again', () => {
  test.each([1, 40, 400])('rule class 5.2: counts once, however many others came between: %i', (others) => {
    const { world, client } = playing();
    world.act(client, 'first', WAVE);
    for (let other = 0; other < others; other++) {
      world.pass(1 / MOST_ACTS_PER_SECOND);
      if (world.view().clock.endsAt !== null && world.at > (world.room.due() ?? 0) - 2000)
        world.desk({ type: 'extend', seconds: 60 });
      world.act(client, `other-${other}`, WAVE);
    }
    world.pass(1);
    const before = acted(world).length;
    const answer = world.act(client, 'first', WAVE);
    expect(acted(world)).toHaveLength(before);
    expect(acted(world).filter((id) => id === 'first')).toHaveLength(1);
    expect([undefined, 'out-of-order']).toContain(answer?.code);
  });

  test('counts once after a restart and after a reload, which learns where to go on', () => {
    const { world, client } = playing();
    for (let time = 1; time <= 5; time++) world.act(client, `${time}`, WAVE);
    const again = world.rebuilt();
    for (let time = 1; time <= 5; time++) {
      const command = commandOf(wave(`${time}`, time), again, world.at);
      const decision = again.decide(command, { kind: 'student', seat: client }, world.at);
      expect(decision).toEqual({ events: [] });
    }
    expect(again.seatView(client)?.taken).toBe(5);
    world.pass(1);
    expect(send(world, client, wave('of-the-new-page', 6))).toBeUndefined();
    expect(acted(world)).toEqual(['1', '2', '3', '4', '5', 'of-the-new-page']);
  });

  test('of two tabs with the same number the first counts, and the other is told so and goes on with the next', () => {
    const { world, client } = playing();
    expect(send(world, client, wave('old-tab', 1))).toBeUndefined();
    expect(send(world, client, wave('new-tab', 1))?.code).toBe('out-of-order');
    expect(send(world, client, wave('new-tab-again', world.seat(client).taken + 1))).toBeUndefined();
    expect(send(world, client, wave('old-tab-late', 2))?.code).toBe('out-of-order');
    expect(send(world, client, wave('old-tab', 1)), 'it gets its old answer').toBeUndefined();
    expect(acted(world)).toEqual(['old-tab', 'new-tab-again']);
  });

  test('rule class 5.2: can’t lock its seat by a number far ahead', () => {
    const { world, client } = playing();
    expect(send(world, client, wave('far', Number.MAX_SAFE_INTEGER))?.code).toBe('out-of-order');
    expect(send(world, client, wave('next', 1))).toBeUndefined();
  });

  test('is never in the journal twice, whatever pages send in whatever order', () => {
    const deed = fc.record({ page: fc.constantFrom('one', 'two', 'three'), number: fc.integer({ min: 1, max: 60 }) });
    const sent = fc.record({ deed, wait: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 120 }), (all) => {
        const { world, client } = playing();
        for (const { deed, wait } of all) {
          world.at += Math.min(wait, Math.max(0, (world.room.due() ?? 0) - world.at - 1));
          send(world, client, wave(`${deed.page}-${deed.number}`, deed.number));
        }
        expect(new Set(acted(world)).size).toBe(acted(world).length);
        const numbers = world.journal.flatMap((event) => (event.type === 'acted' ? [event.number] : []));
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }),
    );
  });
});

describe('A prediction or a vote that is sent again', () => {
  test('does not undo a later one', () => {
    const world = new World({ lesson: CALM });
    world.join('a');
    world.skipTo('predict');
    const first = { better: 'same', sure: 1, finish: 5 } as const;
    const second = { better: 'peer-to-peer', sure: 3, finish: 95 } as const;
    send(world, 'a', { type: 'predict', prediction: first, id: 'p1', number: 1 });
    send(world, 'a', { type: 'predict', prediction: second, id: 'p2', number: 2 });
    expect(send(world, 'a', { type: 'predict', prediction: first, id: 'p1', number: 1 })).toBeUndefined();
    expect(world.seat('a').prediction).toEqual(second);
    world.skipTo('compare');
    send(world, 'a', { type: 'vote', better: 'client-server', id: 'v3', number: 3 });
    send(world, 'a', { type: 'vote', better: 'same', id: 'v4', number: 4 });
    expect(send(world, 'a', { type: 'vote', better: 'client-server', id: 'v3', number: 3 })).toBeUndefined();
    expect(world.seat('a').vote).toBe('same');
  });
});
