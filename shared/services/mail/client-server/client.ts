import {
  type Action,
  type Json,
  type Message,
  type Micros,
  type Net,
  type NodeId,
  type Refusal,
  type Said,
  seconds,
} from '../../../sim/index.ts';
import { arrive, type Desk, draft, emptyDesk, type Letter, letterBytes, nextDraftIn, note, write } from '../letter.ts';
import { mailParams } from '../params.ts';
import { type Bounced, type Collect, FIRST_PERSON, Kind, type Letters, SERVER } from './wire.ts';

const Timer = { draft: 0, timeout: 1, resend: 2, junk: 3, collectTimeout: 4 } as const;
const RESEND_AFTER = seconds(2);
/** A machine looks into its mailbox by itself when its person has not for so long. */
const PATIENCE = seconds(5);
const JUNK_ID = 1e9;

interface Sent {
  readonly letter: Letter;
  tries: number;
}

export interface ClientState {
  readonly type: 'client';
  readonly desk: Desk;
  /** Given to the server, and not yet accepted. */
  readonly sent: Sent[];
  /** What came with the last answer. */
  have: readonly number[];
  /** As the last answer said. */
  left: number;
  collecting: boolean;
  collectedAt: number;
  serverSilent: boolean;
  junkSent: number;
  recent: readonly Said[];
}

export function newClient(): ClientState {
  return {
    type: 'client',
    desk: emptyDesk(),
    sent: [],
    have: [],
    left: 0,
    collecting: false,
    collectedAt: 0,
    serverSilent: false,
    junkSent: 0,
    recent: [],
  };
}

export function wake(net: Net, self: NodeId, state: ClientState): void {
  state.collecting = false;
  net.after(self, nextDraftIn(net, self), Timer.draft);
  for (const sent of state.sent) submit(net, self, sent);
  if (net.hasTrait(self, 'flooder')) flood(net, self);
}

export function flood(net: Net, self: NodeId): void {
  const { junkRate } = mailParams(net.plan.params);
  if (junkRate > 0) net.after(self, seconds(net.random('junk', self).exponential(1 / junkRate)), Timer.junk);
}

export function clientAction(net: Net, self: NodeId, state: ClientState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'send': {
      const letter = write(net, self, state.desk, action.draft, false);
      if (letter === undefined) return { code: 'no-draft', said: { key: 'mail.refusal.no-draft' } };
      const sent: Sent = { letter, tries: 0 };
      state.sent.push(sent);
      submit(net, self, sent);
      return undefined;
    }
    case 'collect':
      if (state.collecting) return { code: 'collecting', said: { key: 'mail.refusal.collecting' } };
      collect(net, self, state);
      return undefined;
    default:
      return { code: 'wrong-role', said: { key: 'mail.refusal.wrong-role' } };
  }
}

export function clientAutopilot(net: Net, state: ClientState): Action | undefined {
  if (!state.collecting && net.now - state.collectedAt > PATIENCE) return { type: 'collect' };
  const [first] = state.desk.drafts;
  return first && { type: 'send', draft: first.number };
}

export function clientMessage(net: Net, self: NodeId, state: ClientState, message: Message): void {
  state.serverSilent = false;
  switch (message.kind) {
    case Kind.accepted:
      return accepted(state, Number(message.body));
    case Kind.bounced:
      return bounced(net, self, state, message.body as unknown as Bounced);
    default:
      return take(net, self, state, message.body as unknown as Letters);
  }
}

export function clientTimer(net: Net, self: NodeId, state: ClientState, timer: number, arg: Json): void {
  switch (timer) {
    case Timer.draft:
      if (draft(net, self, state.desk, FIRST_PERSON)) net.after(self, nextDraftIn(net, self), Timer.draft);
      return;
    case Timer.timeout:
      return noWord(net, self, state, Number(arg));
    case Timer.resend: {
      const sent = state.sent.find(({ letter }) => letter.id === arg);
      if (sent !== undefined) submit(net, self, sent);
      return;
    }
    case Timer.junk:
      return sendJunk(net, self, state);
    default:
      if (!state.collecting || state.collectedAt !== arg) return;
      state.collecting = false;
      state.serverSilent = true;
      note(state, 'no-answer');
  }
}

function submit(net: Net, self: NodeId, sent: Sent): void {
  sent.tries++;
  net.send(self, SERVER, Kind.submit, letterBytes(net, sent.letter), sent.letter as unknown as Json);
  net.after(self, seconds(mailParams(net.plan.params).timeout), Timer.timeout, sent.letter.id);
}

function noWord(net: Net, self: NodeId, state: ClientState, id: number): void {
  const sent = state.sent.find(({ letter }) => letter.id === id);
  if (sent === undefined) return;
  state.serverSilent = true;
  note(state, 'no-word', { whom: sent.letter.to });
  net.after(self, (RESEND_AFTER * Math.min(4, sent.tries)) as Micros, Timer.resend, id);
}

function collect(net: Net, self: NodeId, state: ClientState): void {
  const { controlBytes, timeout } = mailParams(net.plan.params);
  const body: Collect = { have: state.have };
  state.collecting = true;
  state.collectedAt = net.now;
  net.send(self, SERVER, Kind.collect, controlBytes, body as unknown as Json);
  net.after(self, seconds(timeout), Timer.collectTimeout, net.now);
}

function take(net: Net, self: NodeId, state: ClientState, { letters, left }: Letters): void {
  state.collecting = false;
  state.left = left;
  state.have = letters.map(({ id }) => id);
  const read = letters.filter((letter) => arrive(net, self, state.desk, letter, SERVER));
  const junk = letters.filter((letter) => letter.junk).length;
  if (junk > 0) note(state, 'junk', { n: junk });
  if (read.length > 0) note(state, 'collected', { n: read.length });
}

function accepted(state: ClientState, id: number): void {
  const index = state.sent.findIndex(({ letter }) => letter.id === id);
  const [sent] = index < 0 ? [] : state.sent.splice(index, 1);
  if (sent !== undefined) note(state, 'accepted', { whom: sent.letter.to });
}

/** A full mailbox or a busy server: tried again later. Shut out: nothing of mine will be taken any more. */
function bounced(net: Net, self: NodeId, state: ClientState, { id, why }: Bounced): void {
  const index = state.sent.findIndex(({ letter }) => letter.id === id);
  const sent = state.sent[index];
  if (sent === undefined) return;
  note(state, `bounced.${why}`, { whom: sent.letter.to });
  if (why === 'quarantined') {
    state.sent.splice(index, 1);
    net.fact('failed', sent.letter.to as NodeId, self, id, 0, 'not-allowed');
  }
}

function sendJunk(net: Net, self: NodeId, state: ClientState): void {
  if (!net.hasTrait(self, 'flooder')) return;
  const people = net.plan.nodes - FIRST_PERSON;
  state.junkSent++;
  const letter: Letter = {
    id: JUNK_ID + self * 100_000 + state.junkSent,
    from: self,
    to: FIRST_PERSON + net.random('junk', self).below(people),
    written: net.now,
    sealed: false,
    corrupt: false,
    junk: true,
  };
  net.send(self, SERVER, Kind.submit, letterBytes(net, letter), letter as unknown as Json);
  flood(net, self);
}
