export { defineSide } from './define-side.ts';
export { type Field, type Fields, flag, node, oneOf, optional, type Read, whole } from './fields.ts';
export { randomNeighbours } from './graph.ts';
export { kindFor, kindNumber, timer } from './kinds.ts';
export { machineOf, people } from './layout.ts';
export type { After, Me, Self, SelfSight, SideOf, Sight, Terms, Wording } from './me.ts';
export type { ActionRule, Role, RoleView } from './role.ts';
export {
  amount,
  as,
  choice,
  count,
  duration,
  latency,
  linkRate,
  meanTime,
  noneIfZero,
  numberList,
  type Setting,
  settingsTable,
  toggle,
} from './settings.ts';
export { type Texts, textsOf } from './texts.ts';
export { notYourRole } from './verbs.ts';
