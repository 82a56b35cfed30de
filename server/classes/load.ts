import { type Catalogue, type ClassEvent, Classroom } from '../../shared/class/index.ts';
import type { Credential, Entry, Failed, Journal, Stored } from '../journal/contract.ts';
import { type Credentials, credentialsOf, type SavedCredentials } from './credentials.ts';
import { type FoldParts, foldInBits } from './fold.ts';

export interface LoadParts extends FoldParts {
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  /** Names this version of the program, so that no other uses its checkpoints. */
  readonly engine: string;
}

/** `torn`: the end of what was written is lost. `behind`: how many events had to be folded. */
export interface Loaded {
  readonly ok: true;
  readonly classroom: Classroom;
  readonly credentials: Credentials;
  readonly torn: boolean;
  readonly behind: number;
}

/** Loads a class from its journal: from a usable checkpoint, else from its first event. null for a journal without entries. */
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

/** The text of a checkpoint: the class and its credentials. */
export function checkpointBody(room: string, credentials: SavedCredentials): string {
  return `${JSON.stringify(credentials)}\n${room}`;
}

const NO_CLASS: Failed = { ok: false, cause: 'damaged', problem: 'it is not the journal of a class' };

interface Began {
  readonly classroom: Classroom;
  readonly credentials: SavedCredentials;
  readonly rest: readonly Entry[];
}

function begunFrom({ checkpoint, entries }: Stored & { ok: true }, catalogue: Catalogue): Began | undefined {
  try {
    if (checkpoint !== null) {
      const [credentials = ''] = checkpoint.split('\n', 1);
      const classroom = Classroom.restore(catalogue, checkpoint.slice(credentials.length + 1));
      return { classroom, credentials: JSON.parse(credentials) as SavedCredentials, rest: entries };
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
  const events: ClassEvent[] = [];
  const given: Credential[] = [];
  for (const entry of rest) entry.type === 'event' ? events.push(entry.event) : given.push(entry);
  try {
    await foldInBits(classroom, events, parts);
    const credentials = credentialsOf(given, began.credentials);
    return { ok: true, classroom, credentials, torn, behind: events.length };
  } catch (error) {
    return { ok: false, cause: 'damaged', problem: error instanceof Error ? error.message : String(error) };
  }
}
