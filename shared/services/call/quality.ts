import { type Micros, micros, type NodeId } from '../../sim/index.ts';
import type { Self } from '../kit/index.ts';
import { meanOpinionScore } from './e-model.ts';
import type { Settings } from './settings.ts';
import type { Sound } from './turns.ts';

/** What a listener has of one turn so far. Delays in µs. */
export interface Heard {
  readonly speaker: NodeId;
  readonly topic: number;
  played: number;
  delays: number;
  lowFrames: number;
}

/** By turn (`turnKey`). */
export type HeardTurns = Record<string, Heard>;

type Listener = Self<Settings, { readonly heardTurns: HeardTurns }>;

/** A topic that is said again is another turn: packets of the first one may still come, and count for that one alone. */
export function turnKey({ frameTime }: Settings, { speaker, topic, frame, at }: Sound): string {
  const begun = at - (frame - 1) * frameTime;
  return `${speaker}/${topic}/${begun}`;
}

/** A packet that comes in time is played. True when it was the first of its turn, so that the end has to be scheduled. */
export function hear({ now, settings, state: { heardTurns } }: Listener, sound: Sound): boolean {
  const key = turnKey(settings, sound);
  const first = heardTurns[key] === undefined;
  const heard = heardTurns[key] ?? { speaker: sound.speaker, topic: sound.topic, played: 0, delays: 0, lowFrames: 0 };
  heardTurns[key] = heard;
  const delay = now - sound.at;
  if (delay <= settings.latest) {
    heard.played++;
    heard.delays += delay;
    heard.lowFrames += sound.low ? 1 : 0;
  }
  return first;
}

/** µs from a turn's packet until all of the turn must have been played. */
export function untilPlayed({ now, settings }: Listener, sound: Sound): Micros {
  const left = settings.framesPerTurn - sound.frame;
  return micros(Math.max(0, left * settings.frameTime + settings.latest - (now - sound.at)));
}

/** The turn is over: its score, from the delays and losses of its packets; it is forgotten here. */
export function scoreOf(me: Listener, key: string): { readonly heard: Heard; readonly score: number } | undefined {
  const { heardTurns } = me.state;
  const heard = heardTurns[key];
  if (heard === undefined) return undefined;
  delete heardTurns[key];
  const loss = 1 - heard.played / me.settings.framesPerTurn;
  const delay = heard.played === 0 ? 0 : heard.delays / heard.played / 1000;
  const codec = heard.lowFrames * 2 > heard.played ? 'G729a' : 'G711';
  const score = heard.played === 0 ? 1 : meanOpinionScore(delay, loss, codec);
  me.fact('heard', heard.speaker, heard.topic, Math.round(score * 1000));
  return { heard, score };
}
