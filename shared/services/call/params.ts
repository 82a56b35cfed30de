import type { Params } from '../../sim/index.ts';
import type { ParamSpec } from '../contract.ts';
import { numberSetting } from '../setting.ts';

/** Settings of the calls, as the protocols read them; units as in `PARAMS`. */
export interface CallParams {
  readonly group: number;
  readonly turns: number;
  readonly think: number;
  readonly turn: number;
  readonly frame: number;
  readonly fullRate: number;
  readonly lowRate: number;
  readonly controlBytes: number;
  readonly relayUp: number;
  readonly peerUp: number;
  readonly down: number;
  readonly latency: number;
  readonly playout: number;
  readonly clear: number;
  readonly mixing: boolean;
  readonly blocked: number;
}

export const PARAMS: readonly ParamSpec[] = [
  numberSetting('group', 'People in one call', 'people', [2, 5, 1000], true),
  numberSetting('turns', 'Turns that each person is to speak and be heard clearly', 'turns', [1, 7, 1000], true),
  numberSetting('think', 'Time between two things that a person wants to say', 's', [0, 5, 60]),
  numberSetting('turn', 'How long one turn lasts', 's', [0.2, 3, 60]),
  numberSetting('frame', 'Sound in one packet', 'ms', [10, 100, 1000], true),
  numberSetting('fullRate', 'Stream in full quality (G.711)', 'bytes/s', [0, 8000, 1e9]),
  numberSetting('lowRate', 'Stream in low quality (G.729a)', 'bytes/s', [0, 2000, 1e9]),
  numberSetting('controlBytes', 'Size of a control message', 'bytes', [0, 60, 10_000], true),
  numberSetting('relayUp', 'Uplink of the relay; 0 = no limit', 'bytes/s', [0, 360_000, 1e9]),
  numberSetting('peerUp', 'Uplink of every other machine; 0 = no limit', 'bytes/s', [0, 40_000, 1e9]),
  numberSetting('down', 'Downlink of every machine; 0 = no limit', 'bytes/s', [0, 400_000, 1e9]),
  numberSetting('latency', 'One-way delay between two machines', 'ms', [0, 60, 5000]),
  numberSetting('playout', 'Sound that comes later than this is not played', 'ms', [50, 400, 5000]),
  numberSetting('clear', 'From this mean opinion score on a turn counts as clear', 'MOS', [1, 3.6, 4.5]),
  {
    id: 'mixing',
    label: 'The relay mixes each listener’s streams into one (MCU) instead of forwarding them (SFU)',
    unit: '',
    kind: 'switch',
    default: false,
  },
  numberSetting('blocked', 'Share of pairs whose firewalls let nothing through between them', 'share', [0, 0.1, 1]),
];

/** The plan's completed params under their own names. */
export function callParams(params: Params): CallParams {
  return params as unknown as CallParams;
}
