import { FACTS, type Fact, type LogRow, LogType } from '../../sim/index.ts';

/** What one machine has achieved in a run, counted from the event log. */
export interface NodeStats {
  /** Items that it needed, got, and gave to others. */
  asked: number;
  got: number;
  failed: number;
  gave: number;
  /** Corrupt content and fraud that it found out; decisions about others' requests. */
  clean: number;
  decided: number;
  /** Accepted verbs of its person. */
  acts: number;
  /** µs, -1 before. */
  doneAt: number;
}

export function freshStats(): NodeStats {
  return { asked: 0, got: 0, failed: 0, gave: 0, clean: 0, decided: 0, acts: 0, doneAt: -1 };
}

/** Counts one entry of the log into the machines' stats. */
export function count(stats: readonly NodeStats[], { type, time, node, peer, kind, value }: LogRow): void {
  const own = stats[node];
  if (own === undefined) return;
  if (type === LogType.acted) {
    if (peer === 0 && value === 1) own.acts++;
    return;
  }
  if (type === LogType.fact) countFact(own, stats[peer], FACTS[kind] as Fact, time);
}

function countFact(own: NodeStats, giver: NodeStats | undefined, fact: Fact, time: number): void {
  switch (fact) {
    case 'asked':
      own.asked++;
      return;
    case 'got':
      own.got++;
      if (giver !== undefined && giver !== own) giver.gave++;
      return;
    case 'failed':
      own.failed++;
      return;
    case 'done':
      if (own.doneAt < 0) own.doneAt = time;
      return;
    case 'decided':
      own.decided++;
      return;
    case 'corrupt-rejected':
    case 'fraud-rejected':
      own.clean++;
      return;
    default:
      return;
  }
}
