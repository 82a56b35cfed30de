import { closed } from './closed.ts';
import { fail } from './fail.ts';
import { file } from './file.ts';
import type { Kind } from './kind.ts';
import { queue } from './queue.ts';

/** Every kind of experiment there is. */
export const KINDS: readonly Kind[] = [file, queue, closed, fail];
