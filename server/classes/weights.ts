import type { RunAhead } from '../../shared/class/index.ts';

/** Events that a run's machines cause in a second: each by itself, and each with each other one. */
interface Weight {
  readonly perMachine: number;
  readonly perPair: number;
}

/** Of the busiest scenarios of all services but those below. */
const USUAL: Weight = { perMachine: 90, perPair: 0 };
/**
 * Where every machine hears of what every other does. It causes half as many events as others do, but takes longer over each: what is
 * counted here is its time, in events of the others.
 */
const UNUSUAL: { readonly [run: string]: Weight } = {
  'bank peer-to-peer': { perMachine: 90, perPair: 0.45 },
};

/** What a run costs a server, in events a second of its busiest scenario. */
export function weightOf({ service, architecture, machines }: RunAhead): number {
  const { perMachine, perPair } = UNUSUAL[`${service} ${architecture}`] ?? USUAL;
  return machines * (perMachine + perPair * machines);
}

/** The heaviest of these runs; a class plays one at a time. */
export function heaviestOf(runs: readonly RunAhead[]): number {
  return runs.reduce((most, run) => Math.max(most, weightOf(run)), 0);
}
