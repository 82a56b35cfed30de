import type { Micros, Plan } from '../../sim/index.ts';
import {
  amount,
  as,
  choice,
  count,
  duration,
  latency,
  numberList,
  type Self,
  type SelfSight,
  settingsTable,
  toggle,
} from '../kit/index.ts';

function orNone(value: number): number {
  return value === 0 ? Number.POSITIVE_INFINITY : value;
}

/**
 * One list for both architectures. With the defaults a server alone takes most of a run of 90 s for 30 machines, and a swarm of the same
 * machines about half of it.
 */
export const SETTINGS = settingsTable({
  pieces: count('Pieces that the file is cut into', 'pieces', [1, 24, 20_000]),
  pieceBytes: count('Size of a piece', 'bytes', [1, 65_536, 1_000_000_000]),
  serverUplink: amount('Uplink of the machine that has the original', 'pieces/s', [0.01, 9, 100_000]),
  uplink: amount('Uplink of every other machine; 0 = gives nothing', 'pieces/s', [0, 1, 100_000]),
  uplinks: numberList(
    'Uplinks of single machines after the first, in turn; empty = all as in uplink',
    'pieces/s',
    [0, 100_000],
  ),
  downlink: amount('Downlink of every machine but the server; 0 = no limit', 'pieces/s', [0, 6, 100_000]),
  latency: latency('One-way delay between two machines', [0, 40, 10_000]),
  requestBytes: count('Size of a request; 0 = slips between the packets of a piece', 'bytes', [0, 0, 65_536]),
  controlBytes: count('Size of a control message; 0 = as above', 'bytes', [0, 0, 65_536]),
  places: as(count('Requests that may wait at one machine; 0 = no limit', 'requests', [0, 60, 1_000_000]), orNone),
  timeout: duration('How long a request waits for its piece; 0 = for ever', [0, 12, 600]),
  window: count('Requests that one machine may have open', 'requests', [1, 4, 100_000]),
  atOnce: count('Requests that one tap sends', 'requests', [1, 2, 1_000]),
  mirrors: count('Spare machines that the server can start as mirrors', 'machines', [0, 1, 20]),
  hashCheck: toggle('Every piece is checked on arrival', true),
  votes: count('Sources that each piece is fetched from; the majority counts', 'sources', [1, 1, 101]),
  banAfter: as(
    count('Corrupt pieces after which a source is banned by itself; 0 = never', 'pieces', [0, 2, 1_000]),
    orNone,
  ),
  neighbours: count('Neighbours that the tracker names to a peer; 0 = everyone', 'machines', [0, 10, 10_000]),
  slots: count('Neighbours that a peer uploads to at a time', 'neighbours', [1, 4, 10_000]),
  slotSeconds: duration('How long an upload slot lasts; 0 = for one piece', [0, 5, 600]),
  unchoke: choice('Whom a peer uploads to', 'tit-for-tat', ['tit-for-tat', 'neediest']),
  haveSeconds: duration('How long news of pieces is collected before it is sent; 0 = at once', [0, 1, 60]),
  seeds: count('Machines that have the whole file at the start, the first among them', 'machines', [1, 1, 20_000]),
  parts: count(
    'The original is spread over so many first machines; 0 = whole on each seed',
    'machines',
    [0, 0, 20_000],
  ),
  nextFiles: count('Further files of that size, wanted when everyone asks for more', 'files', [0, 3, 10]),
});

/** The service's settings in the engine's units, and what follows from them. */
export type Settings = ReturnType<typeof SETTINGS.read> & {
  /** Pieces of the file and of the further files that a rush can make people want. */
  readonly allPieces: number;
  /** Bytes/s. */
  readonly serverUp: number;
  readonly down: number | null;
  /** 0 = one piece. */
  readonly slotTime: Micros;
  readonly haveTime: Micros;
  readonly titForTat: boolean;
  /** The autopilot acts whenever something happens, so a machine keeps as much open as it may. */
  readonly ideal: boolean;
  /** Bytes/s of a machine that is neither server nor mirror; 0 = gives nothing. */
  uplinkOf(node: number): number;
};

/** A machine that downloads, as the rules of both architectures see it; and what its views may use. */
export type Machine = Self<Settings, object>;
export type MachineSight = SelfSight<Settings, object>;

export function settingsOf({ params, nodes, pace }: Plan): Settings {
  const read = SETTINGS.read(params);
  const { pieces, pieceBytes, uplink, downlink, neighbours, slotSeconds, haveSeconds, unchoke, serverUplink } = read;
  const uplinks = read.uplinks.length === 0 ? [uplink] : read.uplinks;
  return {
    ...read,
    allPieces: pieces * (1 + read.nextFiles),
    serverUp: serverUplink * pieceBytes,
    down: downlink === 0 ? null : downlink * pieceBytes,
    neighbours: neighbours === 0 ? nodes : neighbours,
    slotTime: slotSeconds,
    haveTime: haveSeconds,
    titForTat: unchoke === 'tit-for-tat',
    ideal: pace.bot === 0,
    uplinkOf: (node) => (uplinks[Math.max(0, node - 1) % uplinks.length] as number) * pieceBytes,
  };
}

/**
 * How many pieces people want at this load: in a rush by factor k everyone also wants the next k - 1 files, on both architectures alike.
 * They are asked for only while the rush lasts and don't count towards `done`.
 */
export function wantedPieces({ settings: { pieces, allPieces }, load }: MachineSight): number {
  return Math.min(allPieces, Math.round(pieces * Math.max(1, load)));
}
