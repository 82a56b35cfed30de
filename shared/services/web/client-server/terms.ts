import type { NodeId, Plan, Reason, Said } from '../../../sim/index.ts';
import { kindFor, node, oneOf, optional, type SideOf, timer, whole } from '../../kit/index.ts';
import { A_WANT, READER_TIMERS, type Reading } from '../reading.ts';
import type { Line } from '../request-queue.ts';
import type { Settings } from '../settings.ts';

export const SERVER = 0 as NodeId;
/** Readers sit behind the server. */
export const FIRST_CLIENT = 1;

/** A reader's request, in its how-manieth try for the page; since when it is wanted, µs. */
export interface Request {
  readonly ref: number;
  readonly attempt: number;
  readonly page: number;
  readonly since: number;
}

export interface Page {
  readonly ref: number;
  readonly page: number;
  readonly version: number;
  readonly corrupt: boolean;
}

export interface Refused {
  readonly ref: number;
  readonly attempt: number;
  readonly reason: Reason;
}

export interface PageCopy {
  readonly page: number;
  readonly version: number;
}

/** A client that gets nothing until a time (µs). `rule` numbers the rules of a run. */
export interface Rule {
  readonly rule: number;
  readonly who: NodeId;
  readonly until: number;
}

const kind = kindFor<Settings>();
const control = ({ controlBytes }: Settings): number => controlBytes;
const aPage = ({ pageBytes }: Settings): number => pageBytes;

export const TABLES = {
  service: 'web',
  kinds: {
    request: kind<Request>('request', 'ring', 'amber', control),
    page: kind<Page>('useful', 'disc', 'sky', aPage),
    refusal: kind<Refused>('control', 'dot', 'vermillion', control),
    /** Every server that takes requests. */
    servers: kind<readonly NodeId[]>('control', 'dot', 'yellow', control),
    /** A mirror wants this page. */
    'copy-please': kind<number>('control', 'dot', 'ink', control),
    copy: kind<PageCopy>('control', 'disc', 'yellow', aPage),
    copied: kind('control', 'dot', 'yellow', control),
    rule: kind<Rule>('control', 'dot', 'purple', control),
  },
  /** `update` and `copy` are set with a page. */
  timers: { ...READER_TIMERS, update: timer<number>(), copy: timer<number>() },
  verbs: {
    open: A_WANT,
    retry: A_WANT,
    'give-up': A_WANT,
    pick: { job: optional(whole) },
    order: { by: oneOf('oldest', 'newest') },
    throttle: { whom: optional(node) },
    mirror: {},
  },
} as const;

export interface ClientState {
  readonly reading: Reading;
  /** Servers that it knows of, itself told by the server. */
  servers: readonly NodeId[];
  /** The server that was silent last, and until when (µs) new requests go elsewhere. */
  silent: NodeId | -1;
  silentUntil: number;
  recent: readonly Said[];
}

/** What server and mirror have in common. */
export interface Serving extends Line {
  order: 'oldest' | 'newest';
  throttled: Rule[];
  served: number;
  refused: number;
  recent: readonly Said[];
}

export interface ServerState extends Serving {
  /** Every server that takes requests, itself first. */
  servers: readonly NodeId[];
  /** Mirrors started so far. */
  mirrors: number;
  /** Mirror that is being filled, -1 none. */
  filling: number;
  /** Pages that it has got so far. */
  filled: number;
  /** Rules made so far. */
  rules: number;
  /** Autopilot's clicks in a row at which too much was waiting. */
  pressed: number;
}

export interface MirrorState extends Serving {
  /** The version that it has of each page, -1 none. */
  versions: number[];
}

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type ServerSide = SideOf<typeof TABLES, Settings, ServerState>;
export type MirrorSide = SideOf<typeof TABLES, Settings, MirrorState>;
export type ServingSide = SideOf<typeof TABLES, Settings, Serving>;

export function newServing(): Serving {
  return { chosen: [], order: 'oldest', throttled: [], served: 0, refused: 0, recent: [] };
}

/** The n-th mirror's machine, from 0: behind what people play. */
export function mirrorAt(people: number, index: number): NodeId {
  return (people + index) as NodeId;
}

/** The servers that run from the start. */
export function firstServers({ nodes }: Pick<Plan, 'nodes'>, { mirrorsUp }: Settings): readonly NodeId[] {
  return [SERVER, ...Array.from({ length: mirrorsUp }, (_, index) => mirrorAt(nodes, index))];
}
