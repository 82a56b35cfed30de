import { type Action, type Message, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import type { Letter } from '../letter.ts';
import { no, remember } from '../texts.ts';
import { boxOf, copyOf, nearlyFull } from './boxes.ts';
import { serverView } from './server-view.ts';
import { BATCH, type Collect, FIRST_CLIENT, type ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** Putting a letter away without looking at it. */
const PUT_AWAY = seconds(0.01);
/** The autopilot backs up so seldom, and shuts out who has sent so much junk. */
const PILOT = { backup: seconds(20), junk: 3 };

/** Keeps letters in mailboxes until their addressees collect them. */
export const server: Role<ServerSide> = {
  init: () => ({
    boxes: {},
    backup: {},
    backedUpAt: 0,
    sorts: false,
    quarantined: [],
    seen: {},
    junkFrom: {},
    recent: [],
  }),
  up: ({ state }) => remember(state, 'restarted'),
  trait(me, trait, on) {
    if (trait === 'breached' && on) for (const letter of Object.values(me.state.boxes).flat()) expose(me, letter);
    if (trait === 'disk-lost' && on) loseDisk(me);
  },
  on: { submit: takeIn, collect: handOut },
  served: { submit: putAway },
  actions: {
    sort: {
      whyNot: ({ settings }) => (settings.filter ? undefined : no('no-filter')),
      do({ state }) {
        state.sorts = !state.sorts;
        remember(state, state.sorts ? 'sorts' : 'sorts-not');
      },
    },
    quarantine: {
      whyNot: ({ people }, { who }) => (who < FIRST_CLIENT || who >= people ? no('unknown-sender') : undefined),
      do: quarantine,
    },
    purge: {
      whyNot: ({ state }, { whom }) => ((state.boxes[whom] ?? []).length === 0 ? no('empty') : undefined),
      do: purge,
    },
    backup: {
      whyNot: () => undefined,
      do({ state, now }) {
        state.backup = copyOf(state.boxes);
        state.backedUpAt = now;
        remember(state, 'backed-up');
      },
    },
  },
  autopilot,
  view: serverView,
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};

function takeIn(me: Server, from: NodeId, { id }: Letter, message: Message): void {
  if (me.state.quarantined.includes(from)) {
    me.fact('decided', from, id, 0);
    me.refuse(message, 'not-allowed');
    me.send.bounced(from, { id, why: 'quarantined' });
    return;
  }
  const time = me.state.sorts ? me.settings.sorting : PUT_AWAY;
  if (!me.enqueue(message, time)) me.send.bounced(from, { id, why: 'busy' });
}

/** A letter has been looked at, or at least put away. */
function putAway(me: Server, from: NodeId, letter: Letter): void {
  const { state } = me;
  if (state.sorts && letter.junk) {
    state.junkFrom[letter.from] = (state.junkFrom[letter.from] ?? 0) + 1;
    me.fact('decided', from, letter.id, 0);
    return;
  }
  const box = boxOf(state, letter.to);
  if (!state.seen[letter.id]) {
    if (box.length >= me.settings.mailbox) {
      me.fact('decided', from, letter.id, 0);
      me.send.bounced(from, { id: letter.id, why: 'full' });
      return;
    }
    box.push(letter);
    state.seen[letter.id] = true;
    me.fact('stored', letter.from, letter.id);
    expose(me, letter);
  }
  me.fact('decided', from, letter.id, 1);
  me.send.accepted(from, letter.id);
}

function handOut(me: Server, whom: NodeId, { have }: Collect): void {
  const box = boxOf(me.state, whom).filter(({ id }) => !have.includes(id));
  me.state.boxes[whom] = box;
  const letters = box.slice(0, BATCH);
  me.send.letters(whom, { letters, left: box.length - letters.length });
}

/** Whoever broke in reads what lies in the mailboxes. */
function expose(me: Server, { sealed, junk, from, id }: Letter): void {
  if (me.hasTrait('breached') && !sealed && !junk) me.fact('exposed', from, id);
}

/** The disk is gone; what the backup has comes back, the rest is lost. */
function loseDisk(me: Server): void {
  const { state } = me;
  const kept = new Set(
    Object.values(state.backup)
      .flat()
      .map(({ id }) => id),
  );
  for (const { id, from } of Object.values(state.boxes).flat()) if (!kept.has(id)) me.fact('lost-write', from, id);
  state.boxes = copyOf(state.backup);
  remember(state, 'restored');
}

function quarantine(me: Server, { who }: { readonly who: NodeId }): void {
  const { quarantined } = me.state;
  const index = quarantined.indexOf(who);
  if (index < 0) quarantined.push(who);
  else quarantined.splice(index, 1);
  me.fact('rule-made', who, who);
  me.fact('rule-kept', who, who);
  remember(me.state, index < 0 ? 'quarantined' : 'released', { who });
}

/** Junk goes first; when there is none, the oldest quarter of the mailbox does. */
function purge(me: Server, { whom }: { readonly whom: NodeId }): void {
  const box = boxOf(me.state, whom);
  const junk = me.settings.filter ? box.filter((letter) => letter.junk) : [];
  const gone = junk.length > 0 ? junk : box.slice(0, Math.ceil(box.length / 4));
  me.state.boxes[whom] = box.filter((letter) => !gone.includes(letter));
  const reason: Reason = 'overloaded';
  for (const letter of gone) if (!letter.junk) me.fact('lost-write', letter.from, letter.id, 0, reason);
  remember(me.state, 'purged', { whom, n: gone.length });
}

/** Sorts under attack, shuts out who sends junk, and backs up now and then. */
function autopilot({ now, state, settings }: Sight<ServerSide>): Action | undefined {
  const isOut = (who: string): boolean => state.quarantined.includes(Number(who) as NodeId);
  const junk = Object.entries(state.junkFrom).find(([who, n]) => n >= PILOT.junk && !isOut(who));
  if (junk !== undefined) return { type: 'quarantine', who: Number(junk[0]) };
  const full = settings.filter ? nearlyFull(state, settings.mailbox) : undefined;
  if (full !== undefined && !state.sorts) return { type: 'sort' };
  if (full !== undefined && (state.boxes[full] ?? []).some((letter) => letter.junk))
    return { type: 'purge', whom: full };
  return now - state.backedUpAt > PILOT.backup && Object.keys(state.boxes).length > 0 ? { type: 'backup' } : undefined;
}
