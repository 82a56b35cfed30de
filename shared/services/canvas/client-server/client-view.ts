import type { RoleView, Sight } from '../../kit/index.ts';
import { said } from '../texts.ts';
import { jobOf, restingStatus } from '../wish-view.ts';
import { offeredWishes } from '../wishes.ts';
import { type ClientSide, SERVER } from './terms.ts';

type Client = Sight<ClientSide>;

/** The screen of a client's player. */
export function clientView(me: Client): RoleView {
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: offeredWishes(me.state.wishes).map(({ wish, args }) =>
      me.offer('paint', { wish }, { effect: 'paint.effect.client', args }),
    ),
    neighbours: [{ node: SERVER, note: said('neighbour.server'), mood: me.state.serverSilent ? 'bad' : 'good' }],
  };
}

function statusOf(me: Client): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const n = me.state.sent.length;
  if (n > 0 && me.state.serverSilent) return { status: said('status.silent', { n }), mood: 'bad' };
  if (n > 0) return { status: said('status.waiting', { n }), mood: 'waiting' };
  return restingStatus(me);
}
