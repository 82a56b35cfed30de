import { setImmediate } from 'node:timers';
import { type Catalogue, Classroom } from '../../shared/class/index.ts';
import type { SeatLine } from '../../shared/protocol/views.ts';
import type { Architecture } from '../../shared/sim/index.ts';
import { classCatalogue } from '../catalogue.ts';
import { type Credentials, credentialsOf, type SavedCredentials } from '../classes/credentials.ts';
import { foldInBits } from '../classes/fold.ts';
import type { KeptCheckpoint } from '../journal/checkpoint-file.ts';
import type { Entry } from '../journal/contract.ts';
import type { Inspected } from '../journal/inspect.ts';

/** Where a class stands after its last entry. */
export interface Standing {
  readonly code: string;
  readonly title: string;
  readonly place: Inspected['place'];
  readonly entries: number;
  /** Seconds of class time of the last entry. */
  readonly time: number;
  readonly phase: string;
  /** Round and run are counted from 1. */
  readonly round: number;
  readonly rounds: number;
  readonly run: number;
  readonly architecture: Architecture | null;
  readonly over: boolean;
  readonly seats: readonly Pick<SeatLine, 'name' | 'node' | 'role' | 'connected'>[];
  /** Of the run that is on, or was last. */
  readonly hash: string | null;
  readonly checkpoint: CheckpointState;
}

export type CheckpointState = Extract<Inspected['checkpoint'], string> | 'agrees' | 'differs';

export type Replayed =
  | { readonly ok: true; readonly standing: Standing }
  | { readonly ok: false; readonly problem: string };

/** A class that is being folded, and the number of the entry that it has come to. */
interface Folding {
  readonly catalogue: Catalogue;
  classroom: Classroom | null;
  readonly credentials: Credentials;
  number: number;
}

/** Plays a class again from its first entry, and holds it against the one that goes on from its checkpoint. */
export async function replay(journal: Inspected): Promise<Replayed> {
  const { entries, checkpoint } = journal;
  const catalogue = classCatalogue();
  const folding: Folding = { catalogue, classroom: null, credentials: credentialsOf([]), number: 0 };
  const cut = typeof checkpoint === 'string' ? 0 : checkpoint.after.number;
  try {
    await fold(folding, entries.slice(0, cut));
    const restored = typeof checkpoint === 'string' ? checkpoint : restoredBeside(folding, checkpoint);
    await fold(folding, entries.slice(cut));
    if (folding.classroom === null) return { ok: false, problem: 'it has no entry of a class' };
    const state = typeof restored === 'string' ? restored : await goneOn(restored, entries.slice(cut), folding);
    return { ok: true, standing: standingOf(folding.classroom, journal, state) };
  } catch (error) {
    return { ok: false, problem: `entry ${folding.number} can't be played again (${sentence(error)})` };
  }
}

async function fold(folding: Folding, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    folding.number += 1;
    if (entry.type === 'grant') folding.credentials.add(entry);
    else if (folding.classroom === null) folding.classroom = Classroom.rebuild(folding.catalogue, [entry.event]);
    else await foldInBits(folding.classroom, [entry.event], { soon: setImmediate });
  }
}

/** The class of the checkpoint, if it is the one that was folded up to there. */
function restoredBeside(folding: Folding, { body }: KeptCheckpoint): Folding | 'unreadable' | 'differs' {
  const { catalogue, number } = folding;
  const [saved = ''] = body.split('\n', 1);
  try {
    const classroom = Classroom.restore(catalogue, body.slice(saved.length + 1));
    const credentials = credentialsOf([], JSON.parse(saved) as SavedCredentials);
    const restored = { catalogue, classroom, credentials, number };
    return isSame(restored, folding) ? restored : 'differs';
  } catch {
    return 'unreadable';
  }
}

async function goneOn(restored: Folding, rest: readonly Entry[], folding: Folding): Promise<'agrees' | 'differs'> {
  try {
    await fold(restored, rest);
    return isSame(restored, folding) ? 'agrees' : 'differs';
  } catch {
    return 'differs';
  }
}

function isSame(one: Folding, other: Folding): boolean {
  return allOf(one) === allOf(other);
}

/** All that anybody ever sees of a class, and the hash of all that happened in its run. */
function allOf({ classroom, credentials }: Folding): string {
  if (classroom === null) return '';
  const { lastAt, runHash } = classroom;
  const seats = classroom.seats.map(({ id }) => classroom.seatView(id));
  const views = [classroom.publicView(lastAt), classroom.roster(), seats, classroom.deskView(), classroom.report()];
  return JSON.stringify([lastAt, runHash, views, credentials.saved()]);
}

function standingOf(classroom: Classroom, { place, entries }: Inspected, checkpoint: CheckpointState): Standing {
  const { code, title, lastAt, over, runHash } = classroom;
  const { phase, round, rounds, run, architecture } = classroom.publicView(lastAt);
  return {
    code,
    title,
    place,
    entries: entries.length,
    time: lastAt / 1000,
    phase,
    round: round + 1,
    rounds,
    run: run + 1,
    architecture,
    over,
    seats: classroom.roster().map(({ name, node, role, connected }) => ({ name, node, role, connected })),
    hash: runHash,
    checkpoint,
  };
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
