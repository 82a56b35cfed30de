import { BECAUSE_WORDS, MEASURE_WORDS, type Measure, type Unit } from '../../shared/measures/index.ts';
import type { Simulated } from './simulate.ts';

const WIDTH = 36;

/** A simulated run as text for people. */
export function tableOf({ plan, events, wallMs, hash, measures, par }: Simulated): string {
  const head = [
    row('Service', `${plan.service}, ${plan.architecture}`),
    row('Machines', `${plan.nodes}, seed ${plan.seed}, ${plan.durations.play} s`),
    row(
      'Settings',
      Object.entries(plan.params)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    ),
    ...plan.stresses.map(({ id, at, params }) => row('Trouble', `${id} at ${at} s ${JSON.stringify(params)}`)),
    row('Events', `${events} in ${wallMs} ms`),
    row('Hash', hash),
    ...(par === null ? [] : [row('Par', `${round(par.seconds)} s (${par.source})`)]),
  ];
  const aspects = [...new Set(measures.map(({ aspect }) => aspect))];
  const sections = aspects.flatMap((aspect) => [
    '',
    aspect,
    ...measures.filter((measure) => measure.aspect === aspect).map(measureRow),
  ]);
  return [...head, ...sections, ''].join('\n');
}

function measureRow(measure: Measure): string {
  const title = MEASURE_WORDS[measure.id]?.title ?? measure.id;
  return row(`  ${title}`, measure.value === null ? `– ${whyNot(measure)}` : amount(measure.value, measure.unit));
}

function whyNot({ because }: Measure): string {
  const text = BECAUSE_WORDS[because?.key ?? ''] ?? '';
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(because?.args?.[name] ?? ''));
}

function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return `${round(value * 100)} %`;
    case 'seconds':
      return `${round(value)} s`;
    case 'bytes':
      return `${value} bytes`;
    case 'per-second':
      return `${round(value)} a second`;
    case 'count':
    case 'ratio':
    case 'index':
      return String(round(value));
  }
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function row(title: string, text: string): string {
  return `${title.padEnd(WIDTH)} ${text}`;
}
