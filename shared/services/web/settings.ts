import type { Micros, Params } from '../../sim/index.ts';
import { micros, seconds } from '../../sim/index.ts';

/** The web service's settings in the engine's units: µs, bytes, bytes/s (null = unlimited). */
export interface Settings {
  readonly pages: number;
  readonly pageBytes: number;
  readonly controlBytes: number;
  readonly quota: number;
  readonly tabs: number;
  readonly open: boolean;
  /** Mean, µs; not rounded. */
  readonly think: number;
  readonly skew: number;
  /** 0 = never. */
  readonly deadline: Micros;
  readonly workers: number;
  readonly peerWorkers: number;
  /** Mean, µs; not rounded. */
  readonly service: number;
  readonly serviceTimes: 'M' | 'D';
  /** null = no bound. */
  readonly places: number | null;
  readonly peerPlaces: number | null;
  readonly retries: number;
  /** 0 = never. */
  readonly timeout: Micros;
  readonly backoff: Micros;
  readonly serverUp: number | null;
  readonly serverDown: number | null;
  readonly peerUp: number | null;
  readonly peerDown: number | null;
  readonly latency: Micros;
  readonly cache: number;
  readonly mirrors: number;
  readonly mirrorsUp: number;
  readonly neighbours: number;
  readonly ttl: number;
  /** 0 = never. */
  readonly updates: Micros;
  readonly lifetime: Micros;
  readonly hashCheck: boolean;
}

/** Reads complete params; a missing one is a bug of the caller. */
export function readSettings(params: Params): Settings {
  const number = (id: string): number => {
    const value = params[id];
    if (typeof value !== 'number')
      throw new TypeError(`the web service needs a number for ${id}, not ${String(value)}`);
    return value;
  };
  const bound = (id: string): number | null => (number(id) === 0 ? null : number(id));
  const rate = (id: string): number | null => (number(id) === 0 ? null : number(id) * 1_000);
  return {
    pages: number('pages'),
    pageBytes: number('pageBytes'),
    controlBytes: number('controlBytes'),
    quota: number('quota'),
    tabs: number('tabs'),
    open: params.arrivals === 'open',
    think: number('think') * 1_000_000,
    skew: number('skew'),
    deadline: seconds(number('deadline')),
    workers: number('workers'),
    peerWorkers: number('peerWorkers'),
    service: number('service') * 1_000_000,
    serviceTimes: params.serviceTimes === 'D' ? 'D' : 'M',
    places: bound('places'),
    peerPlaces: bound('peerPlaces'),
    retries: number('retries'),
    timeout: seconds(number('timeout')),
    backoff: seconds(number('backoff')),
    serverUp: rate('serverUp'),
    serverDown: rate('serverDown'),
    peerUp: rate('peerUp'),
    peerDown: rate('peerDown'),
    latency: micros(number('latency') * 1_000),
    cache: number('cache'),
    mirrors: Math.max(number('mirrors'), number('mirrorsUp')),
    mirrorsUp: number('mirrorsUp'),
    neighbours: number('neighbours'),
    ttl: number('ttl'),
    updates: seconds(number('updates')),
    lifetime: seconds(number('lifetime')),
    hashCheck: params.hashCheck === true,
  };
}
