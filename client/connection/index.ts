export type { ClockRead, Link, Session, Trouble } from './contract.ts';
export { joinClass } from './session.ts';
