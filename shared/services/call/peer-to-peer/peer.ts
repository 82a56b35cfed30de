import type { Json, Message, Net, NodeId } from '../../../sim/index.ts';
import { hear, score, untilPlayed } from '../hearing.ts';
import { callParams } from '../params.ts';
import {
  frameBytes,
  frameTime,
  nextSound,
  nextTopicIn,
  note,
  REPORTS_WAIT,
  report,
  resume,
  type Sound,
  settleTurn,
  thinkOf,
} from '../speech.ts';
import { carries, firewalled, friendsOf, nextHop } from './friends.ts';
import { Kind, type PeerState } from './state.ts';

const Timer = { topic: 0, frame: 1, played: 2, settle: 3 } as const;
/** Sound waiting on the own uplink beyond this many packets would be too late anyway. */
const MOST_WAITING = 100;

/** Everything between two callers: who sent it, for whom. A friend between them passes it on unread. */
interface Envelope {
  readonly from: number;
  readonly dest: number;
  readonly content: Json;
}

export function wake(net: Net, self: NodeId, state: PeerState): void {
  resume(state.speech);
  net.after(self, nextTopicIn(net, self), Timer.topic);
}

export function receive(net: Net, self: NodeId, state: PeerState, message: Message): void {
  if (firewalled(net.plan, self, message.from)) return net.refuse(message, 'not-allowed');
  switch (message.kind) {
    case Kind.ask:
      state.asked.push(message.body as { who: number; whom: number });
      return;
    case Kind.agree: {
      const { whom } = message.body as { whom: number };
      state.routes[whom] = message.from;
      delete state.asking[whom];
      state.silent[whom] = 0;
      note(state, 'route', { who: message.from, whom });
      return;
    }
    default:
      return open(net, self, state, message);
  }
}

export function tick(net: Net, self: NodeId, state: PeerState, timer: number, arg: Json): void {
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

/** One packet of the turn to every friend, each in the quality that the friend gets. */
export function sendFrame(net: Net, self: NodeId, state: PeerState): void {
  const topic = state.speech.turn?.topic.number ?? 0;
  const sound = nextSound(net, self, state.speech, false);
  if (sound === undefined) {
    net.after(self, REPORTS_WAIT, Timer.settle, topic);
    return;
  }
  for (const friend of friendsOf(net, self)) {
    const low = state.lowTo.includes(friend);
    post(net, self, state, Kind.media, friend, frameBytes(net, low), { ...sound, low });
  }
  net.after(self, frameTime(net), Timer.frame);
}

function open(net: Net, self: NodeId, state: PeerState, message: Message): void {
  const envelope = message.body as unknown as Envelope;
  if (envelope.dest !== self) {
    if (!carries(state, envelope.from, envelope.dest)) return net.refuse(message, 'not-allowed');
    if (net.uplinkLength(self) > MOST_WAITING) return net.refuse(message, 'overloaded');
    net.send(self, envelope.dest as NodeId, message.kind, message.bytes, message.body);
    return;
  }
  if (message.kind === Kind.report) {
    const news = envelope.content as unknown as { topic: number; score: number };
    return report(state.speech, news.topic, envelope.from as NodeId, news.score);
  }
  const sound = envelope.content as unknown as Sound;
  if (hear(net, state.hearing, sound)) {
    net.after(self, untilPlayed(net, sound), Timer.played, `${sound.speaker}/${sound.topic}`);
  }
}

function sendReport(net: Net, self: NodeId, state: PeerState, key: string): void {
  const scored = score(net, self, state.hearing, key);
  if (scored === undefined) return;
  const { speaker, topic } = scored.heard;
  const { controlBytes } = callParams(net.plan.params);
  post(net, self, state, Kind.report, speaker, controlBytes, { topic, score: scored.score });
}

function post(
  net: Net,
  self: NodeId,
  state: PeerState,
  kind: number,
  dest: number,
  bytes: number,
  content: object,
): void {
  if (kind === Kind.media && net.uplinkLength(self) > MOST_WAITING) return;
  const envelope: Envelope = { from: self, dest, content: content as Json };
  net.send(self, nextHop(state, dest), kind, bytes, envelope as unknown as Json);
}

function settle(net: Net, self: NodeId, state: PeerState, topic: number): void {
  const friends = friendsOf(net, self);
  const { clear, unclear, silent } = settleTurn(net, self, state.speech, topic, friends);
  for (const friend of friends) {
    // Who was asked to carry and has not agreed within a whole turn will not: another one may be asked.
    delete state.asking[friend];
    state.silent[friend] = silent.includes(friend) ? (state.silent[friend] ?? 0) + 1 : 0;
    state.unclear[friend] = unclear.includes(friend) && !silent.includes(friend) ? (state.unclear[friend] ?? 0) + 1 : 0;
  }
  if (clear) return note(state, 'clear');
  const [who = self] = silent.length > 0 ? silent : unclear;
  note(state, silent.length > 0 ? 'friend-deaf' : 'not-clear', { who });
}
