import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer } from '../../kit/index.ts';
import type { Settings } from '../settings.ts';
import { A_TASK, TASK_TIMERS, type Tasks } from '../tasks.ts';

export const SERVER = 0 as NodeId;
/** Clerks sit behind the database. */
export const FIRST_CLERK = 1;

/** A client's request. `copy` 0: made with the clerk's own badge; n: by a thief, with the nth copy made of it. */
export interface Query {
  readonly task: number;
  readonly record: number;
  readonly change: boolean;
  readonly copy: number;
}

export interface Answer {
  readonly task: number;
  readonly record: number;
  readonly version: number;
  readonly why: 'ok' | 'refused' | 'busy' | 'no-badge';
}

/** Between the database's front and a replica; `call` names the client's request. */
export interface ReplicaCall {
  readonly call: number;
  readonly record: number;
  readonly version: number;
}

/** Version of each record by its number; 0 and none: never written. */
export type Versions = Record<string, number>;

const kind = kindFor<Settings>();
const control = ({ controlBytes }: Settings): number => controlBytes;
const aRecord = ({ recordBytes }: Settings): number => recordBytes;
const A_CLERK = { who: node } as const;

export const TABLES = {
  service: 'records',
  kinds: {
    query: kind<Query>('request', 'ring', 'amber', (settings, { change }) => (change ? aRecord : control)(settings)),
    answer: kind<Answer>('useful', 'disc', 'amber', (settings, { why }) =>
      (why === 'ok' ? aRecord : control)(settings),
    ),
    read: kind<ReplicaCall>('control', 'ring', 'ink', control),
    version: kind<ReplicaCall>('control', 'disc', 'ink', aRecord),
    write: kind<ReplicaCall>('control', 'cube', 'sky', aRecord),
    written: kind<ReplicaCall>('control', 'dot', 'sky', control),
    /** All that a replica has from now on. */
    copy: kind<Versions>(
      'control',
      'cube',
      'yellow',
      ({ recordBytes }, versions) => recordBytes * Object.keys(versions).length,
    ),
  },
  /** `call` is set with the number of a call; `theft` is a thief's next request, `intruder` a stranger's next record. */
  timers: { ...TASK_TIMERS, theft: timer(), call: timer<number>(), intruder: timer() },
  verbs: {
    ask: A_TASK,
    badge: {},
    allow: A_CLERK,
    refuse: A_CLERK,
    revoke: A_CLERK,
    renew: A_CLERK,
    'add-replica': {},
    'change-locks': {},
  },
} as const;

export interface ClientState {
  readonly tasks: Tasks;
  silent: boolean;
  badgeRefused: boolean;
  /** Which copy of this badge the thief has, from 1, and whether it was refused. */
  copy: number;
  copyRefused: boolean;
  recent: readonly Said[];
}

/** A client's request under way among the replicas. */
export interface Call {
  readonly id: number;
  readonly client: NodeId;
  readonly query: Query;
  readonly needs: number;
  /** The newest version whose change was answered before this request began: an older one is stale. */
  readonly expects: number;
  replies: number;
  version: number;
}

/** A stranger at the database's own machine. Times in µs. */
export interface Intruder {
  /** Records read since it came in, and when that was. */
  inside: number;
  since: number;
  /** Records read in all. */
  seen: number;
  outUntil: number;
  /** The clerk whose badge it took along, or 0, and how far it is on the way to its next record with it. */
  badge: number;
  pause: number;
}

export interface ServerState {
  /** How often each record was changed: the front orders all changes. */
  latest: Versions;
  /** The newest version of each record that enough replicas have confirmed. */
  settled: Versions;
  readonly replicas: NodeId[];
  /** Replicas that have lost their disk. */
  readonly empty: NodeId[];
  /** One has lost its disk while this machine was down. */
  diskLost: boolean;
  readonly calls: Call[];
  nextCall: number;
  /** Clients whose requests are refused, and badges that open nothing any more. */
  readonly refused: NodeId[];
  readonly revoked: NodeId[];
  /** Requests of each client so far. */
  readonly asked: Record<string, number>;
  /** Requests with a copy of each client's badge. */
  readonly odd: Record<string, number>;
  /** Which copies of each client's badge were shown, and up to which they are void. */
  readonly copies: Record<string, number>;
  readonly voided: Record<string, number>;
  readonly intruder: Intruder;
  /** While locks are changed, nothing is taken in; µs. */
  closedUntil: number;
  recent: readonly Said[];
}

/** One copy of the database: the version of each record that it was told to write. */
export interface ReplicaState {
  versions: Versions;
}

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type ServerSide = SideOf<typeof TABLES, Settings, ServerState>;
export type ReplicaSide = SideOf<typeof TABLES, Settings, ReplicaState>;

/** The nth replica's machine, from 0: behind what people play; the spares follow. */
export function replicaAt(people: number, index: number): NodeId {
  return (people + index) as NodeId;
}
