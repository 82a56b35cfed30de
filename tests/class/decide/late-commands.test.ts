import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor, ClassEvent, Command } from '../../../shared/class/index.ts';
import type { StudentDeed } from '../../../shared/protocol/commands.ts';
import { fromDesk, fromStudent, type InstructorPress, type Screen } from '../../support/presses.ts';
import { CALM } from '../calm.ts';
import { screenOf, World } from '../world.ts';

const CLOCK: ReadonlySet<ClassEvent['type']> = new Set(['phase-began', 'paused', 'resumed']);
const DESKS = ['left', 'right'] as const;
const SCREENS = [...DESKS, 'student'] as const;
const BEGINNINGS = ['lobby', 'predict', 'play', 'play', 'compare'] as const;
type Whose = (typeof SCREENS)[number];

const stress = { type: 'stress', id: 'slow-links', params: { for: 8 } } as const;
const deskPress = fc.constantFrom<InstructorPress>(
  { type: 'start' },
  { type: 'next' },
  { type: 'next' },
  { type: 'back' },
  { type: 'end' },
  { type: 'pause' },
  { type: 'resume' },
  { type: 'extend', seconds: 5 },
  stress,
  { type: 'stress-end', index: 0 },
  { type: 'stress-end', index: 1 },
);
const studentPress = fc.constantFrom<StudentDeed>(
  { type: 'predict', prediction: { better: 'same', sure: 1, finish: 50 } },
  { type: 'predict', prediction: { better: 'peer-to-peer', sure: 3, finish: 10 } },
  { type: 'vote', better: 'same' },
  { type: 'vote', better: 'client-server' },
);

type Move =
  /** The newest of the class arrives at a screen. */
  | { readonly does: 'look'; readonly whose: Whose }
  | {
      readonly does: 'press';
      readonly whose: Whose;
      readonly desk: InstructorPress;
      readonly student: StudentDeed;
      /** On a screen that shows the newest, and heard before anything else. */
      readonly atOnce: boolean;
    }
  /** One of all commands that were ever sent arrives: late, out of order, or once more. */
  | { readonly does: 'arrive'; readonly which: number }
  | { readonly does: 'wait'; readonly ms: number };

const whose = fc.constantFrom(...SCREENS);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('look' as const), whose }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('press' as const),
      whose,
      desk: deskPress,
      student: studentPress,
      atOnce: fc.boolean(),
    }),
  },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('arrive' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 100, max: 9000 }) }) },
);

/** What the journal says of where the class is: counted here, not by the class. */
const phaseAt = ({ journal }: World): number => journal.filter(({ type }) => type === 'phase-began').length;
const clockAt = ({ journal }: World): number => journal.filter(({ type }) => CLOCK.has(type)).length;
const placeOf = (world: World, command: Command): number => ('revision' in command ? clockAt(world) : phaseAt(world));

interface Sent {
  readonly command: Command;
  readonly actor: Actor;
  /** Where the class was on the screen that it was pressed on. */
  readonly place: number;
  effects: number;
}

interface Seen {
  readonly screen: Screen;
  readonly phase: number;
  readonly clock: number;
}

const look = (world: World): Seen => ({
  screen: screenOf(world.room, world.at),
  phase: phaseAt(world),
  clock: clockAt(world),
});

function press(seen: Seen, { whose, desk, student }: Extract<Move, { does: 'press' }>, number: number): Sent {
  const own = whose === 'student';
  const command = own
    ? fromStudent({ ...student, id: `deed-${number}`, number }, seen.screen)
    : fromDesk(desk, seen.screen);
  const actor: Actor = own ? { kind: 'student', seat: 's0' } : { kind: 'instructor' };
  return { command, actor, place: 'revision' in command ? seen.clock : seen.phase, effects: 0 };
}

function arriving(move: Move, sent: readonly Sent[]): Sent | undefined {
  if (move.does === 'press') return move.atOnce ? sent.at(-1) : undefined;
  return move.does === 'arrive' ? sent[move.which % Math.max(1, sent.length)] : undefined;
}

/** @returns whether it did something */
function arrive(world: World, sent: Sent): boolean {
  const written = world.journal.length;
  const place = placeOf(world, sent.command);
  const refusal = world.step(sent.command, sent.actor);
  const events = world.journal.slice(written);
  if (events.length === 0) return false;
  sent.effects++;
  const name = `${sent.command.type}, ${refusal?.code}`;
  expect(place, `${name} was pressed where it counts`).toBe(sent.place);
  // A prediction or vote again may stand for another one in between, and more time is more time: all in the same phase.
  if (sent.actor.kind === 'instructor' && sent.command.type !== 'extend')
    expect(sent.effects, `${name} counts once`).toBe(1);
  return true;
}

describe('Commands of two desks and a student that come late, twice and out of order', () => {
  test('count in the very phase and on the very clock that they were pressed in, once, or not at all', () => {
    const counted = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...BEGINNINGS), fc.array(move, { minLength: 40, maxLength: 120 }), (phase, moves) => {
        const world = new World({ lesson: CALM });
        world.join('s0');
        world.skipTo(phase);
        const seen = new Map<Whose, Seen>(SCREENS.map((each) => [each, look(world)]));
        const sent: Sent[] = [];
        for (const each of moves) {
          if (each.does === 'look' || (each.does === 'press' && each.atOnce)) seen.set(each.whose, look(world));
          if (each.does === 'press') sent.push(press(seen.get(each.whose) as Seen, each, sent.length + 1));
          if (each.does === 'wait') world.pass(each.ms / 1000);
          const one = arriving(each, sent);
          if (one !== undefined && arrive(world, one)) counted.add(one.command.type);
        }
      }),
    );
    // All kinds were tried, or it says nothing about them.
    const steps = ['start', 'next', 'back', 'end', 'pause', 'resume', 'extend', 'stress', 'stress-end'];
    expect([...steps, 'predict', 'vote'].filter((type) => !counted.has(type))).toEqual([]);
  });
});

describe('A command that comes late is refused in words', () => {
  const play = (): World => {
    const world = new World({ lesson: CALM });
    world.join('s0');
    world.skipTo('predict');
    return world;
  };

  test('rule class 2.11: “next” of two desks at the same time goes on by one phase', () => {
    const world = play();
    const { epoch } = world.view();
    expect(world.desk({ type: 'next', epoch })).toBeUndefined();
    const refusal = world.desk({ type: 'next', epoch });
    expect(refusal).toEqual({ code: 'moved-on', said: { key: 'refusal.moved-on', args: { phase: 'play' } } });
    expect(world.view().phase).toBe('play');
  });

  test('of the same phase when the class was there before', () => {
    const world = play();
    const { epoch } = world.view();
    world.desk({ type: 'next' });
    world.desk({ type: 'back' });
    expect(world.view().phase).toBe('predict');
    expect(world.desk({ type: 'next', epoch })?.code).toBe('moved-on');
    const prediction = { better: 'same', sure: 1, finish: 50 } as const;
    expect(world.student('s0', { type: 'predict', prediction, epoch })?.code).toBe('moved-on');
    expect(world.seat('s0').prediction).toBeNull();
  });

  test('rule class 2.11: a vote of one round does not count in the next', () => {
    const world = new World();
    world.join('s0');
    world.skipTo('compare', 1, 0);
    const { epoch } = world.view();
    world.skipTo('compare', 1, 1);
    expect(world.student('s0', { type: 'vote', better: 'same', epoch })?.code).toBe('moved-on');
    expect(world.seat('s0').vote).toBeNull();
  });

  test('a tap of the first run does nothing in the second', () => {
    const world = play();
    world.skipTo('play', 0);
    const { epoch } = world.view();
    world.skipTo('play', 1);
    expect(world.student('s0', { type: 'act', action: { type: 'ask', whom: 0 }, epoch })?.code).toBe('moved-on');
  });

  test('rule class 2.12: “pause” from before somebody else’s pause and its end does not stop the class again', () => {
    const world = play();
    const { revision } = world.view().clock;
    world.desk({ type: 'pause' });
    expect(world.desk({ type: 'pause', revision })?.code).toBe('paused');
    world.desk({ type: 'resume' });
    expect(world.desk({ type: 'pause', revision })?.code).toBe('clock-changed');
    expect(world.view().clock.paused).toBe(false);
  });

  test('rule class 6.3: the same trouble while it goes on, and once it is over, if it was pressed before', () => {
    const world = play();
    world.skipTo('play');
    const { uses } = screenOf(world.room, world.at);
    const press = { ...stress, uses: uses('slow-links') };
    expect(world.desk(press)).toBeUndefined();
    expect(world.desk(stress)?.code).toBe('stress-active');
    world.pass(9);
    expect(world.desk(press)?.code).toBe('stress-ended');
    expect(world.desk(stress)).toBeUndefined();
  });

  test('a new name that was asked for twice is one', () => {
    const world = play();
    expect(world.desk({ type: 'new-name', seat: 's0', instead: 'Pupil s0' })).toBeUndefined();
    const { name } = world.seat('s0');
    expect(world.desk({ type: 'new-name', seat: 's0', instead: 'Pupil s0' })).toEqual({
      code: 'renamed',
      said: { key: 'refusal.renamed', args: { name } },
    });
    expect(world.seat('s0').name).toBe(name);
  });
});
