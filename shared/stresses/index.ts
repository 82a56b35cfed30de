export { STRESS_BY_ID, STRESSES } from './catalogue.ts';
export { type StressCard, titleOf } from './contract.ts';
export { completeStress } from './params.ts';
export { parseStress } from './parse.ts';
