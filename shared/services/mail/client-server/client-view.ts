import type { RoleView, Sight } from '../../kit/index.ts';
import { jobOf, restingStatus } from '../desk-view.ts';
import { said } from '../texts.ts';
import { type ClientSide, SERVER } from './terms.ts';

type Client = Sight<ClientSide>;

const MOST_DRAFTS = 3;

/** The screen of a client's player. */
export function clientView(me: Client): RoleView {
  const { desk, serverSilent } = me.state;
  const send = desk.drafts.slice(0, MOST_DRAFTS).map(({ number, to }) => {
    const args = { whom: to };
    return me.offer('send', { draft: number }, { effect: 'send.effect.client', args });
  });
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [...send, me.offer('collect', {})],
    neighbours: [{ node: SERVER, note: said('neighbour.server'), mood: serverSilent ? 'bad' : 'good' }],
  };
}

function statusOf(me: Client): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const { sent, serverSilent, left } = me.state;
  if (serverSilent) return { status: said('status.silent', { n: sent.length }), mood: 'bad' };
  if (sent.length > 0) return { status: said('status.waiting', { n: sent.length }), mood: 'waiting' };
  if (left > 0) return { status: said('status.more', { n: left }), mood: 'waiting' };
  return restingStatus(me);
}
