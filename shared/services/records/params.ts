import type { Params } from '../../sim/index.ts';
import type { ParamSpec } from '../contract.ts';
import { numberSetting } from '../setting.ts';

/** Settings of the records, as the protocols read them; units as in `PARAMS`. */
export interface RecordsParams {
  readonly records: number;
  readonly tasks: number;
  readonly think: number;
  readonly changes: number;
  readonly recordBytes: number;
  readonly controlBytes: number;
  readonly serverUp: number;
  readonly peerUp: number;
  readonly down: number;
  readonly latency: number;
  readonly work: number;
  readonly places: number;
  readonly timeout: number;
  readonly replicas: number;
  readonly readQuorum: number;
  readonly writeQuorum: number;
  readonly spares: number;
  readonly copies: number;
  readonly forwardAfter: number;
  readonly stabilise: number;
  readonly strangers: number;
  readonly checkIds: boolean;
}

export const PARAMS: readonly ParamSpec[] = [
  numberSetting('records', 'Customer records', 'records', [1, 60, 100_000], true),
  numberSetting('tasks', 'Things that each person has to look up or change', 'tasks', [1, 12, 1_000_000], true),
  numberSetting('think', 'Time between two tasks of a person', 's', [0, 5, 60]),
  numberSetting('changes', 'Share of the tasks that change a record', 'share', [0, 0.3, 1]),
  numberSetting('recordBytes', 'Size of a record', 'bytes', [0, 1000, 1_000_000], true),
  numberSetting('controlBytes', 'Size of a request or a confirmation', 'bytes', [0, 60, 10_000], true),
  numberSetting('serverUp', 'Uplink of a server; 0 = no limit', 'bytes/s', [0, 60_000, 1e9]),
  numberSetting('peerUp', 'Uplink of every other machine; 0 = no limit', 'bytes/s', [0, 10_000, 1e9]),
  numberSetting('down', 'Downlink of every machine; 0 = no limit', 'bytes/s', [0, 60_000, 1e9]),
  numberSetting('latency', 'One-way delay between two machines', 'ms', [0, 60, 5000]),
  numberSetting('work', 'Work of the database on one request', 's', [0, 0.05, 10]),
  numberSetting('places', 'Requests that may wait at the database; 0 = no limit', 'requests', [0, 60, 100_000], true),
  numberSetting('timeout', 'How long a request waits for its answer', 's', [0.1, 4, 60]),
  numberSetting('replicas', 'Machines that hold the database’s copies', 'replicas', [1, 3, 100], true),
  numberSetting('readQuorum', 'Replicas that a look-up asks', 'replicas', [1, 2, 100], true),
  numberSetting('writeQuorum', 'Replicas that a change is written to', 'replicas', [1, 2, 100], true),
  numberSetting('spares', 'Spare machines that can be added as replicas', 'machines', [0, 1, 20], true),
  numberSetting('copies', 'Peers that keep each record', 'copies', [1, 3, 20], true),
  numberSetting('forwardAfter', 'How long a request waits at a peer whose person does not pass it on', 's', [0, 1, 30]),
  numberSetting('stabilise', 'Time between two checks of the ring', 's', [0.1, 2, 60]),
  numberSetting('strangers', 'Made-up machines with which a liar asks to be let in', 'machines', [0, 4, 20], true),
  {
    id: 'checkIds',
    label: 'Machines let in only who stands where its address belongs',
    unit: '',
    kind: 'switch',
    default: true,
  },
];

/** The plan's completed params under their own names. */
export function recordsParams(params: Params): RecordsParams {
  return params as unknown as RecordsParams;
}
