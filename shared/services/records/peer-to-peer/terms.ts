import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Settings as RecordsSettings } from '../settings.ts';
import { A_TASK, TASK_TIMERS, type Tasks } from '../tasks.ts';
import type { Contact, Ring } from './ring.ts';

/** What all peers of a run know, and the ring as it stands at the start. */
export type Settings = RecordsSettings & { readonly ring: Ring };

/** A look-up or change on its way round the ring to the machine that keeps the record. */
export interface Find {
  readonly origin: NodeId;
  readonly task: number;
  readonly record: number;
  readonly key: number;
  readonly change: boolean;
  readonly hops: number;
}

/** Which look-up, by whose task it is; and at which of its hops. */
export type FindId = readonly [origin: NodeId, task: number];
export type Hop = readonly [origin: NodeId, task: number, hops: number];

/** What the owner of a record answers to who asked. */
export interface Found {
  readonly task: number;
  readonly record: number;
  readonly version: number;
  readonly hops: number;
}

/** What a machine answers to a check: who stands before it; itself, and who stands behind it. */
export interface Pong {
  readonly predecessor: Contact | null;
  readonly successors: readonly Contact[];
}

/** Version of each record by its number. */
export type Versions = Record<string, number>;

const kind = kindFor<Settings>();
const control = ({ controlBytes }: Settings): number => controlBytes;
const aRecord = ({ recordBytes }: Settings): number => recordBytes;
const records = ({ recordBytes }: Settings, versions: Versions): number => recordBytes * Object.keys(versions).length;
const A_STRANGER = { who: node, place: whole } as const;

export const TABLES = {
  service: 'records',
  kinds: {
    find: kind<Find>('request', 'ring', 'teal', (settings, { change }) => (change ? aRecord : control)(settings)),
    heard: kind<Hop>('control', 'dot', 'teal', control),
    found: kind<Found>('useful', 'disc', 'teal', aRecord),
    replica: kind<Versions>('control', 'cube', 'sky', records),
    /** Where the sender says that it stands. */
    ping: kind<Contact>('control', 'dot', 'ink', control),
    pong: kind<Pong>('control', 'dot', 'ink', ({ controlBytes }, { successors }) => controlBytes * successors.length),
    'hand-over': kind<Versions>('control', 'cube', 'yellow', records),
  },
  timers: { ...TASK_TIMERS, forward: timer<FindId>(), unheard: timer<Hop>(), stabilise: timer() },
  verbs: {
    ask: A_TASK,
    forward: {},
    replicate: {},
    admit: A_STRANGER,
    refuse: A_STRANGER,
    pretend: { who: node },
  },
} as const;

/** A liar's made-up identity: to whom it was told, where it says that it stands, and how long that holds, µs. */
export interface Identity extends Contact {
  readonly until: number;
}

export interface PeerState {
  readonly tasks: Tasks;
  /** Where this machine stands. */
  readonly own: Contact;
  /** The machines behind me, nearest first. */
  successors: readonly Contact[];
  predecessor: Contact | null;
  /** When the predecessor last spoke, µs. */
  predecessorAt: number;
  fingers: readonly Contact[];
  /** Version of each record that I keep, as its owner or for a neighbour. */
  store: Versions;
  /** Requests that wait to be passed on. */
  readonly inbox: Find[];
  /** Passed on, and not yet confirmed by the next machine. */
  readonly unheard: { readonly find: Find; readonly to: NodeId }[];
  /** Was the last check sent, and not answered yet? */
  pinged: boolean;
  /** Machines that want to stand before me. */
  readonly strangers: Contact[];
  names: readonly Identity[];
  /** Made-up places of mine, let in by somebody. */
  lies: readonly number[];
  /** My successors changed: they need copies. */
  toReplicate: boolean;
  silent: boolean;
  recent: readonly Said[];
}

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;
