import type { Params } from '../../sim/index.ts';
import type { ParamSpec } from '../contract.ts';
import { numberSetting } from '../setting.ts';

/** Settings of the canvas, as its protocols read them. Bytes, seconds, bytes/s, milliseconds as named in `PARAMS`. */
export interface CanvasParams {
  readonly cells: number;
  readonly strokes: number;
  readonly think: number;
  readonly hotspot: number;
  readonly editBytes: number;
  readonly controlBytes: number;
  readonly serverUp: number;
  readonly peerUp: number;
  readonly down: number;
  readonly latency: number;
  readonly timeout: number;
  readonly merge: 'crdt' | 'lww';
  readonly neighbours: number;
  readonly syncEvery: number;
}

export const PARAMS: readonly ParamSpec[] = [
  numberSetting('cells', 'Tiles of the mosaic', 'tiles', [1, 96, 10_000], true),
  numberSetting('strokes', 'Tiles that each machine is to paint', 'tiles', [1, 16, 1000], true),
  numberSetting('think', 'Time between two wishes to paint', 's', [0, 4, 60]),
  numberSetting('hotspot', 'Share of the wishes that fall on the eight middle tiles', 'share', [0, 0.25, 1]),
  numberSetting('editBytes', 'Size of one edit', 'bytes', [0, 200, 100_000], true),
  numberSetting('controlBytes', 'Size of a confirmation or a digest entry', 'bytes', [0, 40, 10_000], true),
  numberSetting('serverUp', 'Uplink of the server', 'bytes/s', [0, 80_000, 1e9]),
  numberSetting('peerUp', 'Uplink of every other machine', 'bytes/s', [0, 12_000, 1e9]),
  numberSetting('down', 'Downlink of every machine', 'bytes/s', [0, 60_000, 1e9]),
  numberSetting('latency', 'Delay between two machines', 'ms', [0, 60, 5000]),
  numberSetting('timeout', 'How long an edit waits for its confirmation', 's', [0.1, 4, 60]),
  {
    id: 'merge',
    label: 'How copies are merged: every concurrent edit kept, or the last writer wins',
    unit: '',
    kind: 'choice',
    default: 'crdt',
    choices: ['crdt', 'lww'],
  },
  numberSetting('neighbours', 'Neighbours of each peer', 'machines', [1, 4, 1000], true),
  numberSetting('syncEvery', 'Time between two comparisons with a neighbour', 's', [0.1, 3, 60]),
];

/** The plan's completed params under their own names. */
export function canvasParams(params: Params): CanvasParams {
  return params as unknown as CanvasParams;
}
