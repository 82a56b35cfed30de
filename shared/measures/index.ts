export type { Measure, RunFacts, Unit } from './contract.ts';
export { type Counter, createCounter } from './counter.ts';
export { runFacts } from './run-facts.ts';
export { BECAUSE_WORDS, MEASURE_WORDS } from './words.ts';
