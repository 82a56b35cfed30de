import type { VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { pageName, type Want } from '../reading.ts';
import { jobOf, statusOf } from '../reading-view.ts';
import { said } from '../texts.ts';
import type { ClientSide } from './terms.ts';

type Client = Sight<ClientSide>;
type Verb = 'open' | 'retry' | 'give-up';

const MOST_OFFERS = 5;

/** The screen of a client's player. */
export function clientView(me: Client): RoleView {
  const { reading, servers } = me.state;
  const at = (stage: Want['stage']) => reading.wants.find((want) => want.stage === stage);
  const wanted = at('wanted');
  const asked = at('again') ?? at('waiting');
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [
      button(me, 'open', wanted, 'open'),
      button(me, 'retry', asked, 'retry'),
      button(me, 'give-up', asked ?? wanted, 'give-up'),
    ],
    offers: reading.wants
      .filter((want) => want !== wanted && want !== asked)
      .slice(0, MOST_OFFERS)
      .map((want) => button(me, want.stage === 'wanted' ? 'open' : 'retry', want)),
    neighbours: servers.map((node) => {
      const mine = reading.wants.filter(({ whom }) => whom === node);
      const failed = mine.some(({ stage }) => stage === 'again');
      return {
        node,
        note: said(mine.length > 0 ? 'neighbour.asked' : 'neighbour.server'),
        mood: failed ? 'bad' : 'neutral',
      };
    }),
  };
}

function button(me: Client, verb: Verb, want: Want | undefined, id?: string): VerbOffer {
  if (want === undefined) return me.offer(verb, { want: null }, { id: verb, words: `${verb}.idle` });
  const words = verb === 'retry' && want.stage === 'waiting' ? 'hurry' : verb;
  return me.offer(
    verb,
    { want: want.ref },
    { words, args: { page: pageName(want) }, ...(id === undefined ? {} : { id }) },
  );
}
