// npm run --silent sim -- --service file --architecture peer-to-peer --nodes 30 --seed 7 [--json]
import process from 'node:process';
import { SERVICES } from '../../shared/services/index.ts';
import { readSimArguments, SIM_FLAGS } from './arguments.ts';
import { helpText } from './flags.ts';
import { simulate } from './simulate.ts';
import { tableOf } from './table.ts';

const request = readSimArguments(process.argv.slice(2), SERVICES);
switch (request.type) {
  case 'help':
    process.stdout.write(helpText('Runs a service with machines that act by themselves, and measures it.', SIM_FLAGS));
    break;
  case 'problem':
    process.stderr.write(`${request.problem}\n`);
    process.exitCode = 2;
    break;
  case 'run': {
    const result = simulate(request.service, request.plan);
    process.stdout.write(request.json ? `${JSON.stringify(result)}\n` : tableOf(result));
  }
}
