import type { Plan } from '../../sim/index.ts';
import {
  amount,
  as,
  choice,
  count,
  duration,
  latency,
  linkRate,
  meanTime,
  noneIfZero,
  settingsTable,
  toggle,
} from '../kit/index.ts';

/**
 * How copies travel among peers. carry: by the people's (or their autopilots') passing, each letter in a limited number of copies. The
 * others are the textbook's ways to tell everybody, used by the experiments: each round one random other (push), and also asking one
 * (push-pull); once to k others (fanout); at once to all neighbours (flood).
 */
export const SPREAD_MODES = ['carry', 'push', 'push-pull', 'fanout', 'flood'] as const;
export type SpreadMode = (typeof SPREAD_MODES)[number];

export const SETTINGS = settingsTable({
  letters: count('Letters that each person is to get', 'letters', [1, 10, 1000]),
  think: meanTime('Time between two letters that a person writes', [0, 6, 60]),
  letterBytes: count('Size of a letter', 'bytes', [0, 2000, 1_000_000]),
  sealBytes: count('What sealing adds to it', 'bytes', [0, 600, 1_000_000]),
  controlBytes: count('Size of a request or a confirmation', 'bytes', [0, 60, 10_000]),
  serverUp: linkRate('Uplink of the server; 0 = no limit', [0, 40_000, 1e9]),
  peerUp: linkRate('Uplink of every other machine; 0 = no limit', [0, 10_000, 1e9]),
  down: linkRate('Downlink of every machine; 0 = no limit', [0, 60_000, 1e9]),
  latency: latency('One-way delay between two machines', [0, 60, 5000]),
  sorting: duration('Time that the server needs to look at a letter while it sorts', [0, 0.08, 10]),
  places: as(
    count('Letters that may wait at the server to be put away; 0 = no limit', 'letters', [0, 60, 100_000]),
    noneIfZero,
  ),
  mailbox: count('Letters that one mailbox holds', 'letters', [1, 20, 100_000]),
  filter: toggle('The server can tell junk from letters', true),
  timeout: duration('How long a machine waits for the server’s word', [0.1, 4, 60]),
  junkRate: amount('Junk letters of a machine that floods', 'letters/s', [0, 4, 100]),
  friends: count('Friends of each peer; 0 = everyone', 'machines', [0, 5, 10_000]),
  pocket: count('Letters that a peer carries for others', 'letters', [1, 40, 100_000]),
  copies: count('Copies of a letter, as long as nobody chooses otherwise', 'copies', [1, 4, 64]),
  seals: toggle('Peers seal their letters, as long as nobody chooses otherwise', false),
  spread: choice('How copies travel among peers', 'carry', SPREAD_MODES),
  fanout: count('To how many others at once, when spread is fanout', 'machines', [1, 3, 1000]),
  round: duration('Length of a round, when spread goes by rounds', [0.01, 1, 60]),
});

/** @param first the first machine that has a person; the others before it carry mail */
export function settingsOf({ params }: Plan, first: number) {
  return { ...SETTINGS.read(params), first };
}

export type Settings = ReturnType<typeof settingsOf>;
