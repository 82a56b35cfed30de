import { type Micros, type Net, type NodeId, seconds } from '../../sim/index.ts';
import { meanOpinionScore } from './e-model.ts';
import { callParams } from './params.ts';
import { framesPerTurn, frameTime, type Sound } from './speech.ts';

/** What a listener has of one turn so far. Delays in µs. */
export interface Heard {
  readonly speaker: number;
  readonly topic: number;
  played: number;
  delays: number;
  lowFrames: number;
}

export type Hearing = Record<string, Heard>;

/** A packet that comes in time is played. True when it was the first of its turn, so that the end has to be scheduled. */
export function hear(net: Net, hearing: Hearing, sound: Sound): boolean {
  const key = `${sound.speaker}/${sound.topic}`;
  const first = hearing[key] === undefined;
  const heard = hearing[key] ?? { speaker: sound.speaker, topic: sound.topic, played: 0, delays: 0, lowFrames: 0 };
  hearing[key] = heard;
  const delay = net.now - sound.at;
  if (delay <= seconds(callParams(net.plan.params).playout / 1000)) {
    heard.played++;
    heard.delays += delay;
    heard.lowFrames += sound.low ? 1 : 0;
  }
  return first;
}

/** µs from a turn's packet until all of the turn must have been played. */
export function untilPlayed(net: Net, sound: Sound): Micros {
  const left = framesPerTurn(net) - sound.frame;
  const late = seconds(callParams(net.plan.params).playout / 1000);
  return Math.max(0, left * frameTime(net) + late - (net.now - sound.at)) as Micros;
}

/** The turn is over: its score, from the delays and losses of its packets; it is forgotten here. */
export function score(
  net: Net,
  self: NodeId,
  hearing: Hearing,
  key: string,
): { heard: Heard; score: number } | undefined {
  const heard = hearing[key];
  if (heard === undefined) return undefined;
  delete hearing[key];
  const loss = 1 - heard.played / framesPerTurn(net);
  const delay = heard.played === 0 ? 0 : heard.delays / heard.played / 1000;
  const codec = heard.lowFrames * 2 > heard.played ? 'G729a' : 'G711';
  const mos = heard.played === 0 ? 1 : meanOpinionScore(delay, loss, codec);
  net.fact('heard', self, heard.speaker as NodeId, heard.topic, Math.round(mos * 1000));
  return { heard, score: mos };
}
