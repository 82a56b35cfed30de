import { type Micros, type Net, type NodeId, type Reason, type Said, seconds } from '../../sim/index.ts';
import { namingOf, remember } from '../naming.ts';
import { callParams } from './params.ts';

/** Something that a person wants to say. `number` counts from 1 on this machine. */
export interface Topic {
  readonly number: number;
  readonly since: number;
}

/** A turn under way: `sent` packets so far. */
export interface Turn {
  readonly topic: Topic;
  sent: number;
}

/** A turn that was spoken; its listeners report how they heard it. Scores by node. */
export interface Spoken {
  readonly topic: Topic;
  readonly scores: Record<string, number>;
}

/** What a machine has to say and has said: plain JSON, a part of its state. */
export interface Speech {
  made: number;
  clear: number;
  readonly open: Topic[];
  turn: Turn | null;
  readonly spoken: Spoken[];
}

/** One packet of sound. */
export interface Sound {
  readonly speaker: number;
  readonly topic: number;
  readonly frame: number;
  readonly low: boolean;
  /** When it was spoken, µs. */
  readonly at: number;
}

const MOST_OPEN = 3;
/** Nobody has things to say faster than this, µs. */
const SHORTEST = 1000;
/** How long after a turn its listeners' reports are waited for. */
export const REPORTS_WAIT = seconds(2);

export function silence(): Speech {
  return { made: 0, clear: 0, open: [], turn: null, spoken: [] };
}

/** What was under way when a machine fell is to be said again. */
export function resume(speech: Speech): void {
  if (speech.turn !== null) speech.open.unshift(speech.turn.topic);
  for (const { topic } of speech.spoken.splice(0)) speech.open.unshift(topic);
  speech.turn = null;
}

/**
 * The calls by the numbers of their first members and, last, the end: people in order from `first` on, shared out evenly, so that nobody is
 * left alone.
 */
export function callBounds(net: Net, first: number): number[] {
  const people = Math.max(0, net.plan.nodes - first);
  const calls = callCount(net, people);
  return Array.from({ length: calls + 1 }, (_, call) => first + Math.floor((call * people) / calls));
}

/** The members of a machine's call, itself among them. */
export function groupOf(net: Net, self: NodeId, first: number): NodeId[] {
  const people = net.plan.nodes - first;
  const calls = callCount(net, people);
  // The inverse of the bounds above: the only call whose end lies behind this member and whose start does not.
  const call = Math.ceil(((self - first + 1) * calls) / people) - 1;
  const start = first + Math.floor((call * people) / calls);
  const end = first + Math.floor(((call + 1) * people) / calls);
  return Array.from({ length: end - start }, (_, index) => (start + index) as NodeId);
}

function callCount(net: Net, people: number): number {
  return Math.max(1, Math.round(people / callParams(net.plan.params).group));
}

export function framesPerTurn(net: Net): number {
  const { turn, frame } = callParams(net.plan.params);
  return Math.max(1, Math.round((turn * 1000) / frame));
}

export function frameTime(net: Net): Micros {
  return seconds(callParams(net.plan.params).frame / 1000);
}

/** Size of one packet, whole bytes. */
export function frameBytes(net: Net, low: boolean): number {
  const { frame, fullRate, lowRate } = callParams(net.plan.params);
  return Math.round(((low ? lowRate : fullRate) * frame) / 1000);
}

/** A new topic, unless all are made or the list is full; true while more will come. */
export function thinkOf(net: Net, self: NodeId, speech: Speech): boolean {
  const { turns } = callParams(net.plan.params);
  if (speech.made < turns && speech.open.length < MOST_OPEN) {
    speech.made++;
    speech.open.push({ number: speech.made, since: net.now });
    net.fact('asked', self, -1, speech.made);
  }
  return speech.made < turns;
}

/** µs until the next topic; a flash crowd makes people talk more. */
export function nextTopicIn(net: Net, self: NodeId): Micros {
  const { think } = callParams(net.plan.params);
  return Math.max(SHORTEST, seconds(net.random('topic', self).exponential(think) / net.load)) as Micros;
}

/** Takes the oldest topic and begins to speak. */
export function beginTurn(speech: Speech): boolean {
  const topic = speech.open.shift();
  if (topic === undefined) return false;
  speech.turn = { topic, sent: 0 };
  return true;
}

/** The next packet of the turn, or undefined when it is over (its topic then waits for reports). */
export function nextSound(net: Net, self: NodeId, speech: Speech, low: boolean): Sound | undefined {
  const { turn } = speech;
  if (turn === null) return undefined;
  if (turn.sent === framesPerTurn(net)) {
    speech.turn = null;
    speech.spoken.push({ topic: turn.topic, scores: {} });
    return undefined;
  }
  turn.sent++;
  return { speaker: self, topic: turn.topic.number, frame: turn.sent, low, at: net.now };
}

/** A listener's report. One about a turn that is settled already comes too late. */
export function report(speech: Speech, topic: number, listener: NodeId, score: number): void {
  const spoken = speech.spoken.find((one) => one.topic.number === topic);
  if (spoken !== undefined) spoken.scores[listener] = score;
}

/** How a turn went: to whom it was not clear, and who of them did not even report. */
export interface Outcome {
  readonly clear: boolean;
  readonly unclear: readonly NodeId[];
  readonly silent: readonly NodeId[];
}

/** Was the turn clear to all? Then it is done; else it is to be said again. Who did not report heard nothing. */
export function settleTurn(
  net: Net,
  self: NodeId,
  speech: Speech,
  topic: number,
  listeners: readonly NodeId[],
): Outcome {
  const { clear, turns } = callParams(net.plan.params);
  const index = speech.spoken.findIndex((one) => one.topic.number === topic);
  const [spoken] = index < 0 ? [] : speech.spoken.splice(index, 1);
  if (spoken === undefined) return { clear: false, unclear: [], silent: [] };
  const silent = listeners.filter((listener) => spoken.scores[listener] === undefined);
  const unclear = listeners.filter((listener) => (spoken.scores[listener] ?? 0) < clear);
  if (unclear.length > 0 || listeners.length === 0) {
    speech.open.unshift(spoken.topic);
    const reason: Reason = silent.length === unclear.length ? 'timeout' : 'overloaded';
    net.fact('failed', self, unclear[0] ?? -1, topic, unclear.length, reason);
    return { clear: false, unclear, silent };
  }
  speech.clear++;
  net.fact('got', self, listeners[0], topic, net.now - spoken.topic.since);
  if (speech.clear === turns) net.fact('done', self);
  return { clear: true, unclear, silent };
}

/** Something happened on this machine: `happened.<key>` in the service's words. */
export function note(state: { recent: readonly Said[] }, key: string, args?: Said['args']): void {
  remember(state, namingOf('call').said(`happened.${key}`, args));
}
