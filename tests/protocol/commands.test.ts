import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type InstructorCommand,
  instructorFormat,
  type StudentCommand,
  studentFormat,
} from '../../shared/protocol/commands.ts';
import { architecture, sent } from './arbitrary.ts';

const id = fc.string({ minLength: 1, maxLength: 64 });
const epoch = fc.nat();
const better = fc.oneof(architecture, fc.constant('same' as const));
const numbered = { id, number: fc.integer({ min: 1, max: 1_000_000 }), epoch };
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const value = fc.oneof(fc.string({ maxLength: 64 }), finite, fc.boolean());
const action = fc
  .tuple(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.dictionary(fc.stringMatching(/^x[a-z]{0,8}$/), value, { maxKeys: 7 }),
  )
  .map(([type, fields]) => ({ ...fields, type }));
const params = fc.dictionary(fc.stringMatching(/^x[a-z]{0,8}$/), value, { noNullPrototype: true });
const type = <Type extends string>(name: Type): fc.Arbitrary<Type> => fc.constant(name);

const student: fc.Arbitrary<StudentCommand> = fc.oneof(
  fc.record({
    type: type('predict'),
    prediction: fc.record({
      better,
      sure: fc.constantFrom(1 as const, 2 as const, 3 as const),
      finish: fc.double({ min: 0, max: 100, noNaN: true }).map((share) => share + 0),
    }),
    ...numbered,
  }),
  fc.record({ type: type('act'), action, ...numbered }),
  fc.record({ type: type('vote'), better, ...numbered }),
);
const inPhase = <Type extends string>(name: Type) => fc.record({ type: type(name), epoch });
const switched = <Type extends string>(name: Type) => fc.record({ type: type(name), on: fc.boolean() });
const onClock = <Type extends string>(name: Type) => fc.record({ type: type(name), revision: fc.nat() });
const name = fc.string({ maxLength: 40 });

const instructor: fc.Arbitrary<InstructorCommand> = fc.oneof(
  inPhase('start'),
  inPhase('next'),
  inPhase('back'),
  inPhase('end'),
  inPhase('remove-newcomers'),
  onClock('pause'),
  onClock('resume'),
  switched('lock'),
  switched('suggested-names'),
  switched('only-opened-boards'),
  fc.record({ type: type('extend'), seconds: fc.integer({ min: 5, max: 600 }), epoch }),
  fc.record({ type: type('rename'), seat: id, name }),
  fc.record({ type: type('new-name'), seat: id, instead: name }),
  fc.record({ type: type('kick'), seat: id }),
  fc.record({ type: type('role'), seat: id, role: id, epoch }),
  fc.record({ type: type('bots'), fillTo: fc.nat(300) }),
  fc.record({ type: type('stress'), id, params, uses: fc.nat(), epoch }),
  fc.record({ type: type('stress-end'), index: fc.nat(), epoch }),
);

test('What a student’s page asks for is read as it was sent', () => {
  fc.assert(
    fc.property(student, (command) => {
      expect(studentFormat.parse(sent(command))).toEqual(sent(command));
    }),
  );
});

test('What the desk asks for is read as it was sent', () => {
  fc.assert(
    fc.property(instructor, (command) => {
      expect(instructorFormat.parse(sent(command))).toEqual(sent(command));
    }),
  );
});
