import type { RoleView, Sight } from '../../kit/index.ts';
import { friendsOf } from '../groups.ts';
import { said } from '../texts.ts';
import { jobOf, restingStatus } from '../turn-view.ts';
import { type ClientSide, SERVER } from './terms.ts';

type Client = Sight<ClientSide>;

/** The screen of a caller's player. */
export function clientView(me: Client): RoleView {
  const { state } = me;
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [me.offer('speak', {}), me.offer(state.low ? 'raise' : 'lower', {})],
    neighbours: [
      { node: SERVER, note: said('neighbour.relay'), mood: state.silent > 0 ? 'bad' : 'good' },
      ...friendsOf(me, me.id).map((node) => ({ node, note: said('neighbour.good'), mood: 'neutral' as const })),
    ],
  };
}

function statusOf(me: Client): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  if (me.state.silent > 0 && me.state.turns.turn === null) return { status: said('status.silent'), mood: 'bad' };
  return restingStatus(me);
}
