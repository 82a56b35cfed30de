import type { VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { at, goodsOffers, jobOf, merchantsOf, namesOf } from '../purchase-view.ts';
import { NONE } from '../purchases.ts';
import { said } from '../texts.ts';
import { type ClientSide, SERVER } from './terms.ts';

type Client = Sight<ClientSide>;

const MOST_WANTED = 3;

/** The screen of a client's player. */
export function clientView(me: Client): RoleView {
  const { purchases, serverSilent } = me.state;
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [...payVerbs(me), againVerb(me)],
    offers: goodsOffers(purchases, (goods) => me.offer('accept', { purchase: goods.number }, { args: namesOf(goods) })),
    neighbours: [
      { node: SERVER, note: said('neighbour.bank'), mood: serverSilent ? 'bad' : 'good' },
      ...merchantsOf(purchases),
    ],
  };
}

function payVerbs(me: Client): VerbOffer[] {
  const { purchases, balance } = me.state;
  const wanted = at(purchases, 'wanted').slice(0, MOST_WANTED);
  if (wanted.length === 0) return [me.offer('pay', { purchase: NONE }, { id: 'nothing-to-pay', words: 'pay.none' })];
  const effect = me.hasTrait('double-spender') ? 'pay.cheat' : 'pay.effect';
  return wanted.map((purchase) =>
    me.offer('pay', { purchase: purchase.number }, { effect, args: namesOf(purchase), effectArgs: { balance } }),
  );
}

function againVerb(me: Client): VerbOffer {
  const [waiting] = at(me.state.purchases, 'paid');
  const wording = { id: 'again', effect: 'again.effect' };
  return waiting === undefined
    ? me.offer('pay-again', { purchase: NONE }, { ...wording, words: 'again.none' })
    : me.offer('pay-again', { purchase: waiting.number }, { ...wording, words: 'again', args: { whom: waiting.shop } });
}

function statusOf({ isUp, settings, state }: Client): Pick<RoleView, 'status' | 'mood'> {
  const { purchases, serverSilent, balance } = state;
  if (!isUp) return { status: said('status.down'), mood: 'bad' };
  const { length: n } = at(purchases, 'paid');
  if (n > 0 && serverSilent) return { status: said('status.silent', { n }), mood: 'bad' };
  const { length: here } = at(purchases, 'here');
  if (here > 0) return { status: said('status.here', { n: here }), mood: 'good' };
  if (n > 0) return { status: said('status.paid', { n }), mood: 'waiting' };
  if (purchases.open.length > 0) return { status: said('status.wanted', { balance }), mood: 'good' };
  return { status: said(purchases.got >= settings.payments ? 'status.done' : 'status.idle'), mood: 'good' };
}
