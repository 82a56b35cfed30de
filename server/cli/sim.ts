// npm run --silent sim -- --service file --architecture peer-to-peer --nodes 30 --seed 7 [--json]
import process from 'node:process';
import { SERVICES } from '../../shared/services/index.ts';
import type { LogReader } from '../../shared/sim/index.ts';
import { readSimArguments, SIM_FLAGS, type SimRequest } from './arguments.ts';
import { namedLog } from './event-log.ts';
import { helpText } from './flags.ts';
import { type LineFile, lineFile } from './line-file.ts';
import type { LogRequest } from './log-arguments.ts';
import { type Simulated, simulate } from './simulate.ts';
import { tableOf } from './table.ts';

type Asked = Extract<SimRequest, { readonly type: 'run' }>;
type Outcome = Simulated | { readonly problem: string };

const request = readSimArguments(process.argv.slice(2), SERVICES);
switch (request.type) {
  case 'help':
    process.stdout.write(helpText('Runs a service with machines that act by themselves, and measures it.', SIM_FLAGS));
    break;
  case 'problem':
    refuse(request.problem);
    break;
  case 'run': {
    const outcome = run(request);
    if ('problem' in outcome) refuse(outcome.problem);
    else process.stdout.write(request.json ? `${JSON.stringify(outcome)}\n` : tableOf(outcome));
  }
}

function run({ service, plan, log }: Asked): Outcome {
  return log === null ? simulate(service, plan) : logged(log, (reader) => simulate(service, plan, reader));
}

/** Only the file's own errors are a problem of whoever asked. */
function logged({ file, names, filter }: LogRequest, simulated: (reader: LogReader) => Simulated): Outcome {
  let kept: LineFile;
  try {
    kept = lineFile(file);
  } catch (error) {
    return cannotWrite(file, error);
  }
  const result = simulated(namedLog(names, filter, (entry) => kept.write(JSON.stringify(entry))));
  const failed = kept.close();
  return failed === undefined ? result : cannotWrite(file, failed);
}

function cannotWrite(file: string, error: unknown): { readonly problem: string } {
  return { problem: `--log ${file} can't be written: ${error instanceof Error ? error.message : String(error)}` };
}

function refuse(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
