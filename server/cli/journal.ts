// npm run --silent journal -- show CODE | replay CODE  [--data <folder>] [--json]
import { existsSync } from 'node:fs';
import process from 'node:process';
import { engineVersion } from '../classes/engine.ts';
import { type Inspected, inspectJournal } from '../journal/inspect.ts';
import { helpText } from './flags.ts';
import { JOURNAL_FLAGS, JOURNAL_USAGE, type JournalRequest, readJournalArguments } from './journal-arguments.ts';
import { journalLines, lineAsJson, lineAsText, printable } from './journal-lines.ts';
import { isContradicted, standingAsText } from './journal-standing.ts';

/** Exit codes: for a journal that is damaged or can't be read, and for what was asked for in a way that can't be meant. */
const DAMAGE = 1;
const BAD_INPUT = 2;
/** No real program's version: showing entries needs no checkpoint. */
const NO_ENGINE = '';

type Asked = Extract<JournalRequest, { readonly code: string }>;

async function main(): Promise<void> {
  const request = readJournalArguments(process.argv.slice(2), process.env['HUBMESH_DATA'] || 'data');
  if (request.type === 'help') return say(helpText(JOURNAL_USAGE, JOURNAL_FLAGS));
  if (request.type === 'problem') return end(BAD_INPUT, request.problem);
  if (!existsSync(request.folder)) return end(BAD_INPUT, `there is no data folder ${request.folder}`);
  return request.type === 'show' ? show(request) : replayed(request);
}

function show({ folder, code, json }: Asked): void {
  const journal = inspected(folder, code, NO_ENGINE);
  if (journal === null) return;
  const lines = journalLines(journal.entries).map(json ? lineAsJson : lineAsText);
  say(lines.map((line) => `${line}\n`).join(''));
}

/** Loaded only when needed: what plays classes. */
async function replayed({ folder, code, json }: Asked): Promise<void> {
  const { replay } = await import('./journal-replay.ts');
  const journal = inspected(folder, code, engineVersion());
  if (journal === null) return;
  const outcome = await replay(journal);
  if (!outcome.ok) return end(DAMAGE, `The class ${code} can't be played again: ${outcome.problem}.`);
  const { standing } = outcome;
  say(json ? `${printable(JSON.stringify(standing))}\n` : standingAsText(standing));
  if (isContradicted(standing)) end(DAMAGE, `The checkpoint of ${code} is not the class that its journal leads to.`);
}

/** The journal as far as it can be read; null when that is nowhere. What can't be read is said. */
function inspected(folder: string, code: string, engine: string): Inspected | null {
  const journal = inspectJournal(folder, code, engine);
  if (!journal.ok) {
    if (journal.cause === 'unknown') end(BAD_INPUT, `there is no class ${code} in ${folder}`);
    else end(DAMAGE, `The journal of ${code} can't be read: ${journal.problem}.`);
    return null;
  }
  const { damage, entries } = journal;
  const further = entries.length === 0 ? '' : ` further than entry ${entries.length}`;
  if (damage !== null) end(DAMAGE, `The journal of ${code} can't be read${further}: ${damage.problem}.`);
  return damage !== null && entries.length === 0 ? null : journal;
}

function say(text: string): void {
  process.stdout.write(text);
}

function end(code: number, problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = code;
}

// The reader may have seen enough, as `head` does.
process.stdout.once('error', () => process.exit());
await main();
