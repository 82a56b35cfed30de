import type { ClassEvent } from '../../shared/class/index.ts';

/** Who holds a secret: a seat by its id, or the desk. The journal knows the secret's hash alone. */
export interface Credential {
  readonly type: 'grant';
  readonly holder: string;
  readonly hash: string;
  /** The holder's earlier secrets are revoked. */
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

/** A class as it stood after some entry; only the version of the program that wrote it can read it. */
export interface Checkpoint {
  readonly engine: string;
  readonly body: string;
}

/** `entries`: those after the checkpoint, or all without one. `torn`: the last writes are lost. */
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
 * Where classes are kept. Entries that `append` answered `ok` to survive any end of the process, and `read` returns them in the order of
 * writing; entries that it refused are not kept at all.
 */
export interface Journal {
  /** Reserves a code that no journal has, and writes its first entries. */
  reserve(code: string, entries: readonly Entry[]): Promise<Reserved>;
  /** All entries or none. */
  append(code: string, entries: readonly Entry[]): Promise<Written>;
  /** Stores a checkpoint taken after the last entry, replacing an older one. Nothing depends on it: it may get lost. */
  keep(code: string, checkpoint: Checkpoint): Promise<Written>;
  /**
   * Everything that was ever written, of open classes and of those that are over; in slices, so that others get their turn. With an `engine`, its
   * checkpoint and the entries after it, where there is one that belongs to these very entries. A journal that is damaged is left as it is.
   */
  read(code: string, engine?: string): Promise<Stored>;
  /** Reads the credentials of a class without the rest. */
  credentials(code: string): Promise<{ readonly ok: true; readonly credentials: readonly Credential[] } | Failed>;
  /** Whether a class with this code is open, over, or none. */
  find(code: string): Promise<'open' | 'closed' | 'unknown'>;
  /** The classes that were not closed, damaged ones among them. */
  open(): Promise<readonly StoredClass[]>;
  /** Closes a class: `open` no longer lists it, and its journal is kept until it expires. */
  close(code: string): Promise<Written>;
  /** Deletes closed journals that were last written to before that time (ms since 1970). @returns their codes */
  expire(before: number): Promise<readonly string[]>;
  /** Checks that every open journal is where it was, and repairs what it can. @returns how many are not */
  look(): Promise<number>;
  /** Checks whether anything could be written now. */
  probe(): Promise<Written>;
  /** Closes all files and connections. */
  dispose(): Promise<void>;
}
