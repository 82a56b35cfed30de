import type { ClassEvent } from '../../shared/class/index.ts';

/** Who holds a secret: a seat by its id, or the desk. The journal knows the secret's hash alone. */
export interface Credential {
  readonly type: 'grant';
  readonly holder: string;
  readonly hash: string;
  /** The holder's earlier secrets end. */
  readonly alone?: true;
}

/** One line of a class's journal. */
export type Entry = { readonly type: 'event'; readonly event: ClassEvent } | Credential;

/**
 * Why a journal can't be read or written. The first four may pass by themselves: another server has the folder (`busy`), there is no room
 * (`full`), the disk does not answer as it should (`io`), the file was deleted or replaced while the class was open (`gone`). A `damaged` one
 * stays so, and of an `unknown` class there is none.
 */
export type Cause = 'busy' | 'full' | 'io' | 'gone' | 'damaged' | 'unknown';

/** `problem`: what is wrong, for whoever runs the server; it completes "can't be read or written:". */
export interface Failed {
  readonly ok: false;
  readonly cause: Cause;
  readonly problem: string;
}
export type Written = { readonly ok: true } | Failed;
export type Reserved =
  | { readonly ok: true }
  | { readonly ok: false; readonly taken: true }
  | (Failed & { taken: false });

/** A class as it was at some entry, written down by some version of the program, which alone can read it. */
export interface Checkpoint {
  readonly engine: string;
  readonly body: string;
}

/** `entries`: those after the checkpoint, all without one. `torn`: some that were written at the end are not there any more. */
export type Stored =
  | {
      readonly ok: true;
      readonly checkpoint: string | null;
      readonly entries: readonly Entry[];
      readonly torn: boolean;
    }
  | Failed;

export interface StoredClass {
  readonly code: string;
  /** When it was last written to, in ms since 1970. */
  readonly touched: number;
}

/**
 * Where classes are kept. What `append` has answered `ok` to is there after any end of the process, and comes back from `read` in the
 * order of writing; what it refused is not there at all.
 */
export interface Journal {
  /** Takes a code that no journal has, and writes the first entries under it. */
  reserve(code: string, entries: readonly Entry[]): Promise<Reserved>;
  /** All entries or none. */
  append(code: string, entries: readonly Entry[]): Promise<Written>;
  /** Keeps the class as it is after the last entry, in place of an older checkpoint. It is a help alone: it may get lost. */
  keep(code: string, checkpoint: Checkpoint): Promise<Written>;
  /**
   * Everything that was ever written, of open classes and of those that are over; in slices, so that others get their turn. With an `engine`, its
   * checkpoint and the entries after it, where there is one that belongs to these very entries. A journal that is damaged is left as it is.
   */
  read(code: string, engine?: string): Promise<Stored>;
  /** Every credential of a class, found without reading the rest. */
  credentials(code: string): Promise<{ readonly ok: true; readonly credentials: readonly Credential[] } | Failed>;
  /** Whether a class with this code is open, over, or none. */
  find(code: string): Promise<'open' | 'closed' | 'unknown'>;
  /** The classes that were not closed, damaged ones among them. */
  open(): Promise<readonly StoredClass[]>;
  /** The class is over: `open` names it no more, and its journal is kept until it expires. */
  close(code: string): Promise<Written>;
  /** Deletes closed journals that were last written to before that time (ms since 1970). @returns their codes */
  expire(before: number): Promise<readonly string[]>;
  /** Looks whether every open journal is where it was, and mends what can be. @returns how many are not */
  look(): Promise<number>;
  /** Finds out whether anything could be written now. */
  probe(): Promise<Written>;
  /** Lets go of all files and connections. */
  dispose(): Promise<void>;
}
