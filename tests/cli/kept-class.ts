import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { credentialsOf } from '../../server/classes/credentials.ts';
import { engineVersion } from '../../server/classes/engine.ts';
import { checkpointBody } from '../../server/classes/load.ts';
import type { Credential, Entry, Journal } from '../../server/journal/contract.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { lessonCatalogue } from '../../server/lessons.ts';
import { type ClassEvent, Classroom } from '../../shared/class/index.ts';
import { World } from '../class/world.ts';
import { commandAside } from './run.ts';

export const CODE = 'CDFGHJ';
export const GRANTS: readonly Credential[] = [
  { type: 'grant', holder: 'desk', hash: 'a1'.repeat(32) },
  { type: 'grant', holder: 's1', hash: 'b2'.repeat(32) },
];

export let folder: string;
/** Open while the command reads, as a server has it. */
export let journal: Journal;
/** A folder with a journal for each test of a file. */
export function journalForEach(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    journal = openSqliteJournal(folder);
  });
  afterEach(async () => {
    await journal.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
}

export const run = (...args: readonly string[]) => commandAside('journal', ...args, '--data', folder);
export const path = (place: 'open' | 'closed' = 'open') => join(folder, place, `${CODE}.sqlite`);
export const asEvent = (event: ClassEvent): Entry => ({ type: 'event', event });

/** A class in its first run: Ada plays, Ben has gone. */
export function played(): readonly ClassEvent[] {
  const lesson = lessonCatalogue().find({ scenario: 'release-day' });
  if (lesson === undefined) throw new Error('no such scenario');
  const world = new World({ catalogue: classCatalogue(), lesson });
  world.join('s1', 'Ada');
  world.join('s2', 'Ben');
  world.desk({ type: 'rename', seat: 's2', name: 'Benno' });
  world.skipTo('predict');
  world.student('s1', { type: 'predict', prediction: { better: 'peer-to-peer', sure: 2, finish: 80 } });
  world.skipTo('play');
  world.pass(3);
  const [verb] = world.seat('s1').play?.verbs.filter(({ blocked }) => blocked === undefined) ?? [];
  if (verb !== undefined) world.act('s1', 'first', verb.action);
  world.drop('s2');
  world.pass(2);
  const [opened, ...rest] = world.journal;
  if (opened?.type !== 'opened') throw new Error('not opened');
  return [{ ...opened, code: CODE }, ...rest];
}

/** Keeps it with its grants, and a checkpoint after some entries where one is asked for. */
export async function kept(
  events: readonly ClassEvent[],
  checkpoint?: { after: number; from?: readonly ClassEvent[] },
) {
  const entries = [...GRANTS, ...events.map(asEvent)];
  const cut = checkpoint?.after ?? entries.length;
  await journal.reserve(CODE, entries.slice(0, cut));
  if (checkpoint === undefined) return;
  const room = Classroom.rebuild(classCatalogue(), checkpoint.from ?? events.slice(0, cut - GRANTS.length));
  const text = room.checkpoint(Number.POSITIVE_INFINITY) ?? '';
  await journal.keep(CODE, { engine: engineVersion(), body: checkpointBody(text, credentialsOf(GRANTS).saved()) });
  await journal.append(CODE, entries.slice(cut));
}
