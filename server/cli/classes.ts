// npm run --silent classes -- list | close CODE | close --empty  [--data <folder>]
import { existsSync } from 'node:fs';
import process from 'node:process';
import { readAdminKey } from '../admin-key.ts';
import type { ClassLine } from '../http/admin.ts';
import type { ClassesAdmin } from './classes-admin.ts';
import { CLASSES_FLAGS, CLASSES_USAGE, type ClassesRequest, readClassesArguments } from './classes-arguments.ts';
import { helpText } from './flags.ts';
import { runningServer } from './running-server.ts';

/** The exit code for arguments that make no sense. */
const BAD_INPUT = 2;

type Asked = Extract<ClassesRequest, { readonly folder: string }>;

async function main(): Promise<void> {
  const request = readClassesArguments(process.argv.slice(2), process.env['HUBMESH_DATA'] || 'data');
  if (request.type === 'help') return say(helpText(CLASSES_USAGE, CLASSES_FLAGS));
  if (request.type === 'problem') return refuse(request.problem);
  if (!existsSync(request.folder)) return refuse(`there is no data folder ${request.folder}`);
  try {
    await answer(request);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Asks the server if one is running, since it holds the files of its classes. */
async function answer(request: Asked): Promise<void> {
  const running = await runningServer(readAdminKey(request.folder));
  const admin = running ?? (await folderClasses(request.folder));
  try {
    await carryOut(request, admin);
  } finally {
    await admin.end();
  }
}

/** Loaded only when needed: what reads journals. */
async function folderClasses(folder: string): Promise<ClassesAdmin> {
  const { dataFolderClasses } = await import('./data-folder-classes.ts');
  return dataFolderClasses(folder, () => Date.now());
}

async function carryOut(request: Asked, admin: ClassesAdmin): Promise<void> {
  switch (request.type) {
    case 'list':
      return say(tableOf(await admin.list()));
    case 'close':
      if (!(await admin.close(request.code))) return refuse(`there is no open class ${request.code}`);
      return say(`Closed ${request.code}.\n`);
    case 'close-empty': {
      const closed = await admin.closeEmpty();
      return say(closed.length === 0 ? 'No class is empty.\n' : `Closed ${closed.length}: ${closed.join(', ')}.\n`);
    }
  }
}

function tableOf(lines: readonly ClassLine[]): string {
  if (lines.length === 0) return 'No class is open.\n';
  const rows = lines.map((line) => [
    line.code,
    String(line.joined),
    String(line.connected),
    `${line.idleMinutes} min`,
    line.empty ? 'empty' : '',
    line.title,
  ]);
  const table = [['code', 'joined', 'connected', 'idle', '', 'title'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return `${table.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n')}\n`;
}

function say(text: string): void {
  process.stdout.write(text);
}

function refuse(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = BAD_INPUT;
}

await main();
