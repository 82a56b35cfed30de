export type { Catalogue } from './catalogue.ts';
export { Classroom } from './classroom.ts';
export type {
  Actor,
  Command,
  InPhase,
  InstructorCommand,
  Numbered,
  Prediction,
  ServerCommand,
  StudentCommand,
  StudentDeed,
} from './command.ts';
export type { Decision } from './decide/decision.ts';
export { type Cast, type ClassEvent, JOURNAL_VERSION } from './events.ts';
export { checkName, isolate } from './names/check.ts';
export { type NewClass, openClass } from './open.ts';
export type { FrameCursor } from './project/frame.ts';
export type { Report, RunRow, StudentRow } from './project/report.ts';
export { REFUSALS, type RefusalCode } from './refusals.ts';
export type { RunAhead } from './runs-ahead.ts';
export { SAID_KEYS } from './said.ts';
