export { atBase, ownPlace, pagePath } from './base.ts';
export { type ClassAddress, watchAddress } from './class-address.ts';
export type { ClockRead, Link, Session, Trouble } from './contract.ts';
export { joinClass } from './session.ts';
