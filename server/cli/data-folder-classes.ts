import { Classroom } from '../../shared/class/index.ts';
import { classCatalogue } from '../catalogue.ts';
import type { ClassLine } from '../http/admin.ts';
import type { Journal, StoredClass } from '../journal/contract.ts';
import { openSqliteJournal } from '../journal/sqlite.ts';
import type { ClassesAdmin } from './classes-admin.ts';

const MINUTE_MS = 60_000;

/** The classes of a folder on which no server runs. @throws when the folder can't be used */
export function dataFolderClasses(folder: string, now: () => number): ClassesAdmin {
  const journal = openSqliteJournal(folder);
  const list = async (): Promise<readonly ClassLine[]> => {
    const lines: ClassLine[] = [];
    for (const stored of await journal.open()) lines.push(await lineOf(journal, stored, now()));
    return lines;
  };
  const close = async (code: string): Promise<void> => {
    const closed = await journal.close(code);
    if (!closed.ok) throw new Error(`Class ${code} can't be closed: ${closed.problem}.`);
  };
  return {
    list,
    async close(code) {
      if (!(await journal.open()).some((stored) => stored.code === code)) return false;
      await close(code);
      return true;
    },
    async closeEmpty() {
      const empty = (await list()).filter((line) => line.empty).map(({ code }) => code);
      for (const code of empty) await close(code);
      return empty;
    },
    end: () => journal.dispose(),
  };
}

async function lineOf(journal: Journal, { code, touched }: StoredClass, now: number): Promise<ClassLine> {
  const idleMinutes = Math.max(0, Math.floor((now - touched) / MINUTE_MS));
  const unread = { code, title: 'can’t be read', joined: 0, connected: 0, empty: false, idleMinutes };
  const stored = await journal.read(code);
  if (!stored.ok) return { ...unread, title: `can’t be read: ${stored.problem}` };
  const events = stored.entries.flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
  try {
    const classroom = Classroom.rebuild(classCatalogue(), events);
    const joined = classroom.roster().length;
    return { ...unread, title: classroom.title, joined, empty: !classroom.hasResults };
  } catch {
    return unread;
  }
}
