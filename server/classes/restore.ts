import type { Failed, StoredClass } from '../journal/contract.ts';
import { type Loaded, type LoadParts, loadClass } from './load.ts';

/** `wallClock`: milliseconds since 1970, to tell how old a journal is. */
export interface RestoreParts extends LoadParts {
  readonly wallClock: () => number;
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
}

/** A class that nobody has used for this long is closed. */
export const IDLE_MS = 12 * 3_600_000;

/** The result for a journal that was open when the server ended. */
export type Found =
  | { readonly kind: 'open'; readonly loaded: Loaded }
  /** It has ended, or nobody has used it for long; its report can still be had. */
  | { readonly kind: 'over' }
  /** It can't be read or written just now; this may pass. */
  | { readonly kind: 'waits'; readonly failed: Failed }
  | { readonly kind: 'set-aside' };

/** Brings a class back from its journal. One that is damaged is left as it is, with a sentence for whoever runs the server. */
export async function restoreClass({ code, touched }: StoredClass, parts: RestoreParts): Promise<Found> {
  if (parts.wallClock() - touched > IDLE_MS) return putAway(code, 'nobody has used it for twelve hours', parts);
  const loaded = await loadClass(code, parts);
  if (loaded === null) return putAway(code, 'the server ended before anybody was told of it', parts);
  if (!loaded.ok) return loaded.cause === 'damaged' ? setAside(code, loaded, parts) : { kind: 'waits', failed: loaded };
  if (loaded.classroom.over) return putAway(code, 'it has ended', parts);
  const failed = await noteRestart(code, loaded, parts);
  return failed === null ? { kind: 'open', loaded } : { kind: 'waits', failed };
}

async function putAway(code: string, why: string, { journal, report }: RestoreParts): Promise<Found> {
  const closed = await journal.close(code);
  if (!closed.ok) return { kind: 'waits', failed: closed };
  report(`Class ${code} was put away: ${why}.`);
  return { kind: 'over' };
}

function setAside(code: string, { problem }: Failed, { report }: RestoreParts): Found {
  report(
    `Class ${code} was set aside: its journal is damaged (${problem}). The file was kept as it is; other classes go on.`,
  );
  return { kind: 'set-aside' };
}

/** Journals that nobody is connected any more. */
async function noteRestart(code: string, { classroom }: Loaded, { journal }: RestoreParts): Promise<Failed | null> {
  if (!classroom.roster().some(({ connected }) => connected)) return null;
  const decision = classroom.decide({ type: 'restarted' }, { kind: 'server' }, classroom.lastAt);
  if ('refusal' in decision) return { ok: false, cause: 'damaged', problem: decision.refusal.code };
  const written = await journal.append(
    code,
    decision.events.map((event) => ({ type: 'event', event })),
  );
  if (!written.ok) return written;
  for (const event of decision.events) classroom.apply(event);
  return null;
}
