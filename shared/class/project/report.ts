import type { Architecture } from '../../sim/index.ts';

/** One line for each student and run. */
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
