import { type Catalogue, type ClassEvent, Classroom } from '../../shared/class/index.ts';
import type { Credential, Entry, Failed, Journal, Stored } from '../journal/contract.ts';
import type { Monotonic } from './class-clock.ts';

/** ms of work after which everybody else has a turn. */
const SLICE_MS = 8;

export interface LoadParts {
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  /** Names the program, so that no other one takes its checkpoints for its own. */
  readonly engine: string;
  readonly now: Monotonic;
  /** Runs the work after everything that has arrived by now was taken in. */
  readonly soon: (work: () => void) => void;
}

/** `torn`: the end of what was written is lost. `behind`: how many entries had to be folded. */
export interface Loaded {
  readonly ok: true;
  readonly classroom: Classroom;
  readonly credentials: readonly Credential[];
  readonly torn: boolean;
  readonly behind: number;
}

/** A class as its journal says: from its checkpoint where that helps, else from its first event. Null for a journal without an entry. */
export async function loadClass(code: string, parts: LoadParts): Promise<Loaded | Failed | null> {
  const stored = await parts.journal.read(code, parts.engine);
  if (!stored.ok) return stored;
  const began = begunFrom(stored, parts.catalogue);
  if (began !== undefined) return folded(began, stored, parts);
  const whole = await parts.journal.read(code);
  if (!whole.ok) return whole;
  if (whole.entries.length === 0) return null;
  const opened = begunFrom({ ...whole, checkpoint: null }, parts.catalogue);
  const torn = stored.torn || whole.torn;
  return opened === undefined ? NO_CLASS : folded(opened, { ...whole, torn }, parts);
}

/** A class and the secrets that were given out in it, as a checkpoint's text. */
export function checkpointBody(room: string, credentials: readonly Credential[]): string {
  return `${JSON.stringify(credentials)}\n${room}`;
}

const NO_CLASS: Failed = { ok: false, cause: 'damaged', problem: 'it is not the journal of a class' };

interface Began {
  readonly classroom: Classroom;
  readonly credentials: readonly Credential[];
  readonly rest: readonly Entry[];
}

function begunFrom({ checkpoint, entries }: Stored & { ok: true }, catalogue: Catalogue): Began | undefined {
  try {
    if (checkpoint !== null) {
      const [credentials = ''] = checkpoint.split('\n', 1);
      const classroom = Classroom.restore(catalogue, checkpoint.slice(credentials.length + 1));
      return { classroom, credentials: JSON.parse(credentials) as Credential[], rest: entries };
    }
    const at = entries.findIndex((entry) => entry.type === 'event');
    const opened = entries[at];
    if (opened?.type !== 'event') return undefined;
    const classroom = Classroom.rebuild(catalogue, [opened.event]);
    return { classroom, credentials: [], rest: entries.toSpliced(at, 1) };
  } catch {
    return undefined;
  }
}

async function folded(began: Began, { torn }: Stored & { ok: true }, parts: LoadParts): Promise<Loaded | Failed> {
  const { classroom, rest } = began;
  const credentials = [...began.credentials];
  const events: ClassEvent[] = [];
  for (const entry of rest) entry.type === 'event' ? events.push(entry.event) : credentials.push(entry);
  try {
    await inSlices(events, (event) => void classroom.apply(event), parts);
    return { ok: true, classroom, credentials, torn, behind: events.length };
  } catch (error) {
    return { ok: false, cause: 'damaged', problem: error instanceof Error ? error.message : String(error) };
  }
}

async function inSlices<Item>(
  items: readonly Item[],
  work: (item: Item) => void,
  { now, soon }: Pick<LoadParts, 'now' | 'soon'>,
): Promise<void> {
  let begun = now();
  for (const item of items) {
    work(item);
    if (now() - begun < SLICE_MS) continue;
    await new Promise<void>((resolve) => soon(resolve));
    begun = now();
  }
}
