import type { Params } from '../../sim/index.ts';
import type { ParamSpec } from '../contract.ts';
import { numberSetting } from '../setting.ts';

/** Settings of the mail, as the protocols read them; units as in `PARAMS`. */
export interface MailParams {
  readonly letters: number;
  readonly think: number;
  readonly letterBytes: number;
  readonly sealBytes: number;
  readonly controlBytes: number;
  readonly serverUp: number;
  readonly peerUp: number;
  readonly down: number;
  readonly latency: number;
  readonly sorting: number;
  readonly places: number;
  readonly mailbox: number;
  readonly filter: boolean;
  readonly timeout: number;
  readonly junkRate: number;
  readonly friends: number;
  readonly pocket: number;
  readonly copies: number;
  readonly seals: boolean;
  readonly spread: Spread;
  readonly fanout: number;
  readonly round: number;
}

/**
 * How copies travel among peers. carry: by the people's (or their autopilots') passing, each letter in a limited number of copies. The
 * others are the textbook's ways to tell everybody, used by the experiments: each round one random other (push), and also asking one
 * (push-pull); once to k others (fanout); at once to all neighbours (flood).
 */
export const SPREADS = ['carry', 'push', 'push-pull', 'fanout', 'flood'] as const;
export type Spread = (typeof SPREADS)[number];

export const PARAMS: readonly ParamSpec[] = [
  numberSetting('letters', 'Letters that each person is to get', 'letters', [1, 10, 1000], true),
  numberSetting('think', 'Time between two letters that a person writes', 's', [0, 6, 60]),
  numberSetting('letterBytes', 'Size of a letter', 'bytes', [0, 2000, 1_000_000], true),
  numberSetting('sealBytes', 'What sealing adds to it', 'bytes', [0, 600, 1_000_000], true),
  numberSetting('controlBytes', 'Size of a request or a confirmation', 'bytes', [0, 60, 10_000], true),
  numberSetting('serverUp', 'Uplink of the server; 0 = no limit', 'bytes/s', [0, 40_000, 1e9]),
  numberSetting('peerUp', 'Uplink of every other machine; 0 = no limit', 'bytes/s', [0, 10_000, 1e9]),
  numberSetting('down', 'Downlink of every machine; 0 = no limit', 'bytes/s', [0, 60_000, 1e9]),
  numberSetting('latency', 'One-way delay between two machines', 'ms', [0, 60, 5000]),
  numberSetting('sorting', 'Time that the server needs to look at a letter while it sorts', 's', [0, 0.08, 10]),
  numberSetting(
    'places',
    'Letters that may wait at the server to be put away; 0 = no limit',
    'letters',
    [0, 60, 100_000],
    true,
  ),
  numberSetting('mailbox', 'Letters that one mailbox holds', 'letters', [1, 20, 100_000], true),
  {
    id: 'filter',
    label: 'The server can tell junk from letters',
    unit: '',
    kind: 'switch',
    default: true,
  },
  numberSetting('timeout', 'How long a machine waits for the server’s word', 's', [0.1, 4, 60]),
  numberSetting('junkRate', 'Junk letters of a machine that floods', 'letters/s', [0, 4, 100]),
  numberSetting('friends', 'Friends of each peer; 0 = everyone', 'machines', [0, 5, 10_000], true),
  numberSetting('pocket', 'Letters that a peer carries for others', 'letters', [1, 40, 100_000], true),
  numberSetting('copies', 'Copies of a letter, as long as nobody chooses otherwise', 'copies', [1, 4, 64], true),
  {
    id: 'seals',
    label: 'Peers seal their letters, as long as nobody chooses otherwise',
    unit: '',
    kind: 'switch',
    default: false,
  },
  {
    id: 'spread',
    label: 'How copies travel among peers',
    unit: '',
    kind: 'choice',
    default: 'carry',
    choices: SPREADS,
  },
  numberSetting('fanout', 'To how many others at once, when spread is fanout', 'machines', [1, 3, 1000], true),
  numberSetting('round', 'Length of a round, when spread goes by rounds', 's', [0.01, 1, 60]),
];

/** The plan's completed params under their own names. */
export function mailParams(params: Params): MailParams {
  return params as unknown as MailParams;
}
