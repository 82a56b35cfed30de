import { type Micros, micros, type Plan, seconds } from '../../sim/index.ts';

/** The service's settings in the engine's units. */
export interface Settings {
  readonly pieces: number;
  /** Pieces of the file and of the further files that a rush can make people want. */
  readonly allPieces: number;
  readonly pieceBytes: number;
  readonly requestBytes: number;
  readonly controlBytes: number;
  /** From a node to the middle of the network. */
  readonly latency: Micros;
  /** Bytes/s. */
  readonly serverUp: number;
  readonly down: number | null;
  readonly places: number;
  /** 0 = for ever. */
  readonly timeout: Micros;
  readonly window: number;
  readonly atOnce: number;
  readonly mirrors: number;
  readonly hashCheck: boolean;
  readonly votes: number;
  readonly banAfter: number;
  readonly neighbours: number;
  readonly slots: number;
  /** 0 = one piece. */
  readonly slotTime: Micros;
  readonly titForTat: boolean;
  readonly haveTime: Micros;
  readonly seeds: number;
  readonly parts: number;
  /** The autopilot acts whenever something happens, so a machine keeps as much open as it may. */
  readonly ideal: boolean;
  /** Bytes/s of a machine that is neither server nor mirror; 0 = gives nothing. */
  uplink(node: number): number;
}

export function settingsOf({ params, nodes, pace }: Plan): Settings {
  const number = (id: string): number => Number(params[id]);
  const pieceBytes = number('pieceBytes');
  const list = String(params['uplinks']);
  const uplinks = list === '' ? [number('uplink')] : list.split(',').map(Number);
  const orNone = (value: number): number => (value === 0 ? Number.POSITIVE_INFINITY : value);
  return {
    pieces: number('pieces'),
    allPieces: number('pieces') * (1 + number('nextFiles')),
    pieceBytes,
    requestBytes: number('requestBytes'),
    controlBytes: number('controlBytes'),
    latency: micros(number('latency') * 500),
    serverUp: number('serverUplink') * pieceBytes,
    down: number('downlink') === 0 ? null : number('downlink') * pieceBytes,
    places: orNone(number('places')),
    timeout: seconds(number('timeout')),
    window: number('window'),
    atOnce: number('atOnce'),
    mirrors: number('mirrors'),
    hashCheck: params['hashCheck'] === true,
    votes: number('votes'),
    banAfter: orNone(number('banAfter')),
    neighbours: number('neighbours') === 0 ? nodes : number('neighbours'),
    slots: number('slots'),
    slotTime: seconds(number('slotSeconds')),
    titForTat: params['unchoke'] === 'tit-for-tat',
    haveTime: seconds(number('haveSeconds')),
    seeds: number('seeds'),
    parts: number('parts'),
    ideal: pace.bot === 0,
    uplink: (node) => (uplinks[Math.max(0, node - 1) % uplinks.length] as number) * pieceBytes,
  };
}

/**
 * How many pieces people want at this load: in a rush by factor k everyone also wants the next k - 1 files, on both architectures alike.
 * They are asked for only while the rush lasts and don't count towards `done`.
 */
export function wantedPieces(settings: Settings, load: number): number {
  return Math.min(settings.allPieces, Math.round(settings.pieces * Math.max(1, load)));
}
