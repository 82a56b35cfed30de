import type { RoleView, Sight } from '../../kit/index.ts';
import { jobOf, restingStatus } from '../task-view.ts';
import { said } from '../texts.ts';
import { type ClientSide, SERVER } from './terms.ts';

type Client = Sight<ClientSide>;

const MOST_ASKED = 3;

/** The screen of a client's player. */
export function clientView(me: Client): RoleView {
  const { tasks, serverSilent } = me.state;
  const ask = tasks.open.slice(0, MOST_ASKED).map(({ number, record, change }) => {
    const words = change ? 'ask.change' : 'ask.look-up';
    return me.offer('ask', { task: number }, { words, effect: 'ask.effect.client', args: { record } });
  });
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [...ask, me.offer('badge', {})],
    neighbours: [{ node: SERVER, note: said('neighbour.database'), mood: serverSilent ? 'bad' : 'good' }],
  };
}

function statusOf(me: Client): Pick<RoleView, 'status' | 'mood'> {
  const { badgeRefused, serverSilent } = me.state;
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  if (badgeRefused) return { status: said('status.badge'), mood: 'bad' };
  if (serverSilent) return { status: said('status.silent'), mood: 'bad' };
  return restingStatus(me);
}
