import type { Action, Json, Message, Net, NodeId, Refusal } from '../../../sim/index.ts';
import { arrive, type Letter, letterBytes, note, write } from '../letter.ts';
import { mailParams } from '../params.ts';
import { type Carried, Kind, type PeerState } from './state.ts';

/** Letters that one tap passes on: a handful, so that passing again is a decision. */
const AT_ONCE = 4;
const MOST_COPIES = 16;
/** News of arrived letters that goes along with each letter, and that a machine remembers. */
const NEWS = 12;
const REMEMBERED = 200;

/** What one message carries: a letter and the copies that go with it. */
interface Passed {
  readonly letter: Letter;
  readonly copies: number;
  /** Letters that have arrived, as far as the sender of this message knows. */
  readonly delivered: readonly number[];
}

export function carryAction(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'send':
      return send(net, self, state, action);
    case 'pass':
      return pass(net, self, state, Number(action.whom));
    case 'ask':
      return ask(net, self, state, Number(action.whom));
    case 'copies':
      return setCopies(state, Number(action.copies));
    case 'seal':
      state.seals = !state.seals;
      note(state, state.seals ? 'seals' : 'seals-not');
      return undefined;
    default:
      return drop(net, self, state, Number(action.letter));
  }
}

/** A full pocket is emptied of the oldest; then own letters are written, then what is carried is passed on, to its addressee first. */
export function carryAutopilot(net: Net, self: NodeId, state: PeerState): Action | undefined {
  if (net.hasTrait(self, 'free-rider')) return ownLetter(state);
  const { pocket } = mailParams(net.plan.params);
  const [oldest] = state.carried;
  if (state.carried.length >= pocket && oldest !== undefined) return { type: 'drop', letter: oldest.letter.id };
  const own = ownLetter(state);
  if (own !== undefined) return own;
  const friend = bestFriend(net, self, state);
  return friend === undefined ? undefined : { type: 'pass', whom: friend };
}

/** The friend to whom most of what I carry could go now: addressed there, or to be spread. */
export function bestFriend(net: Net, self: NodeId, state: PeerState): number | undefined {
  // One of them at random: a friend who is off must not hold up what the others wait for.
  const direct = state.friends.filter((friend) => state.carried.some(({ letter }) => letter.to === friend));
  if (direct.length > 0) return net.random('pass', self).pick(direct);
  const open = state.friends.filter((friend) => state.carried.some(({ had }) => !had.includes(friend)));
  return open.length === 0 ? undefined : net.random('pass', self).pick(open);
}

export function receive(net: Net, self: NodeId, state: PeerState, message: Message): void {
  if (message.kind === Kind.ask) {
    // Who has nothing for the asker says nothing: a friend who is off doesn't either.
    pass(net, self, state, message.from);
    return;
  }
  if (message.kind === Kind.taken) return taken(net, self, state, message.from, message.body as unknown as Passed);
  const { letter, copies, delivered } = message.body as unknown as Passed;
  learnDelivered(net, self, state, delivered);
  if (letter.to === self) {
    if (arrive(net, self, state.desk, letter, message.from)) note(state, 'letter', { who: letter.from });
    learnDelivered(net, self, state, [letter.id]);
    return confirm(net, self, state, message.from, letter, copies);
  }
  const { pocket } = mailParams(net.plan.params);
  if (state.known[letter.id]) return confirm(net, self, state, message.from, letter, 0);
  if (state.carried.length >= pocket) return net.refuse(message, 'queue-full');
  state.known[letter.id] = true;
  state.carried.push({ letter: tampered(net, self, letter), copies, had: [message.from] });
  state.broughtBy[message.from] = (state.broughtBy[message.from] ?? 0) + 1;
  net.fact('stored', self, message.from, letter.id);
  peek(net, self, letter);
  note(state, 'carrying', { who: message.from, whom: letter.to });
  confirm(net, self, state, message.from, letter, copies);
}

function send(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  const { pocket } = mailParams(net.plan.params);
  if (state.carried.length >= pocket) return { code: 'pocket-full', said: { key: 'mail.refusal.pocket-full' } };
  const letter = write(net, self, state.desk, action.draft, state.seals);
  if (letter === undefined) return { code: 'no-draft', said: { key: 'mail.refusal.no-draft' } };
  state.known[letter.id] = true;
  state.carried.push({ letter, copies: state.copies, had: [] });
  if (letter.sealed) net.fact('defence', self, -1, letter.id, mailParams(net.plan.params).sealBytes * state.copies);
  return undefined;
}

/**
 * Passes a friend what is addressed there, and half of the copies of what can still be spread (binary spray and wait: Spyropoulos,
 * Psounis & Raghavendra, 2005); the last copy is handed on whole, since friends here don't move about. The copies are given away when the friend confirms: a friend who is off costs nothing.
 */
function pass(net: Net, self: NodeId, state: PeerState, whom: number): Refusal | undefined {
  if (!state.friends.includes(whom)) return { code: 'no-friend', said: { key: 'mail.refusal.no-friend' } };
  const fits = ({ letter, copies, had }: Carried): boolean => letter.to === whom || (copies > 0 && !had.includes(whom));
  const chosen = [...state.carried]
    .sort((a, b) => Number(b.letter.to === whom) - Number(a.letter.to === whom))
    .filter(fits);
  if (chosen.length === 0) return { code: 'nothing-to-pass', said: { key: 'mail.refusal.nothing-to-pass' } };
  for (const { letter, copies } of chosen.slice(0, AT_ONCE)) {
    const passed: Passed = { letter, copies: Math.ceil(copies / 2), delivered: state.delivered.slice(0, NEWS) };
    net.send(self, whom as NodeId, Kind.pass, letterBytes(net, letter), passed as unknown as Json);
  }
  return undefined;
}

/** Asks a friend to pass on what it carries. Only people ask: the autopilot waits for what comes. */
function ask(net: Net, self: NodeId, state: PeerState, whom: number): Refusal | undefined {
  if (!state.friends.includes(whom)) return { code: 'no-friend', said: { key: 'mail.refusal.no-friend' } };
  const { pocket, controlBytes } = mailParams(net.plan.params);
  if (state.carried.length >= pocket) return { code: 'pocket-full', said: { key: 'mail.refusal.pocket-full' } };
  state.asked++;
  net.send(self, whom as NodeId, Kind.ask, controlBytes, null);
  note(state, 'asked', { who: whom });
  return undefined;
}

function taken(net: Net, self: NodeId, state: PeerState, by: NodeId, { letter, copies, delivered }: Passed): void {
  learnDelivered(net, self, state, delivered);
  state.takenBy[by] = (state.takenBy[by] ?? 0) + 1;
  const index = state.carried.findIndex((carried) => carried.letter.id === letter.id);
  const carried = state.carried[index];
  if (carried === undefined) return;
  carried.copies -= copies;
  carried.had.push(by);
  if (letter.to === by || carried.copies < 1) state.carried.splice(index, 1);
  net.fact('decided', self, by, letter.id, 1);
}

function confirm(net: Net, self: NodeId, state: PeerState, whom: NodeId, letter: Letter, copies: number): void {
  const body: Passed = { letter, copies, delivered: state.delivered.slice(0, NEWS) };
  net.send(self, whom, Kind.taken, mailParams(net.plan.params).controlBytes, body as unknown as Json);
}

/** Copies of letters that have arrived somewhere are not needed any more. */
function learnDelivered(net: Net, self: NodeId, state: PeerState, delivered: readonly number[]): void {
  const news = delivered.filter((id) => !state.delivered.includes(id));
  if (news.length === 0) return;
  state.delivered.unshift(...news);
  if (state.delivered.length > REMEMBERED) state.delivered.length = REMEMBERED;
  for (const id of news) {
    const index = state.carried.findIndex(({ letter }) => letter.id === id);
    if (index < 0) continue;
    state.carried.splice(index, 1);
    net.fact('dropped-copy', self, -1, id);
  }
}

function setCopies(state: PeerState, copies: number): Refusal | undefined {
  if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES) {
    return { code: 'copies', said: { key: 'mail.refusal.copies', args: { most: MOST_COPIES } } };
  }
  state.copies = copies;
  return undefined;
}

function drop(net: Net, self: NodeId, state: PeerState, id: number): Refusal | undefined {
  const index = state.carried.findIndex(({ letter }) => letter.id === id);
  const [dropped] = index < 0 ? [] : state.carried.splice(index, 1);
  if (dropped === undefined) return { code: 'not-carried', said: { key: 'mail.refusal.not-carried' } };
  net.fact('dropped-copy', self, dropped.letter.from as NodeId, id);
  return undefined;
}

function ownLetter(state: PeerState): Action | undefined {
  const [first] = state.desk.drafts;
  return first && { type: 'send', draft: first.number };
}

/** Who listens in reads what it carries for others, unless it is sealed. */
function peek(net: Net, self: NodeId, letter: Letter): void {
  const reads = net.hasTrait(self, 'eavesdropper') || net.hasTrait(self, 'breached');
  if (reads && !letter.sealed) net.fact('exposed', self, letter.from as NodeId, letter.id);
}

/** A poisoner changes what it carries; on a sealed letter that shows. */
function tampered(net: Net, self: NodeId, letter: Letter): Letter {
  return net.hasTrait(self, 'poisoner') ? { ...letter, corrupt: true } : letter;
}
