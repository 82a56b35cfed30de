import type { Measure } from '../../../shared/measures/contract.ts';
import type { PublicView } from '../../../shared/protocol/public-view.ts';
import type { Phase, ResultView, RunResult, SeatLine } from '../../../shared/protocol/views.ts';
import type { Architecture } from '../../../shared/sim/index.ts';
import { nameOf } from './stream.ts';

/** A class in the middle of its lesson, as far as a board sees it. */
export function viewOf(phase: Phase, architecture: Architecture, joined: number): PublicView {
  const inRound = phase !== 'lobby' && phase !== 'end';
  return {
    code: 'K7MX3P',
    title: 'One file for everybody',
    phase,
    epoch: 1,
    round: 0,
    rounds: 2,
    run: architecture === 'client-server' ? 0 : 1,
    service: inRound ? 'file' : null,
    scenario: inRound ? 'release-day' : null,
    architecture: inRound ? architecture : null,
    clock: { at: 0, endsAt: phase === 'play' ? 72_000 : null, paused: false, revision: 0, pace: 1 },
    locked: false,
    suggestedNames: false,
    counts: { joined, connected: Math.max(0, joined - 1), acted: Math.floor(joined * 0.7), bots: 4 },
    meters: phase === 'play' ? meters(joined) : [],
    notice: null,
    banner: null,
    brief: inRound ? BRIEF : null,
    result: phase === 'reveal' || phase === 'compare' || phase === 'end' ? resultOf(phase, architecture) : null,
  };
}

function meters(joined: number): PublicView['meters'] {
  return [
    { label: { key: 'meter.done' }, value: Math.floor(joined / 2), unit: 'count', of: joined },
    { label: { key: 'meter.working' }, value: 0.61, unit: 'share' },
    { label: { key: 'meter.waiting' }, value: 37, unit: 'count' },
    { label: { key: 'meter.par' }, value: 0.83, unit: 'share' },
  ];
}

const BRIEF: PublicView['brief'] = {
  title: 'Release day',
  story: 'A new game is out and everybody wants it at once. Each of you needs all 24 pieces of the same file.',
  lookFor: 'What happens to the others when one machine goes down?',
  question: 'The server crashes for 20 seconds. Which network gets more of you to the end?',
  discuss: [
    'What had to be true before the crash so that the swarm could go on without the original?',
    'Which machine carried most of the bytes in each network? Who pays for that?',
    'The server came back after a while. What was lost, and what would have been lost if it had not?',
  ],
  trouble: [{ key: 'trouble.at', args: { what: 'Crash the server', at: 30 } }],
};

export function rosterOf(count: number): readonly SeatLine[] {
  return Array.from({ length: count }, (_, index) => {
    const name = nameOf(index);
    return {
      seat: `s${index}`,
      name,
      mark: { shape: index % 7, colour: index % 6, initials: name.slice(0, 2).toUpperCase() },
      connected: index % 9 !== 5,
      acted: index % 3 === 0,
      node: index,
      role: null,
    };
  });
}

function resultOf(phase: Phase, architecture: Architecture): ResultView {
  const star = runOf('client-server', 21, 90, crashed(90, 21 / 28));
  const mesh = runOf('peer-to-peer', 28, 71, climbing(71));
  return {
    runs: phase === 'reveal' ? [architecture === 'client-server' ? star : mesh] : [star, mesh],
    predictions: {
      better: { 'client-server': 9, 'peer-to-peer': 14, same: 5 },
      finishMean: 63,
      votes: phase === 'reveal' ? {} : { 'client-server': 4, 'peer-to-peer': 19, same: 5 },
    },
    revealed: phase === 'reveal' ? [{ key: 'revealed.free-rider', args: { name: 'Jonas' } }] : [],
    podium: phase === 'end' ? PODIUM : [],
  };
}

const PODIUM: ResultView['podium'] = ['delivered', 'helped', 'clean', 'active'].map((kind, index) => ({
  title: { key: `podium.${kind}` },
  name: nameOf(index * 5 + 1),
  mark: {
    shape: index + 1,
    colour: index,
    initials: nameOf(index * 5 + 1)
      .slice(0, 2)
      .toUpperCase(),
  },
  value: 12 + index * 7,
}));

function runOf(architecture: Architecture, finished: number, seconds: number, progress: readonly number[]): RunResult {
  const star = architecture === 'client-server';
  return {
    architecture,
    measures: MEASURES.map(([id, aspect, unit, hub, mesh, better]): Measure => {
      const value = star ? hub : mesh;
      const because = value === null ? { because: { key: 'text', args: { text: 'nothing was rated' } } } : {};
      return { id, aspect, unit, value, counted: 120, entries: [1, 2, 3], better, ...because };
    }),
    marks: [
      { at: 30, said: { key: 'mark.words', args: { words: 'The server crashes' } }, mood: 'bad' },
      { at: 30, said: { key: 'mark.down' }, mood: 'bad' },
      { at: 50, said: { key: 'mark.up' }, mood: 'good' },
      { at: star ? 74 : 48, said: { key: 'mark.first-done' }, mood: 'good' },
      { at: star ? 84 : 60, said: { key: 'mark.half-done' }, mood: 'good' },
    ],
    progress,
    finished,
    of: 28,
    seconds,
    par: { seconds: star ? 62 : 48, reached: star ? 0.52 : 0.83, source: 'Kurose & Ross' },
  };
}

type MeasureLine = readonly [
  string,
  Measure['aspect'],
  Measure['unit'],
  number | null,
  number | null,
  Measure['better'],
];
const MEASURES: readonly MeasureLine[] = [
  ['control.largest-share', 'control', 'share', 1, 0.08, 0],
  ['scalability.completion', 'scalability', 'seconds', null, 71, -1],
  ['scalability.goodput', 'scalability', 'per-second', 5.6, 9.5, 1],
  ['reliability.availability', 'reliability', 'share', 0.71, 0.97, 1],
  ['security.corrupt', 'security', 'count', 0, 0, -1],
  ['resource-sharing.jain', 'resource-sharing', 'index', 0.04, 0.78, 1],
  ['consistency.stale', 'consistency', 'share', null, null, -1],
  ['coordination.control', 'coordination', 'ratio', 1, 2.4, -1],
];

function climbing(seconds: number): readonly number[] {
  return Array.from({ length: seconds + 1 }, (_, second) => Math.min(1, (second / seconds) ** 1.25));
}

function crashed(seconds: number, end: number): readonly number[] {
  const worked = (second: number): number => Math.min(second, 30) + Math.max(0, second - 50);
  return Array.from({ length: seconds + 1 }, (_, second) => (end * worked(second)) / worked(seconds));
}
