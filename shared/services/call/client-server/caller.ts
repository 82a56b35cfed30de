import type { Action, Json, Message, Net, NodeId, Refusal, Said } from '../../../sim/index.ts';
import { type Hearing, hear, score, untilPlayed } from '../hearing.ts';
import { callParams } from '../params.ts';
import {
  beginTurn,
  frameBytes,
  frameTime,
  groupOf,
  nextSound,
  nextTopicIn,
  note,
  REPORTS_WAIT,
  report,
  resume,
  type Sound,
  type Speech,
  settleTurn,
  silence,
  thinkOf,
} from '../speech.ts';
import { FIRST_CALLER, Kind, type Order, RELAY, type Report } from './wire.ts';

export const Timer = { topic: 0, frame: 1, played: 2, settle: 3 } as const;

export interface CallerState {
  readonly type: 'client';
  readonly speech: Speech;
  readonly hearing: Hearing;
  /** What the relay ordered, and what its person chose: low if either says so. */
  order: Order;
  low: boolean;
  /** Turns in a row that nobody reported on. */
  silent: number;
  recent: readonly Said[];
}

export function newCaller(): CallerState {
  return {
    type: 'client',
    speech: silence(),
    hearing: {},
    order: { low: false, relay: RELAY },
    low: false,
    silent: 0,
    recent: [],
  };
}

export function wake(net: Net, self: NodeId, state: CallerState): void {
  resume(state.speech);
  net.after(self, nextTopicIn(net, self), Timer.topic);
}

export function callerAction(net: Net, self: NodeId, state: CallerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'speak':
      if (state.speech.turn !== null) return { code: 'speaking', said: { key: 'call.refusal.speaking' } };
      if (!beginTurn(state.speech)) return { code: 'nothing-to-say', said: { key: 'call.refusal.nothing-to-say' } };
      sendFrame(net, self, state);
      return undefined;
    case 'lower':
    case 'raise':
      if (state.low === (action.type === 'lower')) return { code: 'already', said: { key: 'call.refusal.already' } };
      state.low = action.type === 'lower';
      return undefined;
    default:
      return { code: 'wrong-role', said: { key: 'call.refusal.wrong-role' } };
  }
}

export function callerMessage(net: Net, self: NodeId, state: CallerState, message: Message): void {
  switch (message.kind) {
    case Kind.media: {
      // A mix carries the sounds of several speakers.
      const body = message.body as unknown as Sound | { readonly sounds: readonly Sound[] };
      for (const sound of 'sounds' in body ? body.sounds : [body]) listen(net, self, state, sound);
      return;
    }
    case Kind.report: {
      const { topic, score, listener } = message.body as unknown as Report;
      report(state.speech, topic, listener as NodeId, score);
      return;
    }
    default:
      state.order = message.body as unknown as Order;
      note(state, state.order.low ? 'ordered-low' : 'ordered-full');
  }
}

export function callerTimer(net: Net, self: NodeId, state: CallerState, timer: number, arg: Json): void {
  switch (timer) {
    case Timer.topic:
      if (thinkOf(net, self, state.speech)) net.after(self, nextTopicIn(net, self), Timer.topic);
      return;
    case Timer.frame:
      return sendFrame(net, self, state);
    case Timer.played:
      return sendReport(net, self, state, String(arg));
    default:
      return settle(net, self, state, Number(arg));
  }
}

export function listenersOf(net: Net, self: NodeId): NodeId[] {
  return groupOf(net, self, FIRST_CALLER).filter((member) => member !== self);
}

function listen(net: Net, self: NodeId, state: CallerState, sound: Sound): void {
  if (!hear(net, state.hearing, sound)) return;
  net.after(self, untilPlayed(net, sound), Timer.played, `${sound.speaker}/${sound.topic}`);
}

function sendFrame(net: Net, self: NodeId, state: CallerState): void {
  const topic = state.speech.turn?.topic.number ?? 0;
  const low = state.low || state.order.low;
  const sound = nextSound(net, self, state.speech, low);
  if (sound === undefined) {
    net.after(self, REPORTS_WAIT, Timer.settle, topic);
    return;
  }
  net.send(self, state.order.relay as NodeId, Kind.media, frameBytes(net, low), sound as unknown as Json);
  net.after(self, frameTime(net), Timer.frame);
}

function sendReport(net: Net, self: NodeId, state: CallerState, key: string): void {
  const scored = score(net, self, state.hearing, key);
  if (scored === undefined) return;
  const { speaker, topic } = scored.heard;
  const body: Report = { speaker, topic, score: scored.score, listener: self };
  const { controlBytes } = callParams(net.plan.params);
  net.send(self, state.order.relay as NodeId, Kind.report, controlBytes, body as unknown as Json);
}

function settle(net: Net, self: NodeId, state: CallerState, topic: number): void {
  const listeners = listenersOf(net, self);
  const { clear, unclear, silent } = settleTurn(net, self, state.speech, topic, listeners);
  const nobody = silent.length === listeners.length && listeners.length > 0;
  state.silent = nobody ? state.silent + 1 : 0;
  if (clear) note(state, 'clear');
  else note(state, nobody ? 'nobody-heard' : 'not-clear', { who: unclear[0] ?? 0 });
}
