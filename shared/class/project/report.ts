import type { Architecture } from '../../sim/index.ts';
import type { FinishedRun } from '../results/finished.ts';
import type { ClassContext } from '../state/class-context.ts';
import type { SeatRead } from '../state/state.ts';

/** One line for each student and run. Rounds are counted from 1. */
export interface StudentRow {
  readonly name: string;
  readonly round: number;
  readonly scenario: string;
  readonly service: string;
  readonly architecture: Architecture;
  readonly role: string;
  readonly acts: number;
  readonly got: number;
  readonly helped: number;
  readonly clean: number;
  /** Seconds until its machine had all; null when it never had. */
  readonly doneAfter: number | null;
  readonly points: number;
  readonly predicted: string;
  readonly sure: number | null;
  readonly predictedFinish: number | null;
  readonly vote: string;
}

/** One line for each run and measure. */
export interface RunRow {
  readonly round: number;
  readonly scenario: string;
  readonly service: string;
  readonly architecture: Architecture;
  readonly measure: string;
  readonly aspect: string;
  readonly unit: string;
  readonly value: number | null;
}

export interface Report {
  readonly code: string;
  readonly title: string;
  readonly students: readonly StudentRow[];
  readonly runs: readonly RunRow[];
}

export function reportOf(context: ClassContext): Report {
  const { state, finished } = context;
  const runs = [...finished.values()];
  return {
    code: state.code,
    title: state.title,
    students: runs.flatMap((run) => [...state.seats.values()].flatMap((seat) => studentRow(context, run, seat))),
    runs: runs.flatMap((run) => runRows(context, run)),
  };
}

function studentRow(
  { state }: ClassContext,
  { round, result, scores }: FinishedRun,
  seat: SeatRead,
): readonly StudentRow[] {
  const score = scores.get(seat.id);
  const scenario = state.lesson.rounds[round];
  if (score === undefined || scenario === undefined) return [];
  const { node: _node, ...counted } = score;
  const prediction = state.rounds[round]?.predictions.get(seat.id);
  const row: StudentRow = {
    name: seat.name,
    round: round + 1,
    scenario: scenario.id,
    service: scenario.service,
    architecture: result.architecture,
    ...counted,
    predicted: prediction?.better ?? '',
    sure: prediction?.sure ?? null,
    predictedFinish: prediction?.finish ?? null,
    vote: state.rounds[round]?.votes.get(seat.id) ?? '',
  };
  return [row];
}

function runRows({ state }: ClassContext, { round, result }: FinishedRun): readonly RunRow[] {
  const scenario = state.lesson.rounds[round];
  if (scenario === undefined) return [];
  const { architecture, measures } = result;
  return measures.map(({ id, aspect, unit, value }) => ({
    round: round + 1,
    scenario: scenario.id,
    service: scenario.service,
    architecture,
    measure: id,
    aspect,
    unit,
    value,
  }));
}
