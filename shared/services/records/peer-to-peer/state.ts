import type { Said } from '../../../sim/index.ts';
import { noTasks, type Tasks } from '../tasks.ts';
import type { Contact } from './ring.ts';

/** The messages of the ring, by their index. */
export const Kind = { find: 0, heard: 1, found: 2, replica: 3, ping: 4, pong: 5, handOver: 6 } as const;
export const Timer = { task: 0, timeout: 1, forward: 2, unheard: 3, stabilise: 4 } as const;

/** A look-up or change on its way round the ring to the machine that keeps the record. */
export interface Find {
  readonly origin: number;
  readonly task: number;
  readonly record: number;
  readonly key: number;
  readonly change: boolean;
  readonly hops: number;
}

export interface PeerState {
  readonly tasks: Tasks;
  readonly me: Contact;
  /** The machines behind me, nearest first. */
  successors: Contact[];
  predecessor: Contact | null;
  /** When the predecessor last spoke, µs. */
  predecessorAt: number;
  fingers: Contact[];
  /** Version of each record that I keep, as its owner or for a neighbour. */
  store: Record<string, number>;
  /** Requests that wait to be passed on. */
  readonly inbox: Find[];
  /** Passed on, and not yet confirmed by the next machine. */
  readonly unheard: { readonly find: Find; readonly to: number }[];
  /** Did the first successor answer the last check? */
  pinged: boolean;
  /** Machines that want to stand before me. */
  readonly strangers: Contact[];
  /** A liar's made-up names: to whom it was told, where it says that it stands, and how long that holds, µs. */
  names: { readonly node: number; readonly place: number; readonly until: number }[];
  /** Made-up places of mine, let in by somebody. */
  lies: number[];
  /** My successors changed: they need copies. */
  toReplicate: boolean;
  silent: boolean;
  recent: readonly Said[];
}

export function newPeer(me: Contact, successors: Contact[], predecessor: Contact, fingers: Contact[]): PeerState {
  return {
    tasks: noTasks(),
    me,
    successors,
    predecessor,
    predecessorAt: 0,
    fingers,
    store: {},
    inbox: [],
    unheard: [],
    pinged: false,
    strangers: [],
    names: [],
    lies: [],
    toReplicate: false,
    silent: false,
    recent: [],
  };
}
