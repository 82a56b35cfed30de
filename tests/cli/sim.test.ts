import { describe, expect, it } from 'vitest';
import { readSimArguments } from '../../server/cli/arguments.ts';
import { type Simulated, simulate } from '../../server/cli/simulate.ts';
import { SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { command } from './run.ts';

const SIDES = SERVICES.flatMap(({ id }) => ARCHITECTURES.map((architecture) => [id, architecture] as const));
const short = ['--nodes', '8', '--seconds', '20', '--json'];

/** The same as the command, without a process of its own. */
function simulated(...args: readonly string[]): Simulated {
  const request = readSimArguments([...args, ...short], SERVICES);
  if (request.type !== 'run') throw new Error(JSON.stringify(request));
  return simulate(request.service, request.plan);
}

describe('sim', () => {
  it('prints one object with --json: plan, events, time, hash and measures', () => {
    const { code, lines, problems } = command('sim', '--service', 'file', '--architecture', 'peer-to-peer', ...short);
    expect([code, lines.length, problems]).toEqual([0, 1, []]);
    const { plan, events, wallMs, hash, measures } = JSON.parse(lines[0] ?? '');
    expect(plan).toMatchObject({
      service: 'file',
      architecture: 'peer-to-peer',
      nodes: 8,
      seed: 1,
      durations: { play: 20 },
    });
    expect(events).toBeGreaterThan(100);
    expect(wallMs).toBeGreaterThan(0);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(measures.map(({ aspect }: { aspect: string }) => aspect)).size).toBe(7);
  });

  it('gives the same hash in another process', () => {
    const args = ['--service', 'web', '--architecture', 'peer-to-peer', '--seed', '5'];
    expect(JSON.parse(command('sim', ...args, ...short).out).hash).toBe(simulated(...args).hash);
  });

  it.each(SIDES)(
    'gives %s as a %s network the same hash twice for one seed, and another for another',
    (service, architecture) => {
      const args = ['--service', service, '--architecture', architecture];
      const first = simulated(...args, '--seed', '5');
      expect(first.events).toBeGreaterThan(100);
      expect(simulated(...args, '--seed', '5').hash).toBe(first.hash);
      expect(simulated(...args, '--seed', '6').hash).not.toBe(first.hash);
    },
  );

  it.each(SIDES)(
    'measures something of %s as a %s network, with the entries it was counted from',
    (service, architecture) => {
      const shown = simulated('--service', service, '--architecture', architecture).measures.filter(
        ({ value }) => value !== null,
      );
      expect(shown.length).toBeGreaterThan(5);
      for (const { id, counted, value } of shown) if (value !== 0) expect([id, counted > 0]).toEqual([id, true]);
    },
  );

  it('takes settings and trouble, and prints the plan as it understood them', () => {
    const [service] = SERVICES;
    const [first] = service?.params.filter(({ kind }) => kind === 'number') ?? [];
    const setting = `${first?.id}=${first?.default}`;
    const { out } = command('sim', '--set', setting, '--stress', 'crash@3:for=4', '--stress', 'churn@1', ...short);
    expect(JSON.parse(out).plan.stresses).toEqual([
      { id: 'crash', at: 3, params: { target: 'server', for: 4 } },
      { id: 'churn', at: 1, params: { target: 'others:40%', for: 30, away: 8 } },
    ]);
    expect(Object.keys(JSON.parse(out).plan.params)).toEqual(service?.params.map(({ id }) => id));
  });

  it('prints a table for people without --json', () => {
    const { code, out } = command('sim', '--nodes', '5', '--seconds', '10');
    expect(code).toBe(0);
    expect(out).toMatch(/^Service .*\n/);
    expect(out).toContain('Control messages for each useful one');
  });

  it.each([
    [['--service', 'telegraph'], 'there are'],
    [['--architecture', 'mesh'], 'client-server, peer-to-peer'],
    [['--nodes', '1'], 'from 2 to 10000'],
    [['--nodes'], 'needs <count>'],
    [['--nodes', '3', '--nodes', '4'], 'given twice'],
    [['--seed', '-4'], '--seed'],
    [['--seconds', 'long'], 'from 0 to 86400'],
    [['--set', 'colour=red'], 'it has'],
    [['--set', 'colour'], 'name=value'],
    [['--set', `${SERVICES[0]?.params.find(({ kind }) => kind === 'number')?.id}=much`], 'use a'],
    [['--stress', 'fire@3'], 'there are crash'],
    [['--stress', 'crash@3:target=king'], 'use server'],
    [['--turbo'], 'there are --service'],
    [['--json=yes'], 'stands alone'],
    [['pieces=4'], '--set name=value'],
  ])('ends with code 2 and one line that says what is allowed: %j', (args, allowed) => {
    const { code, out, problems } = command('sim', ...args);
    expect([code, out, problems.length]).toEqual([2, '', 1]);
    expect(problems[0]).toContain(allowed);
  });

  it('explains every flag when asked for help', () => {
    const { code, out } = command('sim', '--help');
    expect(code).toBe(0);
    for (const flag of ['service', 'architecture', 'nodes', 'seed', 'seconds', 'set', 'stress', 'json'])
      expect(out).toContain(`--${flag}`);
  });
});
