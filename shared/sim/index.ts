export type { Checkpoint } from './checkpoint.ts';
export { type LogEntry, type LogReader, Recording } from './log.ts';
export { type Job, type Message, Place } from './message.ts';
export {
  type Action,
  ARCHITECTURES,
  type Architecture,
  type Input,
  type NodeSpec,
  type Params,
  type Plan,
  type StressUse,
} from './plan.ts';
export type { KindSpec, Net, Protocol, Stress } from './protocol.ts';
export { Randomness, Stream } from './random.ts';
export { Run, type RunParts } from './run.ts';
export { targetProblem } from './targets.ts';
export {
  type Json,
  type MessageId,
  type Micros,
  micros,
  type NodeId,
  type Refusal,
  type Said,
  seconds,
  type TimerId,
  toSeconds,
  transferTime,
} from './units.ts';
export { FACTS, type Fact, factCode, LogType, REASONS, type Reason, reasonCode } from './vocabulary.ts';
