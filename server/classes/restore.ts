import { type ClassEvent, Classroom } from '../../shared/class/index.ts';
import type { Credential, Entry, StoredClass } from '../journal/contract.ts';
import type { RunnerParts } from './class-runner.ts';

/** `wallClock`: milliseconds since 1970, to tell how old a journal is. */
export interface RestoreParts extends Pick<RunnerParts, 'catalogue' | 'journal' | 'report'> {
  readonly wallClock: () => number;
}

/** A class that nobody has touched for so long is closed. */
export const IDLE_MS = 12 * 3_600_000;

/** What came of a journal that was open when the server ended. */
export type Found =
  | { readonly kind: 'open'; readonly classroom: Classroom; readonly credentials: readonly Credential[] }
  | { readonly kind: 'set-aside'; readonly code: string }
  | { readonly kind: 'closed' };

/** Rebuilds a class from its journal. One that can't be is left as it is, with a sentence for whoever runs the server. */
export async function restoreClass({ code, touched }: StoredClass, parts: RestoreParts): Promise<Found> {
  if (parts.wallClock() - touched > IDLE_MS) {
    await parts.journal.close(code);
    return { kind: 'closed' };
  }
  const stored = await parts.journal.read(code);
  if (stored.ok && stored.entries.length === 0) {
    // The server ended before anybody was told of this class.
    await parts.journal.close(code);
    return { kind: 'closed' };
  }
  const rebuilt = stored.ok ? await rebuild(code, stored.entries, parts) : stored.problem;
  if (typeof rebuilt !== 'string') return rebuilt;
  parts.report(
    `Class ${code} was set aside: its journal can't be read (${rebuilt}). The file was kept as it is; other classes go on.`,
  );
  return { kind: 'set-aside', code };
}

async function rebuild(code: string, entries: readonly Entry[], parts: RestoreParts): Promise<Found | string> {
  const events: ClassEvent[] = [];
  const credentials: Credential[] = [];
  for (const entry of entries) entry.type === 'event' ? events.push(entry.event) : credentials.push(entry);
  const classroom = attemptRebuild(events, parts);
  if (typeof classroom === 'string') return classroom;
  const decision = classroom.decide({ type: 'restarted' }, { kind: 'server' }, classroom.lastAt);
  if ('refusal' in decision) return decision.refusal.code;
  const written = await parts.journal.append(
    code,
    decision.events.map((event) => ({ type: 'event', event })),
  );
  if (!written.ok) return written.problem;
  for (const event of decision.events) classroom.apply(event);
  return { kind: 'open', classroom, credentials };
}

function attemptRebuild(events: readonly ClassEvent[], { catalogue }: RestoreParts): Classroom | string {
  try {
    return Classroom.rebuild(catalogue, events);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
