import type { Plan } from '../../sim/index.ts';
import { amount, choice, count, duration, latency, linkRate, meanTime, settingsTable } from '../kit/index.ts';

export const SETTINGS = settingsTable({
  cells: count('Tiles of the mosaic', 'tiles', [1, 96, 10_000]),
  strokes: count('Tiles that each machine is to paint', 'tiles', [1, 16, 1000]),
  think: meanTime('Time between two wishes to paint', [0, 4, 60]),
  hotspot: amount('Share of the wishes that fall on the eight middle tiles', 'share', [0, 0.25, 1]),
  editBytes: count('Size of one edit', 'bytes', [0, 200, 100_000]),
  controlBytes: count('Size of a confirmation or a digest entry', 'bytes', [0, 40, 10_000]),
  serverUp: linkRate('Uplink of the server', [0, 80_000, 1e9]),
  peerUp: linkRate('Uplink of every other machine', [0, 12_000, 1e9]),
  down: linkRate('Downlink of every machine', [0, 60_000, 1e9]),
  latency: latency('Delay between two machines', [0, 60, 5000]),
  timeout: duration('How long an edit waits for its confirmation', [0.1, 4, 60]),
  merge: choice('How copies are merged: every concurrent edit kept, or the last writer wins', 'crdt', ['crdt', 'lww']),
  neighbours: count('Neighbours of each peer', 'machines', [1, 4, 1000]),
  syncEvery: duration('Time between two comparisons with a neighbour', [0.1, 3, 60]),
});

/** Those of a plan, in the engine's units. */
export type Settings = ReturnType<typeof SETTINGS.read>;

export function settingsOf({ params }: Plan): Settings {
  return SETTINGS.read(params);
}
