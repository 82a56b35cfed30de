import type { Plan } from '../../sim/index.ts';
import {
  amount,
  as,
  count,
  duration,
  latency,
  linkRate,
  meanTime,
  noneIfZero,
  settingsTable,
  toggle,
} from '../kit/index.ts';

/** Every setting of the records; both architectures read the same ones. */
export const SETTINGS = settingsTable({
  records: count('Customer records', 'records', [1, 60, 100_000]),
  tasks: count('Things that each person has to look up or change', 'tasks', [1, 12, 1_000_000]),
  think: meanTime('Time between two tasks of a person', [0, 5, 60]),
  changes: amount('Share of the tasks that change a record', 'share', [0, 0.3, 1]),
  recordBytes: count('Size of a record', 'bytes', [0, 1000, 1_000_000]),
  controlBytes: count('Size of a request or a confirmation', 'bytes', [0, 60, 10_000]),
  serverUp: linkRate('Uplink of a server; 0 = no limit', [0, 60_000, 1e9]),
  peerUp: linkRate('Uplink of every other machine; 0 = no limit', [0, 10_000, 1e9]),
  down: linkRate('Downlink of every machine; 0 = no limit', [0, 60_000, 1e9]),
  latency: latency('One-way delay between two machines', [0, 60, 5000]),
  work: duration('Work of the database on one request', [0, 0.05, 10]),
  places: as(count('Requests that may wait at the database; 0 = no limit', 'requests', [0, 60, 100_000]), noneIfZero),
  timeout: duration('How long a request waits for its answer', [0.1, 4, 60]),
  replicas: count('Machines that hold the database’s copies', 'replicas', [1, 3, 100]),
  readQuorum: count('Replicas that a look-up asks', 'replicas', [1, 2, 100]),
  writeQuorum: count('Replicas that a change is written to', 'replicas', [1, 2, 100]),
  spares: count('Spare machines that can be added as replicas', 'machines', [0, 1, 20]),
  copies: count('Peers that keep each record', 'copies', [1, 3, 20]),
  forwardAfter: duration('How long a request waits at a peer whose person does not pass it on', [0, 1, 30]),
  stabilise: duration('Time between two checks of the ring', [0.1, 2, 60]),
  strangers: count('Made-up machines with which a liar asks to be let in', 'machines', [0, 4, 20]),
  checkIds: toggle('Machines let in only who stands where its address belongs', true),
});

/** Those of a plan, in the engine's units. */
export type Settings = ReturnType<typeof SETTINGS.read>;

export function settingsOf({ params }: Plan): Settings {
  return SETTINGS.read(params);
}
