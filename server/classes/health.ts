import type { Cause } from '../journal/contract.ts';

/** The server's state as anybody may know it: no codes, no paths. */
export interface Health {
  readonly ok: boolean;
  /** Open classes, including those not restored yet. */
  readonly classes: number;
  /** Not restored yet: nobody has asked for them, and their turn has not come. */
  readonly asleep: number;
  /** Problems, in sentences; none when all is well. */
  readonly problems: readonly string[];
}

/** The causes for each kind of problem. */
export interface Troubles {
  /** Nothing could be written when it was tried. */
  readonly unwritable: readonly Cause[];
  /** Classes in play that are not saved. */
  readonly unsaved: readonly Cause[];
  /** Classes that wait to be opened. */
  readonly waiting: readonly Cause[];
}

const WHY: { readonly [cause in Cause]: string } = {
  busy: 'another server has the data folder open',
  full: 'the disk is full',
  io: 'the disk can not be read or written',
  gone: 'journals were deleted or replaced',
  damaged: 'journals are damaged',
  unknown: 'journals are missing',
};

export function problemsOf({ unwritable, unsaved, waiting }: Troubles): readonly string[] {
  return [
    ...sentences(unwritable, () => 'Nothing can be saved'),
    ...sentences(unsaved, (count) => `${count} ${count === 1 ? 'class is' : 'classes are'} not saved`),
    ...sentences(waiting, (count) => `${count} ${count === 1 ? 'class waits' : 'classes wait'} to be opened`),
  ];
}

function sentences(causes: readonly Cause[], what: (count: number) => string): readonly string[] {
  const counts = new Map<Cause, number>();
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return [...counts].map(([cause, count]) => `${what(count)}: ${WHY[cause]}.`);
}
