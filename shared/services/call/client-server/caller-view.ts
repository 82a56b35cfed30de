import type { RoleView, Sight } from '../../kit/index.ts';
import { friendsOf } from '../groups.ts';
import { said } from '../texts.ts';
import { jobOf, speakingStatus } from '../turns.ts';
import { type CallerSide, RELAY } from './terms.ts';

type Caller = Sight<CallerSide>;

/** The screen of a caller's player. */
export function callerView(me: Caller): RoleView {
  const { state } = me;
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [me.offer('speak', {}), me.offer(state.low ? 'raise' : 'lower', {})],
    neighbours: [
      { node: RELAY, note: said('neighbour.relay'), mood: state.silent > 0 ? 'bad' : 'good' },
      ...friendsOf(me, me.id).map((node) => ({ node, note: said('neighbour.good'), mood: 'neutral' as const })),
    ],
  };
}

function statusOf(me: Caller): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  if (me.state.silent > 0 && me.state.speech.turn === null) return { status: said('status.silent'), mood: 'bad' };
  return speakingStatus(me);
}
