export { ASPECTS, type Aspect, type Counter, type Measure, type RunFacts, type Unit } from './contract.ts';
export { createCounter, type RunCounter } from './counter.ts';
export { runFacts } from './run-facts.ts';
export { BECAUSE_WORDS, MEASURE_WORDS } from './words.ts';
