export { ASPECTS, type Aspect, type Measure, type RunFacts, type Unit } from './contract.ts';
export { type Counter, createCounter, type RunCounter } from './counter.ts';
export { runFacts } from './run-facts.ts';
export type { CounterState } from './state.ts';
export { BECAUSE_WORDS, MEASURE_WORDS } from './words.ts';
