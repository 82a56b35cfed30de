/** What a person reads when the server has started. */
export interface Started {
  /** Where a browser on this very computer reaches it. */
  readonly local: string;
  /** Where other devices do, the likeliest first. */
  readonly others: readonly string[];
  /** What it listens on. */
  readonly host: string;
  /** What it was told to listen on. */
  readonly wanted: string;
  /** Codes of the classes that it brought back. */
  readonly restored: readonly string[];
}

/** Only this many are printed: more would confuse, and the desk has them all. */
const MOST_OTHERS = 2;

/** The lines printed at the start: where to open pages, and for whom. */
export function announcement({ local, others, host, wanted, restored }: Started): readonly string[] {
  const [students, ...more] = others;
  return [
    'Hub & Mesh is running.',
    `  Instructor: ${local}/teach`,
    `  Students:   ${students ?? local}`,
    ...(more.length > 0
      ? [`              (if phones can't open that: ${more.slice(0, MOST_OTHERS).join(' or ')})`]
      : []),
    ...(students === undefined ? [`  ${nobodyElse(wanted)}`] : []),
    ...(host === wanted ? [] : ['  This computer has no IPv6: only IPv4 is served.']),
    ...(restored.length > 0 ? [`  Classes that go on: ${restored.join(', ')}`] : []),
  ];
}

/** What a person reads when the networks have changed since. */
export function whereNow([students]: readonly string[]): string {
  return students === undefined
    ? 'The network is gone: only this computer can join.'
    : `Students go to ${students} now.`;
}

function nobodyElse(host: string): string {
  return host === '::' || host === '0.0.0.0'
    ? 'Only this computer can join until it is in a network. You read it here when it is.'
    : `Only this computer can join: the server listens on ${host} alone. Leave --host out for every network.`;
}
