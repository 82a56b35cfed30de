import { ClassRunner, type RunnerParts } from '../../../server/classes/class-runner.ts';
import { credentialsOf } from '../../../server/classes/credentials.ts';
import { Classroom, openClass } from '../../../shared/class/index.ts';
import { CATALOGUE, LESSON, SECRET } from '../../class/sample.ts';
import { commandOf, type Press } from '../../class/world.ts';
import { MemoryJournal } from './memory-journal.ts';

/** A class that was just opened, in play on a journal in memory, and on the clocks that a test gives it. */
export function newRunner({
  journal = new MemoryJournal(),
  ...parts
}: Pick<RunnerParts, 'now' | 'report' | 'soon'> &
  Partial<RunnerParts> & { readonly journal?: MemoryJournal }): ClassRunner {
  const events = openClass({ code: 'CDFGH', title: 'Class', lesson: LESSON, seed: 1, secret: SECRET }, 0);
  journal.commits.push(events.map((event) => ({ type: 'event', event })));
  const classroom = Classroom.rebuild(CATALOGUE, events);
  return new ClassRunner(
    { ok: true, classroom, credentials: credentialsOf([]), torn: false, behind: 0 },
    {
      catalogue: CATALOGUE,
      engine: 'engine',
      uptime: parts.now,
      longestStep: Number.POSITIVE_INFINITY,
      ...parts,
      journal,
    },
  );
}

/** The desk presses it, in the phase that is on. */
export async function press(runner: ClassRunner, ...presses: readonly Press[]): Promise<void> {
  for (const one of presses) {
    const command = commandOf(one, runner.latest, runner.at());
    const outcome = await runner.submit({ command, actor: { kind: 'instructor' } });
    if (!outcome.ok) throw new Error(outcome.refusal.code);
  }
}
