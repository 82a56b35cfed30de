import { seconds } from '../../../sim/index.ts';
import type { ActionRule, Me, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { FIRST_CLIENT, type Intruder, type ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** Whoever has the keys of the database's machine reads one record after the other, so quickly. */
const READS_EVERY = seconds(0.3);
/** With a badge, from outside, it reads one record in the time of so many. */
const BADGE_PAUSE = 5;
/** Shut out, a stranger needs so long to come by the new keys. */
const SHUT_OUT = seconds(15);
/** While locks are changed nobody is let in. */
const LOCKING = seconds(1);
/** So many records read are no accident. */
const SEEN_AFTER = 2;
/** The autopilot sees a stranger only so late. */
const PILOT_SEES = seconds(20);

export function nobody(): Intruder {
  return { inside: 0, since: 0, seen: 0, outUntil: 0, badge: 0, pause: 0 };
}

/** Somebody has the keys of this machine, and begins to read. */
export function breakIn(me: Server): void {
  me.after.intruder(READS_EVERY);
}

/** One record more, while the stranger is inside and has not seen all; from outside, with a badge, it is slower. */
export function intruderReads(me: Server): void {
  const { intruder } = me.state;
  if (!me.hasTrait('breached') || intruder.seen >= me.settings.records) {
    intruder.inside = 0;
    return;
  }
  me.after.intruder(READS_EVERY);
  if (me.now < intruder.outUntil) return readWithBadge(me);
  if (intruder.inside === 0) intruder.since = me.now;
  intruder.inside++;
  read(me, intruder);
}

function read(me: Server, intruder: Intruder): void {
  me.fact('exposed', -1, intruder.seen);
  intruder.seen++;
}

/** Shut out, the stranger uses the badge that it took along, while that opens anything. */
function readWithBadge(me: Server): void {
  const { intruder, revoked, refused, odd } = me.state;
  const opensNothing = [...revoked, ...refused].some((who) => who === intruder.badge);
  if (intruder.badge === 0 || opensNothing) return;
  intruder.pause = (intruder.pause + 1) % BADGE_PAUSE;
  if (intruder.pause !== 0) return;
  odd[intruder.badge] = (odd[intruder.badge] ?? 0) + 1;
  read(me, intruder);
}

/** New keys for the machine room: who had the old ones is out, and everybody waits for a second. */
export const changeLocks: ActionRule<ServerSide, 'change-locks'> = {
  whyNot: ({ state }) => (state.intruder.inside === 0 ? no('nobody-inside') : undefined),
  do(me) {
    const { intruder } = me.state;
    intruder.inside = 0;
    intruder.outUntil = me.now + SHUT_OUT;
    intruder.badge = FIRST_CLIENT + me.random('intruder').below(Math.max(1, me.people - FIRST_CLIENT));
    me.state.closedUntil = me.now + LOCKING;
    me.fact('rule-made', me.id, me.id, 1);
    me.fact('rule-kept', me.id, me.id, 1);
    remember(me.state, 'locks-changed');
  },
};

/** A person sees the stranger once it has read a record or two. */
export function isSeen({ inside }: Intruder): boolean {
  return inside >= SEEN_AFTER;
}

/** Does the autopilot see by now that somebody is inside? */
export function pilotSeesIntruder({ now, state: { intruder } }: Sight<ServerSide>): boolean {
  return intruder.inside > 0 && now - intruder.since >= PILOT_SEES;
}
