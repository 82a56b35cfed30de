import { type Micros, micros, type Params, seconds } from '../../sim/index.ts';

/** The bank's settings in the engine's units: µs, bytes, bytes/s (null = unlimited), coins. */
export interface Settings {
  readonly payments: number;
  /** Mean, µs; not rounded. */
  readonly think: number;
  readonly coins: number;
  readonly price: number;
  readonly paymentBytes: number;
  readonly noteBytes: number;
  readonly timeout: Micros;
  /** From machine to machine. */
  readonly latency: Micros;
  readonly serverUp: number | null;
  readonly serverDown: number | null;
  readonly peerUp: number | null;
  readonly peerDown: number | null;
  readonly tellers: number;
  /** Mean, µs; not rounded. */
  readonly service: number;
  readonly places: number | null;
  /** null = never looks twice. */
  readonly limit: number | null;
  readonly log: boolean;
  readonly neighbours: number;
  /** For so long a peer gathers what it passes on. */
  readonly gather: Micros;
  /** Mean, µs; not rounded. */
  readonly blockInterval: number;
  readonly blockPayments: number;
  readonly blockBytes: number;
  readonly entryBytes: number;
  readonly confirmations: number;
  readonly verify: boolean;
  /** Parts in the mining by machine; empty = all alike. A machine that is not listed mines nothing. */
  readonly power: readonly number[];
  readonly attackPower: number;
  readonly premine: boolean;
  readonly attackFrom: 'payment' | 'goods';
  /** null = never gives up. */
  readonly patience: number | null;
}

/** Reads complete params; a missing one is a bug of the caller. */
export function readSettings(params: Params): Settings {
  const number = (id: string): number => {
    const value = params[id];
    if (typeof value !== 'number') throw new TypeError(`the bank needs a number for ${id}, not ${String(value)}`);
    return value;
  };
  const unlessZero = (value: number): number | null => (value === 0 ? null : value);
  const rate = (id: string): number | null => unlessZero(number(id) * 1000);
  const power = String(params.power ?? '');
  return {
    payments: number('payments'),
    think: number('think') * 1e6,
    coins: number('coins'),
    price: number('price'),
    paymentBytes: number('paymentBytes'),
    noteBytes: number('noteBytes'),
    timeout: seconds(number('timeout')),
    latency: micros(number('latency') * 1000),
    serverUp: rate('serverUp'),
    serverDown: rate('serverDown'),
    peerUp: rate('peerUp'),
    peerDown: rate('peerDown'),
    tellers: number('tellers'),
    service: number('service') * 1e6,
    places: unlessZero(number('places')),
    limit: unlessZero(number('limit')),
    log: params.log === true,
    neighbours: number('neighbours'),
    gather: seconds(number('gather')),
    blockInterval: number('blockInterval') * 1e6,
    blockPayments: number('blockPayments'),
    blockBytes: number('blockBytes'),
    entryBytes: number('entryBytes'),
    confirmations: number('confirmations'),
    verify: params.verify === true,
    power: power === '' ? [] : power.split(',').map(Number),
    attackPower: number('attackPower'),
    premine: params.premine === true,
    attackFrom: params.attackFrom === 'goods' ? 'goods' : 'payment',
    patience: unlessZero(number('patience')),
  };
}
