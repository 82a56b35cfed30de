import {
  type Action,
  type Job,
  type Json,
  type Message,
  type Net,
  type NodeId,
  type Reason,
  type Refusal,
  type Said,
  seconds,
} from '../../../sim/index.ts';
import { type Letter, letterBytes, note } from '../letter.ts';
import { mailParams } from '../params.ts';
import { BATCH, type Bounced, type Collect, FIRST_PERSON, Kind, type Letters } from './wire.ts';

/** Putting a letter away without looking at it. */
const PUT_AWAY = seconds(0.01);

export interface ServerState {
  readonly type: 'server';
  /** Letters by addressee. */
  boxes: Record<string, Letter[]>;
  backup: Record<string, Letter[]>;
  backedUpAt: number;
  /** Is every letter looked at, so that junk is thrown away? */
  sorts: boolean;
  readonly quarantined: number[];
  /** Letters already taken, so that one sent twice is put away once. */
  readonly seen: Record<string, true>;
  /** Junk that each sender has sent, as far as sorting showed it. */
  readonly junkFrom: Record<string, number>;
  recent: readonly Said[];
}

export function newServer(): ServerState {
  return {
    type: 'server',
    boxes: {},
    backup: {},
    backedUpAt: 0,
    sorts: false,
    quarantined: [],
    seen: {},
    junkFrom: {},
    recent: [],
  };
}

export function serverMessage(net: Net, self: NodeId, state: ServerState, message: Message): void {
  if (message.kind === Kind.collect) return handOut(net, self, state, message.from, message.body as unknown as Collect);
  const letter = message.body as unknown as Letter;
  if (state.quarantined.includes(message.from)) {
    net.fact('decided', self, message.from, letter.id, 0);
    net.refuse(message, 'not-allowed');
    return bounce(net, self, message.from, { id: letter.id, why: 'quarantined' });
  }
  const time = state.sorts ? seconds(mailParams(net.plan.params).sorting) : PUT_AWAY;
  if (!net.enqueue(self, message, time)) bounce(net, self, message.from, { id: letter.id, why: 'busy' });
}

/** A letter has been looked at, or at least put away. */
export function putAway(net: Net, self: NodeId, state: ServerState, { message }: Job): void {
  const letter = message.body as unknown as Letter;
  if (state.sorts && letter.junk) {
    state.junkFrom[letter.from] = (state.junkFrom[letter.from] ?? 0) + 1;
    net.fact('decided', self, message.from, letter.id, 0);
    return;
  }
  const box = boxOf(state, letter.to);
  if (!state.seen[letter.id]) {
    if (box.length >= mailParams(net.plan.params).mailbox) {
      net.fact('decided', self, message.from, letter.id, 0);
      return bounce(net, self, message.from, { id: letter.id, why: 'full' });
    }
    box.push(letter);
    state.seen[letter.id] = true;
    net.fact('stored', self, letter.from as NodeId, letter.id);
    expose(net, self, letter);
  }
  net.fact('decided', self, message.from, letter.id, 1);
  net.send(self, message.from, Kind.accepted, mailParams(net.plan.params).controlBytes, letter.id);
}

/** Everything that lies in the mailboxes is read by whoever broke in. */
export function brokenInto(net: Net, self: NodeId, state: ServerState): void {
  for (const box of Object.values(state.boxes)) for (const letter of box) expose(net, self, letter);
}

/** The disk is gone; what the backup has comes back, the rest is lost. */
export function loseDisk(net: Net, self: NodeId, state: ServerState): void {
  const kept = new Set(Object.values(state.backup).flatMap((box) => box.map(({ id }) => id)));
  for (const letter of Object.values(state.boxes).flat()) {
    if (!kept.has(letter.id)) net.fact('lost-write', self, letter.from as NodeId, letter.id);
  }
  state.boxes = copyOf(state.backup);
  note(state, 'restored');
}

export function serverAction(net: Net, self: NodeId, state: ServerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'sort':
      if (!mailParams(net.plan.params).filter) return { code: 'no-filter', said: { key: 'mail.refusal.no-filter' } };
      state.sorts = !state.sorts;
      note(state, state.sorts ? 'sorts' : 'sorts-not');
      return undefined;
    case 'quarantine':
      return quarantine(net, self, state, Number(action.who));
    case 'purge':
      return purge(net, self, state, Number(action.whom));
    case 'backup':
      state.backup = copyOf(state.boxes);
      state.backedUpAt = net.now;
      note(state, 'backed-up');
      return undefined;
    default:
      return { code: 'wrong-role', said: { key: 'mail.refusal.wrong-role' } };
  }
}

/** Sorts under attack, shuts out who sends junk, and backs up now and then. */
export function serverAutopilot(net: Net, state: ServerState): Action | undefined {
  const junk = Object.entries(state.junkFrom).find(([who, n]) => n >= 3 && !state.quarantined.includes(Number(who)));
  if (junk !== undefined) return { type: 'quarantine', who: Number(junk[0]) };
  const full = fullest(net, state);
  const { filter } = mailParams(net.plan.params);
  if (filter && full !== undefined && !state.sorts) return { type: 'sort' };
  if (filter && full !== undefined && junkIn(state, full) > 0) return { type: 'purge', whom: full };
  return net.now - state.backedUpAt > seconds(20) && Object.keys(state.boxes).length > 0
    ? { type: 'backup' }
    : undefined;
}

/** The fullest mailbox, if one is at least three quarters full. */
export function fullest(net: Net, state: ServerState): number | undefined {
  const { mailbox } = mailParams(net.plan.params);
  const [first] = Object.entries(state.boxes).sort(([, a], [, b]) => b.length - a.length);
  return first !== undefined && first[1].length >= mailbox * 0.75 ? Number(first[0]) : undefined;
}

function handOut(net: Net, self: NodeId, state: ServerState, whom: NodeId, { have }: Collect): void {
  const box = boxOf(state, whom).filter(({ id }) => !have.includes(id));
  state.boxes[whom] = box;
  const letters = box.slice(0, BATCH);
  const answer: Letters = { letters, left: box.length - letters.length };
  const bytes = letters.reduce(
    (sum, letter) => sum + letterBytes(net, letter),
    mailParams(net.plan.params).controlBytes,
  );
  net.send(self, whom, Kind.letters, bytes, answer as unknown as Json);
}

function quarantine(net: Net, self: NodeId, state: ServerState, who: number): Refusal | undefined {
  if (!Number.isInteger(who) || who < FIRST_PERSON || who >= net.plan.nodes) {
    return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
  }
  const index = state.quarantined.indexOf(who);
  if (index < 0) state.quarantined.push(who);
  else state.quarantined.splice(index, 1);
  net.fact('rule-made', self, who as NodeId, who);
  net.fact('rule-kept', self, who as NodeId, who);
  note(state, index < 0 ? 'quarantined' : 'released', { who });
  return undefined;
}

/** Junk goes first; when there is none, the oldest quarter of the mailbox does. */
function purge(net: Net, self: NodeId, state: ServerState, whom: number): Refusal | undefined {
  const box = state.boxes[whom] ?? [];
  if (box.length === 0) return { code: 'empty', said: { key: 'mail.refusal.empty' } };
  const { filter } = mailParams(net.plan.params);
  const junk = filter ? box.filter((letter) => letter.junk) : [];
  const gone = junk.length > 0 ? junk : box.slice(0, Math.ceil(box.length / 4));
  state.boxes[whom] = box.filter((letter) => !gone.includes(letter));
  const reason: Reason = 'overloaded';
  for (const letter of gone)
    if (!letter.junk) net.fact('lost-write', self, letter.from as NodeId, letter.id, 0, reason);
  note(state, 'purged', { whom, n: gone.length });
  return undefined;
}

function expose(net: Net, self: NodeId, letter: Letter): void {
  if (net.hasTrait(self, 'breached') && !letter.sealed && !letter.junk)
    net.fact('exposed', self, letter.from as NodeId, letter.id);
}

function bounce(net: Net, self: NodeId, whom: NodeId, bounced: Bounced): void {
  net.send(self, whom, Kind.bounced, mailParams(net.plan.params).controlBytes, bounced as unknown as Json);
}

function boxOf(state: ServerState, whom: number): Letter[] {
  const box = state.boxes[whom] ?? [];
  state.boxes[whom] = box;
  return box;
}

function junkIn(state: ServerState, whom: number): number {
  return (state.boxes[whom] ?? []).filter(({ junk }) => junk).length;
}

function copyOf(boxes: Record<string, Letter[]>): Record<string, Letter[]> {
  return Object.fromEntries(Object.entries(boxes).map(([whom, box]) => [whom, [...box]]));
}
