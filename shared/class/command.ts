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

export type ServerCommand =
  /** `seat` and `code` are for a new seat. */
  | {
      readonly type: 'join';
      readonly seat: string;
      readonly device: string;
      readonly name: string;
      readonly code?: string;
    }
  /** The device has shown the seat's code. */
  | { readonly type: 'move'; readonly seat: string; readonly device: string }
  /** The seat's code is this one from now on. */
  | { readonly type: 'seat-code'; readonly seat: string; readonly code: string }
  | { readonly type: 'connected'; readonly seat: string }
  /** Nobody has come to take this seat. */
  | { readonly type: 'give-up'; readonly seat: string }
  | { readonly type: 'disconnected'; readonly seat: string }
  /** Asked by the clock: whatever is due, and in play a mark of the time once a second. */
  | { readonly type: 'tick' }
  /** After a rebuild from the journal, before anybody connects. */
  | { readonly type: 'restarted' }
  /** The class is over for good: nobody has been there for long. */
  | { readonly type: 'close' };

export type Command = StudentCommand | InstructorCommand | ServerCommand;
