import { closed } from './closed.ts';
import { ds } from './ds.ts';
import { fail } from './fail.ts';
import { file } from './file.ts';
import { forks } from './forks.ts';
import { gossip } from './gossip.ts';
import { jain } from './jain.ts';
import type { Kind } from './kind.ts';
import { lww } from './lww.ts';
import { maj } from './maj.ts';
import { poison } from './poison.ts';
import { queue } from './queue.ts';
import { quorum } from './quorum.ts';
import { streams } from './streams.ts';
import { voip } from './voip.ts';

/** Every kind of experiment there is. */
export const KINDS: readonly Kind[] = [
  file,
  queue,
  closed,
  fail,
  gossip,
  ds,
  maj,
  forks,
  voip,
  streams,
  poison,
  quorum,
  lww,
  jain,
];
