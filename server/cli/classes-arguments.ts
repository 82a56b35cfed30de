import { resolve } from 'node:path';
import { CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import { readCode } from '../../shared/class/codes/read.ts';
import { type Flag, readFlags } from './flags.ts';

export const CLASSES_FLAGS: readonly Flag[] = [
  { name: 'data', value: '<folder>', help: 'where the classes are kept (HUBMESH_DATA, else data)' },
  { name: 'empty', value: '', help: 'with close: all in which nobody is and nothing was played' },
  { name: 'help', value: '', help: 'this page' },
];

export const CLASSES_USAGE = `Lists or closes the classes of a server, whether it runs or not.

  classes list            every open class
  classes close CODE      ends this class for good
  classes close --empty   ends all in which nobody is and nothing was played`;

export type ClassesRequest =
  | { readonly type: 'list'; readonly folder: string }
  | { readonly type: 'close'; readonly folder: string; readonly code: string }
  | { readonly type: 'close-empty'; readonly folder: string }
  | { readonly type: 'help' }
  | { readonly type: 'problem'; readonly problem: string };

/** Understands the command line of `classes`; a problem is one sentence that says what is allowed. */
export function readClassesArguments(argv: readonly string[], dataFolder: string): ClassesRequest {
  const given = readFlags(argv, CLASSES_FLAGS);
  if ('problem' in given) return problem(given.problem);
  if (given.flags.has('help')) return { type: 'help' };
  const folder = resolve(given.flags.get('data')?.[0] ?? dataFolder);
  const [verb, ...words] = given.words;
  const isEmpty = given.flags.has('empty');
  if (verb === 'list' && words.length === 0 && !isEmpty) return { type: 'list', folder };
  if (verb === 'close') return readClose(words, isEmpty, folder);
  return problem(`say what to do: list, close CODE, or close --empty`);
}

function readClose(words: readonly string[], isEmpty: boolean, folder: string): ClassesRequest {
  const [typed, ...more] = words;
  if (isEmpty && typed === undefined) return { type: 'close-empty', folder };
  if (isEmpty || more.length > 0 || typed === undefined) return problem('close takes one code, or --empty');
  const code = readCode(typed);
  return code === undefined
    ? problem(`${typed} is no code of a class: it has ${CODE_LENGTH} letters and digits`)
    : { type: 'close', folder, code };
}

function problem(sentence: string): ClassesRequest {
  return { type: 'problem', problem: sentence };
}
