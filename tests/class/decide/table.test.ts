import { describe, expect, test } from 'vitest';
import { type Actor, REFUSALS } from '../../../shared/class/index.ts';
import { TEXT_KEYS } from '../../../shared/class/words/text-keys.ts';
import type { Phase } from '../../../shared/protocol/views.ts';
import { LESSON, SCENARIO } from '../sample.ts';
import { everything, type Press, World } from '../world.ts';

/** Every command there is, with fields that are right and fields that are not. */
const COMMANDS: { readonly [type in Press['type']]: readonly Extract<Press, { type: type }>[] } = {
  predict: [{ type: 'predict', prediction: { better: 'same', sure: 1, finish: 50 }, id: 'guess', number: 1 }],
  act: [
    { type: 'act', id: 'one', number: 1, action: { type: 'wave' } },
    { type: 'act', id: 'two', number: 2, action: { type: 'ask', whom: 1 } },
    { type: 'act', id: 'three', number: 3, action: { type: 'nonsense', whom: [1, 'x'] } },
    { type: 'act', id: 'four', number: 4, action: { type: 'ask', whom: 'nobody' } },
  ],
  vote: [{ type: 'vote', better: 'peer-to-peer', id: 'vote', number: 1 }],
  start: [{ type: 'start' }],
  next: [{ type: 'next' }],
  back: [{ type: 'back' }],
  pause: [{ type: 'pause' }],
  resume: [{ type: 'resume' }],
  extend: [
    { type: 'extend', seconds: 30 },
    { type: 'extend', seconds: 600 },
  ],
  lock: [{ type: 'lock', on: true }],
  'suggested-names': [{ type: 'suggested-names', on: true }],
  rename: [
    { type: 'rename', seat: 'a', name: 'Anna' },
    { type: 'rename', seat: 'nobody', name: 'Anna' },
    { type: 'rename', seat: 'a', name: '\u202e' },
  ],
  'new-name': [
    { type: 'new-name', seat: 'a', instead: 'Pupil a' },
    { type: 'new-name', seat: 'a', instead: 'Somebody else' },
    { type: 'new-name', seat: 'nobody', instead: 'Nobody' },
  ],
  kick: [
    { type: 'kick', seat: 'b' },
    { type: 'kick', seat: 'nobody' },
  ],
  role: [
    { type: 'role', seat: 'a', role: 'server' },
    { type: 'role', seat: 'a', role: '__proto__' },
    { type: 'role', seat: 'nobody', role: 'server' },
  ],
  bots: [{ type: 'bots', fillTo: 300 }],
  stress: [
    { type: 'stress', id: 'crash', params: {} },
    { type: 'stress', id: '__proto__', params: {} },
    { type: 'stress', id: 'crash', params: { target: 'node:99' } },
  ],
  'stress-end': [
    { type: 'stress-end', index: 0 },
    { type: 'stress-end', index: 1e9 },
  ],
  end: [{ type: 'end' }],
  join: [
    { type: 'join', seat: 'n', device: 'device-n', name: 'Newcomer' },
    { type: 'join', seat: 'a', device: 'device-a', name: 'Newcomer' },
    { type: 'join', seat: 'm', device: 'device-m', name: '' },
    { type: 'join', seat: 'c', device: 'device-c', name: 'Newcomer', code: 'K7MX3' },
  ],
  move: [
    { type: 'move', seat: 'a', device: 'device-other' },
    { type: 'move', seat: 'a', device: 'device-a' },
    { type: 'move', seat: 'nobody', device: 'device-other' },
  ],
  'seat-code': [
    { type: 'seat-code', seat: 'a', code: 'K7MX3' },
    { type: 'seat-code', seat: 'nobody', code: 'K7MX3' },
  ],
  connected: [
    { type: 'connected', seat: 'b' },
    { type: 'connected', seat: 'nobody' },
  ],
  disconnected: [
    { type: 'disconnected', seat: 'a' },
    { type: 'disconnected', seat: 'nobody' },
  ],
  'give-up': [
    { type: 'give-up', seat: 'a' },
    { type: 'give-up', seat: 'nobody' },
  ],
  'only-opened-boards': [
    { type: 'only-opened-boards', on: true },
    { type: 'only-opened-boards', on: false },
  ],
  'remove-newcomers': [{ type: 'remove-newcomers' }],
  tick: [{ type: 'tick' }],
  restarted: [{ type: 'restarted' }],
  close: [{ type: 'close' }],
};

/** Who may give which command at all. */
const MAY: { readonly [kind in Actor['kind']]: readonly Press['type'][] } = {
  student: ['predict', 'act', 'vote'],
  server: ['join', 'move', 'seat-code', 'connected', 'disconnected', 'give-up', 'tick', 'restarted', 'close'],
  instructor: [
    ...([
      'start',
      'next',
      'back',
      'pause',
      'resume',
      'extend',
      'lock',
      'suggested-names',
      'rename',
      'new-name',
    ] as const),
    ...(['kick', 'remove-newcomers', 'only-opened-boards', 'role', 'bots', 'stress', 'stress-end', 'end'] as const),
  ],
};

/** Phases in which it can have an effect, where that is not all of them. */
const ONLY_IN: { readonly [type in Press['type']]?: readonly (Phase | 'over')[] } = {
  predict: ['predict'],
  act: ['play'],
  vote: ['compare'],
  start: ['lobby'],
  next: ['lobby', 'brief', 'predict', 'play', 'reveal', 'compare'],
  back: ['brief', 'predict', 'play', 'reveal', 'compare', 'end'],
  pause: ['brief', 'predict', 'play', 'reveal', 'compare'],
  resume: [],
  extend: ['brief', 'predict', 'play', 'reveal', 'compare'],
  stress: ['play'],
  'stress-end': ['play'],
  end: ['lobby', 'brief', 'predict', 'play', 'reveal', 'compare'],
};

const ACTORS: readonly Actor[] = [
  { kind: 'instructor' },
  { kind: 'server' },
  { kind: 'student', seat: 'a' },
  { kind: 'student', seat: 'gone' },
  { kind: 'student', seat: '__proto__' },
];

const PHASES: readonly (Phase | 'over')[] = ['lobby', 'brief', 'predict', 'play', 'reveal', 'compare', 'end', 'over'];

function inPhase(phase: Phase | 'over'): World {
  const stresses = [{ id: 'slow-links', at: 10, params: {} }];
  const world = new World({ lesson: { ...LESSON, rounds: [{ ...SCENARIO, stresses }] } });
  for (const seat of ['a', 'b', 'gone']) world.join(seat);
  world.drop('b');
  world.desk({ type: 'kick', seat: 'gone' });
  if (phase === 'over') world.server({ type: 'close' });
  else world.skipTo(phase);
  if (phase === 'play') world.pass(11);
  return world;
}

const KNOWN_CODES = new Set<string>([...REFUSALS, 'yourself', 'waiting', 'has-all']);

describe.each(PHASES)('In %s', (phase) => {
  test('rule class 1.3: every command of every actor does something, or is refused with a known code and no effect; nothing throws', () => {
    let world = inPhase(phase);
    for (const command of Object.values(COMMANDS).flat())
      for (const actor of ACTORS) {
        const before = everything(world.room, world.at);
        const written = world.journal.length;
        const refusal = world.press(command, actor);
        if (refusal !== undefined) expect(KNOWN_CODES.has(refusal.code), `${command.type}: ${refusal.code}`).toBe(true);
        if (world.journal.length === written) expect(everything(world.room, world.at)).toEqual(before);
        else {
          expect(everything(world.rebuilt(), world.at)).toEqual(everything(world.room, world.at));
          world = inPhase(phase);
        }
      }
  });

  test('rule class 1.4: nobody can do what only others may', () => {
    for (const commands of Object.values(COMMANDS))
      for (const command of commands)
        for (const actor of ACTORS) {
          if (MAY[actor.kind].includes(command.type)) continue;
          const world = inPhase(phase);
          const before = everything(world.room, world.at);
          const code = world.press(command, actor)?.code;
          if (phase !== 'over' || command.type !== 'tick')
            expect(code).toBe(phase === 'over' ? 'ended' : 'not-allowed');
          expect(everything(world.room, world.at)).toEqual(before);
        }
  });

  test('the right actor is heard in the right phases alone', () => {
    for (const [type, [command]] of Object.entries(COMMANDS) as [Press['type'], readonly Press[]][]) {
      const actor = ACTORS.find(({ kind }) => MAY[kind].includes(type)) as Actor;
      const world = inPhase(phase);
      const refused = world.press(command as Press, actor) !== undefined;
      const heard = phase !== 'over' && (ONLY_IN[type]?.includes(phase) ?? true);
      if (type === 'tick') continue;
      expect(`${type} ${refused ? 'refused' : 'heard'}`).toBe(`${type} ${heard ? 'heard' : 'refused'}`);
    }
  });
});

test('every key of a sentence is there once', () => {
  expect(new Set(TEXT_KEYS).size).toBe(TEXT_KEYS.length);
  expect(new Set(REFUSALS).size).toBe(REFUSALS.length);
});
