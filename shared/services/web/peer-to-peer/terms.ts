import type { NodeId, Reason, Said } from '../../../sim/index.ts';
import { kindFor, node, optional, type SideOf, timer, whole } from '../../kit/index.ts';
import { A_WANT, READER_TIMERS, type Reading } from '../reading.ts';
import type { Line } from '../request-queue.ts';
import type { Settings as WebSettings } from '../settings.ts';

/** What all machines of a run know, and who is linked to whom. */
export type Settings = WebSettings & { readonly neighboursOf: readonly (readonly NodeId[])[] };

/** The machine on which the pages are written. */
export const ORIGIN = 0 as NodeId;

/** Who asks for a page, for which of its wants; how often the search may still be passed on. */
export interface Search {
  readonly search: number;
  readonly asker: NodeId;
  readonly ref: number;
  readonly page: number;
  readonly hops: number;
}

export interface Have {
  readonly ref: number;
  readonly page: number;
  readonly vouched: boolean;
}

export interface Fetch {
  readonly ref: number;
  readonly attempt: number;
  readonly page: number;
}

/** A page on its way; `ref` 0: nobody asked for it. `made`: when the origin gave it out, µs. */
export interface Page {
  readonly ref: number;
  readonly page: number;
  readonly version: number;
  readonly corrupt: boolean;
  readonly vouched: boolean;
  readonly made: number;
}

/** No, and who was given the page lately. */
export interface Refused {
  readonly ref: number;
  readonly attempt: number;
  readonly reason: Reason;
  readonly takers: readonly NodeId[];
}

/** The newest version; the hash itself is what the comparison with the copy stands for. */
export interface Hash {
  readonly page: number;
  readonly version: number;
}

const kind = kindFor<Settings>();
const control = ({ controlBytes }: Settings): number => controlBytes;
const aPage = ({ pageBytes }: Settings): number => pageBytes;
/** Fields of a verb about a copy that is kept; null where none is. */
const A_COPY = { page: optional(whole) } as const;

export const TABLES = {
  service: 'web',
  kinds: {
    search: kind<Search>('control', 'dot', 'teal', control),
    have: kind<Have>('control', 'dot', 'sky', control),
    fetch: kind<Fetch>('request', 'ring', 'teal', control),
    page: kind<Page>('useful', 'disc', 'sky', aPage),
    refusal: kind<Refused>('control', 'dot', 'vermillion', control),
    /** A page's signed hash is asked for. */
    'hash-please': kind<number>('control', 'dot', 'ink', control),
    hash: kind<Hash>('control', 'dot', 'yellow', control),
    gift: kind<Page>('control', 'disc', 'yellow', aPage),
  },
  /** `search` is set with a want's ref, `hash` with a page. */
  timers: { ...READER_TIMERS, search: timer<number>(), hash: timer<number>() },
  verbs: {
    /** All neighbours, or one machine. */
    ask: { ...A_WANT, whom: optional(node) },
    origin: A_WANT,
    keep: A_COPY,
    evict: A_COPY,
    vouch: A_COPY,
    pick: { job: optional(whole) },
    hand: { page: whole, whom: node },
  },
} as const;

/** A page that a peer keeps. Times in µs. */
export interface Copy {
  readonly page: number;
  readonly version: number;
  /** Changed by a poisoner on its way; only a comparison with the hash can tell. */
  readonly corrupt: boolean;
  /** Carries the hash that the origin signed: whoever gets it can check it without the origin. */
  vouched: boolean;
  /** When the origin gave it out. */
  readonly made: number;
  readonly from: NodeId;
  /** Kept until its reader says otherwise. */
  pinned: boolean;
}

/** What a peer has learned about another. */
export interface Note {
  readonly who: NodeId;
  good: number;
  bad: number;
}

/** All machines have the same state; the origin's `reading` and `copies` stay empty. */
export interface PeerState extends Line {
  readonly reading: Reading;
  readonly neighbours: readonly NodeId[];
  /** Oldest use first. */
  readonly copies: Copy[];
  /** Searches that came by lately, each at its number modulo the length. */
  readonly seen: number[];
  readonly notes: Note[];
  /** Pages whose hash was asked for. */
  checking: number[];
  /** To whom it gave a page last, by page, the newest first. */
  readonly takers: { [page: number]: readonly NodeId[] };
  /** Pages handed to others. */
  served: number;
  /** Copies given unasked. */
  gifts: number;
  recent: readonly Said[];
}

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;
