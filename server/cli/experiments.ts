// npm run --silent experiments -- <suite.json> [--seed 3] [--only A6]
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { EXPERIMENT_FLAGS, readExperimentArguments } from './experiment-arguments.ts';
import { helpText } from './flags.ts';
import { judge } from './judge.ts';
import { KINDS } from './kinds/index.ts';
import { parseSuite } from './suite.ts';

const USAGE = 'experiments <suite.json>: runs the cases of a suite through the engine, and compares.';

/** @returns the exit code: 0 all hold, 1 one is off, 2 what was asked for can't be run. */
function main(): number {
  const asked = readExperimentArguments(process.argv.slice(2));
  if (asked.type === 'help') {
    process.stdout.write(helpText(USAGE, EXPERIMENT_FLAGS));
    return 0;
  }
  if (asked.type === 'problem') return refuse(asked.problem);
  const suite = parseSuite(read(asked.file), asked.only, KINDS);
  if ('problem' in suite) return refuse(`${asked.file}: ${suite.problem}`);
  let off = 0;
  for (const assertion of suite.assertions) {
    const verdict = judge(assertion, asked.seed);
    if ('problem' in verdict) return refuse(`${asked.file}: ${verdict.problem}`);
    if (!verdict.ok) off++;
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
  }
  return off === 0 ? 0 : 1;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function refuse(problem: string): number {
  process.stderr.write(`${problem}\n`);
  return 2;
}

process.exitCode = main();
