export type { Catalogue } from './catalogue.ts';
export { Classroom, type Decision, type FrameCursor } from './classroom.ts';
export type { Actor, Command, InstructorCommand, Prediction, ServerCommand, StudentCommand } from './command.ts';
export { type Cast, type ClassEvent, JOURNAL_VERSION } from './events.ts';
export { type NewClass, openClass } from './open.ts';
export type { Report, RunRow, StudentRow } from './project/report.ts';
