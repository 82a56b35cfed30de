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

/** `problem` is a sentence for whoever runs the server. */
export type Written = { readonly ok: true } | { readonly ok: false; readonly problem: string };
export type Reserved =
  | { readonly ok: true }
  | { readonly ok: false; readonly taken: true }
  | { readonly ok: false; readonly taken: false; readonly problem: string };
export type Stored =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly problem: string };

export interface StoredClass {
  readonly code: string;
  /** When it was last written to, in ms since 1970. */
  readonly touched: number;
}

/**
 * Where classes are kept. What `append` has answered `ok` to is there after any end of the process, and comes back from `read` in the
 * order of writing; what it refused is not there at all. Journals are never deleted: a code is taken for good.
 */
export interface Journal {
  /** Takes a code that nobody ever had, and writes the first entries under it. */
  reserve(code: string, entries: readonly Entry[]): Promise<Reserved>;
  /** All entries or none. */
  append(code: string, entries: readonly Entry[]): Promise<Written>;
  /** Everything that was ever written. A journal that is torn or altered is left as it is, and the problem says so. */
  read(code: string): Promise<Stored>;
  /** The classes that were not closed, torn ones among them. */
  open(): Promise<readonly StoredClass[]>;
  /** The class is over: `open` names it no more, and its journal is kept. */
  close(code: string): Promise<Written>;
  /** Lets go of all files and connections. */
  dispose(): Promise<void>;
}
