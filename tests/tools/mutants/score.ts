import type { Verdict } from './trial.ts';

/** How many of a part's mutants were killed. */
export interface Score {
  readonly part: string;
  readonly killed: number;
  readonly tried: number;
  /** Those of the killed that only a golden run noticed. */
  readonly byGolden: number;
}

const LEAST_OF_A_PART = 70;
const LEAST_ON_AVERAGE = 80;

export function scoreOf(part: string, verdicts: readonly Verdict[]): Score {
  const killers = verdicts.flatMap(({ by }) => by ?? []);
  const byGolden = killers.filter((by) => by.startsWith('tests/golden/')).length;
  return { part, killed: killers.length, tried: verdicts.length, byGolden };
}

/** `bank  34 of 40 killed (5 by the golden runs alone), 6 survived, 85.0 %` */
export function scoreLine(score: Score): string {
  const { part, killed, tried, byGolden } = score;
  const golden = byGolden > 0 ? ` (${byGolden} by the golden runs alone)` : '';
  return `${part.padEnd(18)} ${killed} of ${tried} killed${golden}, ${tried - killed} survived, ${percent(score).toFixed(1)} %`;
}

/** `shared/a.ts:12  survived: boundary, "<" became "<="` */
export function verdictLine({ mutant, by }: Verdict): string {
  const { file, line, kind, was, text } = mutant;
  const fate = by === undefined ? 'survived' : `killed by ${by}`;
  return `${file}:${line}  ${fate}: ${kind}, ${written(was)} became ${written(text)}`;
}

/** @returns what is too low, a sentence each; none when all is well */
export function shortfalls(scores: readonly Score[]): readonly string[] {
  const tried = scores.filter((score) => score.tried > 0);
  const average = tried.reduce((sum, score) => sum + percent(score), 0) / Math.max(1, tried.length);
  const low = tried.filter((score) => percent(score) < LEAST_OF_A_PART);
  return [
    ...low.map((score) => `${score.part} is under ${LEAST_OF_A_PART} %.`),
    ...(average < LEAST_ON_AVERAGE ? [`The average of ${average.toFixed(1)} % is under ${LEAST_ON_AVERAGE} %.`] : []),
  ];
}

function percent({ killed, tried }: Score): number {
  return (100 * killed) / Math.max(1, tried);
}

const LONGEST = 90;

function written(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return JSON.stringify(line.length > LONGEST ? `${line.slice(0, LONGEST)} ...` : line);
}
