export type { Catalogue } from './catalogue.ts';
export { Classroom } from './classroom.ts';
export type {
  Actor,
  Command,
  InPhase,
  InstructorCommand,
  Numbered,
  ServerCommand,
  StudentCommand,
  StudentDeed,
} from './command.ts';
export type { ClassEvent } from './events.ts';
export { checkName, isolate } from './names/check.ts';
export { type NewClass, openClass } from './open.ts';
export type { FrameCursor } from './project/frame.ts';
export type { Report, RunRow, StudentRow } from './project/report.ts';
export { REFUSALS } from './refusals.ts';
export type { RunAhead } from './runs-ahead.ts';
