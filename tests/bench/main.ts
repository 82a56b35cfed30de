// npm run bench [-- <part> ... [--hour]]: speed, beside what else does the same in the same run.
import process from 'node:process';
import { field } from './field.ts';
import { lineText, type Part } from './part.ts';
import { restart } from './restart.ts';
import { serverPart } from './server.ts';
import { sim } from './sim.ts';

/** In the order in which they run. */
const PARTS: readonly Part[] = [sim, serverPart, restart, field];

const asked = process.argv.slice(2).filter((word) => word !== '--hour');
const unknown = asked.find((id) => !PARTS.some((part) => part.id === id));
if (unknown !== undefined) {
  process.stderr.write(`unknown part ${unknown}; there are ${PARTS.map(({ id }) => id).join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const part of PARTS.filter(({ id }) => asked.length === 0 || asked.includes(id))) {
    process.stdout.write(`${part.title}\n`);
    for await (const line of part.run()) process.stdout.write(`${lineText(line)}\n`);
  }
}
