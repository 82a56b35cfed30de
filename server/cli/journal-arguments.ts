import { resolve } from 'node:path';
import { CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import { readCode } from '../../shared/class/codes/read.ts';
import { type Flag, readFlags } from './flags.ts';

export const JOURNAL_FLAGS: readonly Flag[] = [
  { name: 'data', value: '<folder>', help: 'where the classes are kept (HUBMESH_DATA, else data)' },
  { name: 'json', value: '', help: 'JSON instead of text: show one object a line, replay one' },
  { name: 'help', value: '', help: 'this page' },
];

export const JOURNAL_USAGE = `Looks into the journal of a class, open or over, whether a server runs or not; it changes nothing.

  journal show CODE     what happened, one entry a line, without anybody's secrets
  journal replay CODE   plays the class again from its first entry and says where it stands`;

export type JournalRequest =
  | { readonly type: 'show' | 'replay'; readonly code: string; readonly folder: string; readonly json: boolean }
  | { readonly type: 'help' }
  | { readonly type: 'problem'; readonly problem: string };

/** Understands the command line of `journal`; a problem is one sentence that says what is allowed. */
export function readJournalArguments(argv: readonly string[], dataFolder: string): JournalRequest {
  const given = readFlags(argv, JOURNAL_FLAGS);
  if ('problem' in given) return problem(given.problem);
  if (given.flags.has('help')) return { type: 'help' };
  const [verb, ...words] = given.words;
  if (verb !== 'show' && verb !== 'replay') return problem('say what to do: show CODE, or replay CODE');
  if (words.length === 0) return problem(`${verb} takes the code of a class`);
  const typed = words.join(' ');
  const code = readCode(typed);
  if (code === undefined) return problem(`${typed} is no code of a class: it has ${CODE_LENGTH} letters and digits`);
  const folder = resolve(given.flags.get('data')?.[0] ?? dataFolder);
  return { type: verb, code, folder, json: given.flags.has('json') };
}

function problem(sentence: string): JournalRequest {
  return { type: 'problem', problem: sentence };
}
