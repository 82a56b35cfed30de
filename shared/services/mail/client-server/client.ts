import { type Micros, type NodeId, seconds } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { arrive, draft, emptyDesk, hasDraft, nextDraftIn, progressOf, write } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { no, remember } from '../texts.ts';
import { clientView } from './client-view.ts';
import { type Bounced, type ClientSide, FIRST_CLIENT, type Letters, SERVER, type Sent } from './terms.ts';

type Client = Me<ClientSide>;

const RESEND_AFTER = seconds(2);
/** A machine looks into its mailbox by itself when its person has not for so long. */
const PATIENCE = seconds(5);
const JUNK_ID = 1e9;

/** Writes letters to the server, and collects its own from there. */
export const client: Role<ClientSide> = {
  init: () => ({
    desk: emptyDesk(),
    sent: [],
    have: [],
    left: 0,
    collecting: false,
    collectedAt: 0 as Micros,
    serverSilent: false,
    junkSent: 0,
    recent: [],
  }),
  start: begin,
  up: begin,
  trait(me, trait, on) {
    if (trait === 'flooder' && on) flood(me);
  },
  on: { accepted: heard(accepted), bounced: heard(bounced), letters: heard(read) },
  timers: {
    draft(me) {
      if (draft(me)) me.after.draft(nextDraftIn(me));
    },
    timeout: noWord,
    resend(me, id) {
      const sent = me.state.sent.find(({ letter }) => letter.id === id);
      if (sent !== undefined) submit(me, sent);
    },
    junk: sendJunk,
    'collect-timeout'({ state }, askedAt) {
      if (!state.collecting || state.collectedAt !== askedAt) return;
      state.collecting = false;
      state.serverSilent = true;
      remember(state, 'no-answer');
    },
  },
  actions: {
    send: {
      whyNot: ({ state }, { draft: number }) => (hasDraft(state.desk, number) ? undefined : no('no-draft')),
      do(me, { draft: number }) {
        const sent: Sent = { letter: write(me, number, false), tries: 0 };
        me.state.sent.push(sent);
        submit(me, sent);
      },
    },
    collect: {
      whyNot: ({ state }) => (state.collecting ? no('collecting') : undefined),
      do(me) {
        me.state.collecting = true;
        me.state.collectedAt = me.now;
        me.send.collect(SERVER, { have: me.state.have });
        me.after['collect-timeout'](me.settings.timeout, me.now);
      },
    },
  },
  autopilot({ now, state }) {
    if (!state.collecting && now - state.collectedAt > PATIENCE) return { type: 'collect' };
    const [first] = state.desk.drafts;
    return first && { type: 'send', draft: first.number };
  },
  view: clientView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.sent.length }),
};

function begin(me: Client): void {
  me.state.collecting = false;
  me.after.draft(nextDraftIn(me));
  for (const sent of me.state.sent) submit(me, sent);
  if (me.hasTrait('flooder')) flood(me);
}

/** Any word from the server ends its silence. */
function heard<Body>(handle: (me: Client, body: Body) => void) {
  return (me: Client, _from: NodeId, body: Body): void => {
    me.state.serverSilent = false;
    handle(me, body);
  };
}

function submit(me: Client, sent: Sent): void {
  sent.tries++;
  me.send.submit(SERVER, sent.letter);
  me.after.timeout(me.settings.timeout, sent.letter.id);
}

function noWord(me: Client, id: number): void {
  const sent = me.state.sent.find(({ letter }) => letter.id === id);
  if (sent === undefined) return;
  me.state.serverSilent = true;
  remember(me.state, 'no-word', { whom: sent.letter.to });
  me.after.resend((RESEND_AFTER * Math.min(4, sent.tries)) as Micros, id);
}

function accepted({ state }: Client, id: number): void {
  const index = state.sent.findIndex(({ letter }) => letter.id === id);
  const [sent] = index < 0 ? [] : state.sent.splice(index, 1);
  if (sent !== undefined) remember(state, 'accepted', { whom: sent.letter.to });
}

/** A full mailbox or a busy server: tried again later. Shut out: nothing of mine will be taken any more. */
function bounced(me: Client, { id, why }: Bounced): void {
  const { state } = me;
  const index = state.sent.findIndex(({ letter }) => letter.id === id);
  const sent = state.sent[index];
  if (sent === undefined) return;
  const { to } = sent.letter;
  remember(state, `bounced.${why}`, { whom: to });
  if (why !== 'quarantined') return;
  state.sent.splice(index, 1);
  if (to !== -1) me.factAt(to, 'failed', me.id, id, 0, 'not-allowed');
}

function read(me: Client, { letters, left }: Letters): void {
  const { state } = me;
  state.collecting = false;
  state.left = left;
  state.have = letters.map(({ id }) => id);
  const { length: got } = letters.filter((letter) => arrive(me, letter, SERVER));
  const { length: junk } = letters.filter((letter) => letter.junk);
  if (junk > 0) remember(state, 'junk', { n: junk });
  if (got > 0) remember(state, 'collected', { n: got });
}

function flood(me: Client): void {
  const { junkRate } = me.settings;
  if (junkRate > 0) me.after.junk(seconds(me.random('junk').exponential(1 / junkRate)));
}

function sendJunk(me: Client): void {
  if (!me.hasTrait('flooder')) return;
  me.state.junkSent++;
  const letter: Letter = {
    id: JUNK_ID + me.id * 100_000 + me.state.junkSent,
    from: me.id,
    to: (FIRST_CLIENT + me.random('junk').below(me.people - FIRST_CLIENT)) as NodeId,
    written: me.now,
    sealed: false,
    corrupt: false,
    junk: true,
  };
  me.send.submit(SERVER, letter);
  flood(me);
}
