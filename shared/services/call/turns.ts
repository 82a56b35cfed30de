import { type Micros, micros, type NodeId, type Reason, type Refusal, seconds } from '../../sim/index.ts';
import type { Self, SelfSight } from '../kit/index.ts';
import { groupOf } from './groups.ts';
import type { Settings } from './settings.ts';
import { no } from './texts.ts';

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
export interface Turns {
  made: number;
  clear: number;
  readonly open: Topic[];
  turn: Turn | null;
  readonly spoken: Spoken[];
}

/** One packet of sound. */
export interface Sound {
  readonly speaker: NodeId;
  readonly topic: number;
  readonly frame: number;
  readonly low: boolean;
  /** When it was spoken, µs. */
  readonly at: number;
}

type Speaker = Self<Settings, { readonly turns: Turns }>;
export type SpeakerSight = SelfSight<Settings, { readonly turns: Turns }>;

const MOST_OPEN = 3;
/** Nobody has things to say faster than this, µs. */
const SHORTEST = 1000;
/** How long after a turn its listeners' reports are waited for, at least, and how long after its last sound was due. */
const REPORTS_WAIT = seconds(2);
const REPORTS_TRAVEL = seconds(1);

export function noTurns(): Turns {
  return { made: 0, clear: 0, open: [], turn: null, spoken: [] };
}

/** µs from the end of a turn until what its listeners have reported decides. */
export function reportsWait({ latest }: Settings): Micros {
  return Math.max(REPORTS_WAIT, latest + REPORTS_TRAVEL) as Micros;
}

/** What was under way when a machine fell is to be said again. */
export function resume(turns: Turns): void {
  if (turns.turn !== null) turns.open.unshift(turns.turn.topic);
  for (const { topic } of turns.spoken.splice(0)) turns.open.unshift(topic);
  turns.turn = null;
}

/** A new topic, unless all are made or the list is full; true while more will come. */
export function thinkOf(me: Speaker): boolean {
  const { turns } = me.state;
  const { turns: quota } = me.settings;
  if (turns.made < quota && turns.open.length < MOST_OPEN) {
    turns.made++;
    turns.open.push({ number: turns.made, since: me.now });
    me.fact('asked', -1, turns.made);
  }
  return turns.made < quota;
}

/** µs until the next topic; a flash crowd makes people talk more. */
export function nextTopicIn(me: Speaker): Micros {
  return Math.max(SHORTEST, micros(me.random('topic').exponential(me.settings.think) / me.load)) as Micros;
}

export function whyNotSpeak({ state: { turns } }: SpeakerSight): Refusal | undefined {
  if (turns.turn !== null) return no('speaking');
  return turns.open.length === 0 ? no('nothing-to-say') : undefined;
}

/** Takes the oldest topic and begins to speak. */
export function beginTurn(turns: Turns): void {
  const topic = turns.open.shift();
  if (topic === undefined) throw new Error('a turn without anything to say');
  turns.turn = { topic, sent: 0 };
}

/** The next packet of the turn, or the number of its topic when it is over, which then waits for reports. */
export function nextSound({ id, now, settings, state }: Speaker, low: boolean): Sound | number {
  const { turns } = state;
  const { turn } = turns;
  if (turn === null) return 0;
  const { topic } = turn;
  if (turn.sent === settings.framesPerTurn) {
    turns.turn = null;
    turns.spoken.push({ topic, scores: {} });
    return topic.number;
  }
  turn.sent++;
  return { speaker: id, topic: topic.number, frame: turn.sent, low, at: now };
}

/** A listener's report. One about a turn that is settled already comes too late. */
export function takeReport({ spoken }: Turns, topic: number, listener: NodeId, score: number): void {
  const about = spoken.find((one) => one.topic.number === topic);
  if (about !== undefined) about.scores[listener] = score;
}

/** How a turn went: to whom it was not clear, and who of them did not even report. */
export interface Outcome {
  readonly clear: boolean;
  readonly unclear: readonly NodeId[];
  readonly silent: readonly NodeId[];
}

/** Was the turn clear to all? Then it is done; else it is to be said again. Who did not report heard nothing. */
export function settleTurn(me: Speaker, topic: number): Outcome {
  const { turns } = me.state;
  const listeners = groupOf(me, me.id).filter((member) => member !== me.id);
  const index = turns.spoken.findIndex((one) => one.topic.number === topic);
  const [spoken] = index < 0 ? [] : turns.spoken.splice(index, 1);
  if (spoken === undefined) return { clear: false, unclear: [], silent: [] };
  const silent = listeners.filter((listener) => spoken.scores[listener] === undefined);
  const unclear = listeners.filter((listener) => (spoken.scores[listener] ?? 0) < me.settings.clear);
  if (unclear.length > 0 || listeners.length === 0) {
    turns.open.unshift(spoken.topic);
    const reason: Reason = silent.length === unclear.length ? 'timeout' : 'overloaded';
    me.fact('failed', unclear[0] ?? -1, topic, unclear.length, reason);
    return { clear: false, unclear, silent };
  }
  turns.clear++;
  me.fact('got', listeners[0], topic, me.now - spoken.topic.since);
  if (turns.clear === me.settings.turns) me.fact('done');
  return { clear: true, unclear, silent };
}

/** How much of what its person has to say was heard clearly. */
export function progressOf({ settings, state }: SpeakerSight): number {
  return state.turns.clear / settings.turns;
}
