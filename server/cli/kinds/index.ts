import { availability } from './availability.ts';
import { closedLoop } from './closed-loop.ts';
import { doubleSpend } from './double-spend.ts';
import { fairness } from './fairness.ts';
import { file } from './file.ts';
import { forks } from './forks.ts';
import { gossip } from './gossip.ts';
import type { Kind } from './kind.ts';
import { lastWriterWins } from './last-writer-wins.ts';
import { majorityAttack } from './majority-attack.ts';
import { poison } from './poison.ts';
import { queue } from './queue.ts';
import { quorum } from './quorum.ts';
import { streams } from './streams.ts';
import { voip } from './voip.ts';

/** Every kind of experiment there is. */
export const KINDS: readonly Kind[] = [
  file,
  queue,
  closedLoop,
  availability,
  gossip,
  doubleSpend,
  majorityAttack,
  forks,
  voip,
  streams,
  poison,
  quorum,
  lastWriterWins,
  fairness,
];
