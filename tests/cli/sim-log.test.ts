import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSimArguments } from '../../server/cli/arguments.ts';
import { type NamedEntry, namedLog } from '../../server/cli/event-log.ts';
import { simulate } from '../../server/cli/simulate.ts';
import { SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { command } from './run.ts';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sim-log-'));
  file = join(folder, 'events.jsonl');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two machines, one file of two pieces: 22 entries. */
const SMALL = ['--service', 'file', '--nodes', '2', '--seconds', '3', '--set', 'pieces=2', '--json'];
const TROUBLE = ['--nodes', '8', '--seconds', '20', '--stress', 'crash@3:target=server,for=4', '--stress', 'churn@1'];

/** The log that the same command would write, without a process of its own. */
function logOf(...args: readonly string[]): readonly NamedEntry[] {
  const request = readSimArguments([...args, '--log', file], SERVICES);
  if (request.type !== 'run' || request.log === null) throw new Error(JSON.stringify(request));
  const { names, filter } = request.log;
  const entries: NamedEntry[] = [];
  simulate(
    request.service,
    request.plan,
    namedLog(names, filter, (entry) => entries.push(entry)),
  );
  return entries;
}

describe('sim --log', () => {
  test('writes one JSON object an event, with what it concerns by name, and leaves the answer as it is', () => {
    const { code, out, problems } = command('sim', ...SMALL, '--log', file);
    expect([code, problems]).toEqual([0, []]);
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '{"time":0.787903,"type":"fact","node":1,"peer":0,"fact":"asked","item":0,"value":0}',
      '{"time":0.787903,"type":"sent","node":1,"peer":0,"kind":"request","message":1,"value":0}',
      '{"time":0.787903,"type":"departed","node":1,"peer":0,"kind":"request","message":1,"value":827903}',
      '{"time":0.787903,"type":"fact","node":1,"peer":0,"fact":"asked","item":1,"value":0}',
    ]);
    expect(lines[6]).toBe('{"time":0.787903,"type":"acted","node":1,"who":"autopilot","kind":"request","value":1}');
    expect(lines.slice(-4)).toEqual([
      '{"time":1.201237,"type":"fact","node":1,"peer":0,"fact":"got","item":1,"value":413334}',
      '{"time":1.201237,"type":"fact","node":1,"peer":0,"fact":"stored","item":1,"value":0}',
      '{"time":1.201237,"type":"fact","node":1,"fact":"done","item":0,"value":0}',
      '',
    ]);
    const { hash, entries, events } = JSON.parse(out);
    expect(lines.length - 1).toBe(entries);
    expect({ hash, entries, events }).toEqual(
      (({ hash, entries, events }) => ({ hash, entries, events }))(JSON.parse(command('sim', ...SMALL).out)),
    );
  });

  test('names the stress, and why something was lost', () => {
    const all = logOf(...TROUBLE);
    expect(all.filter(({ type, kind }) => type === 'stress' && kind === 'crash')).toEqual([
      { time: 3, type: 'stress', peer: 0, kind: 'crash', value: 1 },
      { time: 7, type: 'stress', kind: 'crash', value: 0 },
    ]);
    expect(all.filter(({ type, node }) => type === 'down' && node === 0)).toEqual([
      { time: 3, type: 'down', node: 0, reason: 'server-down' },
    ]);
    expect(all.filter(({ type, node }) => type === 'up' && node === 0)).toEqual([{ time: 7, type: 'up', node: 0 }]);
    const lost = all.filter(({ type }) => type === 'lost');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter(({ reason }) => reason === undefined)).toEqual([]);
  });

  test('keeps what the filters let through, in its order: a machine, a name, a time, and all of them together', () => {
    const all = logOf(...TROUBLE);
    const ofServer = ({ node, peer }: NamedEntry) => node === 0 || peer === 0;
    const pages = ({ kind }: NamedEntry) => kind === 'page';
    const inTime = ({ time }: NamedEntry) => time >= 2.5 && time <= 7;
    expect(logOf(...TROUBLE, '--log-node', '0')).toEqual(all.filter(ofServer));
    expect(logOf(...TROUBLE, '--log-kind', 'page')).toEqual(all.filter(pages));
    expect(logOf(...TROUBLE, '--log-kind', 'got')).toEqual(all.filter(({ fact }) => fact === 'got'));
    expect(logOf(...TROUBLE, '--log-from', '2.5', '--log-to', '7')).toEqual(all.filter(inTime));
    const together = logOf(...TROUBLE, '--log-node=0', '--log-kind=page', '--log-from=2.5', '--log-to=7');
    expect(together).toEqual(all.filter((entry) => ofServer(entry) && pages(entry) && inTime(entry)));
    for (const some of [all.filter(ofServer), all.filter(pages), together]) {
      expect(some.length).toBeGreaterThan(0);
      expect(some.length).toBeLessThan(all.length);
    }
  });

  test.each(SERVICES.flatMap(({ id }) => ARCHITECTURES.map((architecture) => [id, architecture] as const)))(
    'has a name for all that happens in %s as a %s network, and leaves its hash as it is',
    (service, architecture) => {
      const args = ['--service', service, '--architecture', architecture, ...TROUBLE];
      const request = readSimArguments(args, SERVICES);
      if (request.type !== 'run') throw new Error(JSON.stringify(request));
      const result = simulate(request.service, request.plan);
      let entries = 0;
      const unknown: NamedEntry[] = [];
      const logged = readSimArguments([...args, '--log', file], SERVICES);
      if (logged.type !== 'run' || logged.log === null) throw new Error(JSON.stringify(logged));
      const reader = namedLog(logged.log.names, logged.log.filter, (entry) => {
        entries += 1;
        if (entry.type === undefined || entry.kind === 'unknown' || entry.fact === 'unknown') unknown.push(entry);
      });
      expect(simulate(logged.service, logged.plan, reader).hash).toBe(result.hash);
      expect(unknown).toEqual([]);
      expect(entries).toBe(result.entries);
    },
  );

  test.each([
    [['--log-node', '3'], '--log-node needs --log <file>'],
    [['--log-to', '3'], '--log-to needs --log <file>'],
    [['--log'], '--log needs <file>'],
    [['--log', 'f', '--log-node', '9'], '--log-node 9: use a whole number from 0 to 2'],
    [['--log', 'f', '--log-kind', 'telegram'], 'unknown kind telegram; there are '],
    [['--log', 'f', '--log-from', '-1'], '--log-from -1: use a number of seconds from 0 to 3'],
    [['--log', 'f', '--log-to', '4'], '--log-to 4: use a number of seconds from 0 to 3'],
    [['--log', 'f', '--log-from', '2', '--log-to', '1'], '--log-from 2 is after --log-to 1'],
  ])('says in a sentence what is allowed: %j', (args, allowed) => {
    expect(readSimArguments([...SMALL, ...args], SERVICES)).toEqual({
      type: 'problem',
      problem: expect.stringContaining(allowed),
    });
  });

  test('ends with code 2 and one line for a bad filter and for a file that can’t be made or has no room', () => {
    const none = join(folder, 'none', 'events.jsonl');
    const bad = join(folder, 'bad.jsonl');
    const outcomes = [
      command('sim', ...SMALL, '--log', bad, '--log-kind', 'telegram'),
      command('sim', ...SMALL, '--log', none),
      command('sim', ...SMALL, '--log', folder),
      command('sim', ...SMALL, '--log', '/dev/full'),
    ];
    expect(outcomes.map(({ code, out, problems }) => [code, out, problems.length])).toEqual(
      outcomes.map(() => [2, '', 1]),
    );
    expect(outcomes.map(({ problems }) => problems[0])).toEqual([
      expect.stringMatching(/^unknown kind telegram; there are request, /),
      expect.stringContaining(`--log ${none} can't be written: ENOENT`),
      expect.stringContaining(`--log ${folder} can't be written: EISDIR`),
      expect.stringContaining("--log /dev/full can't be written: ENOSPC"),
    ]);
    expect(existsSync(bad)).toBe(false);
  });
});
