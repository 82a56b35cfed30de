import { type LogReader, type LogRow, LogType, type Micros } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers, readWord } from './params.ts';
import { MEASURED } from './services.ts';

const MEDIA = 0;
const RELAY = 0;
/** Everybody speaks from the start for ten seconds; streams are counted over one packet's time in the middle. */
const TURN = 10;
const FRAME_MS = 100;
const WINDOW_STARTS = 5_020_000;

/** n people talk at the same time; how many media streams run, in all and at the relay? A stream sends one packet each frame. */
export const streams: Kind = {
  id: 'streams',
  metrics: ['total', 'up_per_client', 'server_up', 'server_down'],
  run(params, metric, _n, seed, services = MEASURED) {
    const read = readNumbers(params, { n: { min: 2, whole: true } });
    if ('problem' in read) return read;
    const arch = readWord(params, 'arch', ['mesh', 'sfu', 'mcu']);
    if ('problem' in arch) return arch;
    const { n } = read.numbers;
    const relayed = arch.word !== 'mesh';
    const count = new StreamCount(relayed ? 1 : 0);
    const run = createIdealRun({
      service: services.call,
      architecture: relayed ? 'client-server' : 'peer-to-peer',
      nodes: relayed ? n + 1 : n,
      seed,
      params: { ...UNHINDERED, group: n, mixing: arch.word === 'mcu' },
      reader: count,
    });
    if ('problem' in run) return run;
    run.advance((WINDOW_STARTS + FRAME_MS * 1000) as Micros);
    return { value: count.metric(metric, n), events: run.events };
  },
};

/** Media packets that left within the window, by whether the relay had a part in them. */
class StreamCount implements LogReader {
  readonly #relays: number;
  #intoRelay = 0;
  #outOfRelay = 0;
  #between = 0;

  constructor(relays: number) {
    this.#relays = relays;
  }

  write({ type, time, node, peer, kind }: LogRow): void {
    if (type !== LogType.departed || kind !== MEDIA) return;
    if (time < WINDOW_STARTS || time >= WINDOW_STARTS + FRAME_MS * 1000) return;
    if (this.#relays === 0) this.#between++;
    else if (peer === RELAY) this.#intoRelay++;
    else if (node === RELAY) this.#outOfRelay++;
    else this.#between++;
  }

  metric(metric: string, people: number): number {
    switch (metric) {
      case 'total':
        return this.#between + this.#intoRelay + this.#outOfRelay;
      case 'up_per_client':
        return (this.#between + this.#intoRelay) / people;
      case 'server_up':
        return this.#intoRelay;
      default:
        return this.#outOfRelay;
    }
  }
}

const UNHINDERED = {
  turns: 1,
  think: 0,
  turn: TURN,
  frame: FRAME_MS,
  relayUp: 0,
  peerUp: 0,
  down: 0,
  latency: 0,
  blocked: 0,
} as const;
