import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { command } from './run.ts';

const SIDES = SERVICES.flatMap(({ id }) => ARCHITECTURES.map((architecture) => [id, architecture] as const));
const short = ['--nodes', '8', '--seconds', '20', '--json'];

const hash = (...args: readonly string[]): string => JSON.parse(command('sim', ...args, ...short).out).hash;

describe('sim', () => {
  it.each(SIDES)(
    'runs %s as a %s network and prints one object: plan, events, time, hash and measures',
    (service, architecture) => {
      const { code, lines, problems } = command('sim', '--service', service, '--architecture', architecture, ...short);
      expect([code, lines.length, problems]).toEqual([0, 1, []]);
      const { plan, events, wallMs, measures } = JSON.parse(lines[0] ?? '');
      expect(plan).toMatchObject({ service, architecture, nodes: 8, seed: 1, durations: { play: 20 } });
      expect(events).toBeGreaterThan(100);
      expect(wallMs).toBeGreaterThan(0);
      expect(new Set(measures.map(({ aspect }: { aspect: string }) => aspect)).size).toBe(7);
    },
  );

  it.each(SIDES)(
    'gives %s as a %s network the same hash twice for one seed, and another for another',
    (service, architecture) => {
      const args = ['--service', service, '--architecture', architecture];
      const first = hash(...args, '--seed', '5');
      expect(hash(...args, '--seed', '5')).toBe(first);
      expect(hash(...args, '--seed', '6')).not.toBe(first);
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
