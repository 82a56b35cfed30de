import type { Action, Architecture, Params } from '../sim/index.ts';

/** Who asks: known from the connection, never from the message. */
export type Actor =
  | { readonly kind: 'instructor' }
  | { readonly kind: 'student'; readonly seat: string }
  | { readonly kind: 'server' };

export interface Prediction {
  /** Which architecture does better under this trouble. */
  readonly better: Architecture | 'same';
  /** 1 a guess, 2 fairly sure, 3 certain. */
  readonly sure: 1 | 2 | 3;
  /** Of 100 machines, how many will finish on the first architecture. */
  readonly finish: number;
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

export type StudentCommand = StudentDeed & Numbered;

export type InstructorCommand =
  /** From the lobby into the first round. */
  | { readonly type: 'start' }
  /** To the next phase at once (skip, cut short), or back to the one before. */
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'extend'; readonly seconds: number }
  | { readonly type: 'lock'; readonly on: boolean }
  /** Only suggested names from now on. */
  | { readonly type: 'suggested-names'; readonly on: boolean }
  | { readonly type: 'rename'; readonly seat: string; readonly name: string }
  | { readonly type: 'new-name'; readonly seat: string }
  | { readonly type: 'kick'; readonly seat: string }
  /** The student gets this role in the next run, as far as it has a free machine. */
  | { readonly type: 'role'; readonly seat: string; readonly role: string }
  | { readonly type: 'bots'; readonly fillTo: number }
  | { readonly type: 'stress'; readonly id: string; readonly params: Params }
  | { readonly type: 'stress-end'; readonly index: number }
  | { readonly type: 'end' };

export type ServerCommand =
  | { readonly type: 'join'; readonly seat: string; readonly device: string; readonly name: string }
  | { readonly type: 'connected'; readonly seat: string }
  | { readonly type: 'disconnected'; readonly seat: string }
  /** Asked by the clock: whatever is due, and in play a mark of the time once a second. */
  | { readonly type: 'tick' }
  /** After a rebuild from the journal, before anybody connects. */
  | { readonly type: 'restarted' }
  /** The class is over for good: nobody has been there for long. */
  | { readonly type: 'close' };

export type Command = StudentCommand | InstructorCommand | ServerCommand;
