import { z } from 'zod';
import { type Action, ARCHITECTURES, type Architecture, type Params } from '../sim/index.ts';

export interface Prediction {
  /** Which architecture does better under this trouble. */
  readonly better: Architecture | 'same';
  /** 1 a guess, 2 fairly sure, 3 certain. */
  readonly sure: 1 | 2 | 3;
  /** Of 100 machines, how many will finish on the first architecture. */
  readonly finish: number;
}

/**
 * A command that means the phase on its sender's screen. `epoch`: how many phases had begun by then. It never repeats: a phase that
 * the class comes back to is another one, and a command that arrives late or twice counts in its own phase or not at all.
 */
export interface InPhase {
  readonly epoch: number;
}

/** A command that means the clock on its sender's screen. `revision`: how often it had been stopped or started by then; it never repeats either. */
interface OnClock {
  readonly revision: number;
}

/** What a student does. */
export type StudentDeed =
  | { readonly type: 'predict'; readonly prediction: Prediction }
  /** A verb on the own machine. */
  | { readonly type: 'act'; readonly action: Action }
  | { readonly type: 'vote'; readonly better: Architecture | 'same' };

/**
 * Makes a deed that is sent again the same deed, for ever. Of a seat's deeds only those are taken whose `number` is higher than that of
 * all that were taken before (`SeatView.taken`), whichever page sends them. `id`, made up for each deed, tells one that is sent again, and
 * gets its old answer, from another page's that had the same number.
 */
export interface Numbered {
  readonly id: string;
  /** Whole, from 1. */
  readonly number: number;
}

export type StudentCommand = StudentDeed & InPhase & Numbered;

export type InstructorCommand =
  /** From the lobby into the first round. */
  | ({ readonly type: 'start' } & InPhase)
  /** To the next phase at once (skip, cut short), or back to the one before. */
  | ({ readonly type: 'next' } & InPhase)
  | ({ readonly type: 'back' } & InPhase)
  | ({ readonly type: 'pause' } & OnClock)
  | ({ readonly type: 'resume' } & OnClock)
  | ({ readonly type: 'extend'; readonly seconds: number } & InPhase)
  | { readonly type: 'lock'; readonly on: boolean }
  /** Only suggested names from now on. */
  | { readonly type: 'suggested-names'; readonly on: boolean }
  /** Only boards that a desk opened from now on. */
  | { readonly type: 'only-opened-boards'; readonly on: boolean }
  | { readonly type: 'rename'; readonly seat: string; readonly name: string }
  /** A suggested name instead of the one that the student has now. */
  | { readonly type: 'new-name'; readonly seat: string; readonly instead: string }
  | { readonly type: 'kick'; readonly seat: string }
  /** Everybody who joined in the last minute; they may come again. */
  | ({ readonly type: 'remove-newcomers' } & InPhase)
  /** The student gets this role in the next run, as far as it has a free machine. */
  | ({ readonly type: 'role'; readonly seat: string; readonly role: string } & InPhase)
  | { readonly type: 'bots'; readonly fillTo: number }
  /** `uses`: how often the run had this stress by then, whether it had begun or not. */
  | ({ readonly type: 'stress'; readonly id: string; readonly params: Params; readonly uses: number } & InPhase)
  | ({ readonly type: 'stress-end'; readonly index: number } & InPhase)
  /** To the lesson's last phase at once. */
  | ({ readonly type: 'end' } & InPhase);

const choice = z.enum([...ARCHITECTURES, 'same']);
/** Of a seat, a deed, a role, a lesson. */
export const idFormat = z.string().min(1).max(64);
const value = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);
const field = z.union([value, z.array(z.union([z.string().max(64), z.number()])).max(64)]);
const params = z.record(z.string().max(40), z.union([z.string().max(64), z.number(), z.boolean()]));

/** A verb on the own machine: a name and a few plain fields. */
export const actionFormat = z
  .object({ type: z.string().min(1).max(40) })
  .catchall(field)
  .refine((action) => Object.keys(action).length <= 8, 'an action has at most eight fields');

const numbered = { id: idFormat, number: z.number().int().min(1) };
const inPhase = { epoch: z.number().int().min(0) };
const onClock = { revision: z.number().int().min(0) };

/** What a student's socket may ask for. */
export const studentFormat = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('predict'),
    prediction: z.object({
      better: choice,
      sure: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      finish: z.number().min(0).max(100),
    }),
    ...numbered,
    ...inPhase,
  }),
  z.object({ type: z.literal('act'), action: actionFormat, ...numbered, ...inPhase }),
  z.object({ type: z.literal('vote'), better: choice, ...numbered, ...inPhase }),
]) satisfies z.ZodType<StudentCommand>;

/** What the instructor's socket may ask for. */
export const instructorFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), ...inPhase }),
  z.object({ type: z.literal('next'), ...inPhase }),
  z.object({ type: z.literal('back'), ...inPhase }),
  z.object({ type: z.literal('pause'), ...onClock }),
  z.object({ type: z.literal('resume'), ...onClock }),
  z.object({ type: z.literal('extend'), seconds: z.number().min(5).max(600), ...inPhase }),
  z.object({ type: z.literal('lock'), on: z.boolean() }),
  z.object({ type: z.literal('suggested-names'), on: z.boolean() }),
  z.object({ type: z.literal('only-opened-boards'), on: z.boolean() }),
  z.object({ type: z.literal('rename'), seat: idFormat, name: z.string().max(4_000) }),
  z.object({ type: z.literal('new-name'), seat: idFormat, instead: z.string().max(4_000) }),
  z.object({ type: z.literal('kick'), seat: idFormat }),
  z.object({ type: z.literal('remove-newcomers'), ...inPhase }),
  z.object({ type: z.literal('role'), seat: idFormat, role: idFormat, ...inPhase }),
  z.object({ type: z.literal('bots'), fillTo: z.number().int().min(0).max(300) }),
  z.object({ type: z.literal('stress'), id: idFormat, params, uses: z.number().int().min(0), ...inPhase }),
  z.object({ type: z.literal('stress-end'), index: z.number().int().min(0), ...inPhase }),
  z.object({ type: z.literal('end'), ...inPhase }),
]) satisfies z.ZodType<InstructorCommand>;
