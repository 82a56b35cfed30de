import type { Measure } from '../../../shared/measures/contract.ts';
import type { ResultView, RunResult } from '../../../shared/protocol/views.ts';
import type { Architecture } from '../../../shared/sim/index.ts';

const measure = (id: string, unit: Measure['unit'], value: number | null, better: Measure['better']): Measure => ({
  id,
  aspect: id.split('.')[0] as Measure['aspect'],
  unit,
  value,
  ...(value === null ? { because: { key: 'because.no-outage' } } : {}),
  counted: value === null ? 0 : 412,
  entries: value === null ? [] : [3, 17, 40, 61, 77],
  better,
});

function measures(side: Architecture): readonly Measure[] {
  const hub = side === 'client-server';
  return [
    measure('control.largest-share', 'share', hub ? 1 : 0.09, 0),
    measure('control.rule-time', 'seconds', null, -1),
    measure('scalability.goodput', 'per-second', hub ? 7.4 : 15.2, 1),
    measure('scalability.finished', 'share', hub ? 0.5 : 1, 1),
    measure('scalability.wait', 'seconds', hub ? 4.61 : 2.2, -1),
    measure('reliability.availability', 'share', hub ? 0 : 0.94, 1),
    measure('reliability.blast-radius', 'share', hub ? 1 : 0.04, -1),
    measure('resource-sharing.jain', 'index', hub ? 0.04 : 0.86, 1),
    measure('coordination.messages-per-useful', 'ratio', hub ? 2 : 3.7, -1),
  ];
}

/** One architecture's run of a round with an outage. */
export const run = (architecture: Architecture): RunResult => ({
  architecture,
  measures: measures(architecture),
  marks: [
    { at: 30, said: { key: 'mark.down' }, mood: 'bad' },
    { at: 50, said: { key: 'mark.up' }, mood: 'good' },
    { at: 78, said: { key: 'mark.half-done' }, mood: 'good' },
  ],
  progress: Array.from({ length: 91 }, (_, second) => progressAt(architecture, second)),
  finished: architecture === 'client-server' ? 14 : 28,
  of: 28,
  seconds: architecture === 'client-server' ? 90 : 71,
  par: { seconds: 62, reached: architecture === 'client-server' ? 0.61 : 0.87, source: 'Kurose and Ross' },
});

function progressAt(architecture: Architecture, second: number): number {
  if (architecture === 'peer-to-peer') return Math.min(1, second / 71);
  const worked = second < 30 ? second : second < 50 ? 30 : second - 20;
  return worked / 98;
}

export const result = (runs: readonly RunResult[]): ResultView => ({
  runs,
  predictions: {
    better: { 'client-server': 5, 'peer-to-peer': 6, same: 1 },
    finishMean: 62,
    votes: { 'client-server': 1, 'peer-to-peer': 10, same: 1 },
  },
  revealed: [{ key: 'revealed.poisoner', args: { name: 'Emre' } }],
  podium: [
    { title: { key: 'podium.delivered' }, name: 'Ana', mark: { shape: 0, colour: 0, initials: 'An' }, value: 48 },
    { title: { key: 'podium.helped' }, name: 'Chidi', mark: { shape: 2, colour: 2, initials: 'Ch' }, value: 61 },
    { title: { key: 'podium.clean' }, name: 'Hiro', mark: { shape: 5, colour: 1, initials: 'Hi' }, value: 7 },
  ],
});
