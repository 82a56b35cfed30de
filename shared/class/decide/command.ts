import type { InstructorCommand, StudentCommand } from '../../protocol/commands.ts';

/** Who asks: known from the connection, never from the message. */
export type Actor =
  | { readonly kind: 'instructor' }
  | { readonly kind: 'student'; readonly seat: string }
  | { readonly kind: 'server' };

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
