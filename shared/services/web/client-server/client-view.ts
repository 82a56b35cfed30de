import type { Run } from '../../../sim/index.ts';
import type { PlayerView, VerbOffer } from '../../contract.ts';
import type { Want } from '../reading.ts';
import { idleOffer, offer, pageName, readingStatus, say } from '../saying.ts';
import type { Settings } from '../settings.ts';
import { whyNot } from './client.ts';
import type { ClientState } from './state.ts';

const MOST_OFFERS = 5;

export function clientView(run: Run, state: ClientState, settings: Settings): PlayerView {
  const { reading, servers } = state;
  const wanted = reading.wants.find((want) => want.stage === 'wanted');
  const asked =
    reading.wants.find((want) => want.stage === 'again') ?? reading.wants.find((want) => want.stage === 'waiting');
  const hopeless = asked ?? wanted;
  const shown = [wanted, asked];
  return {
    role: 'client',
    ...readingStatus(reading.wants),
    job: { label: say('job.read'), done: Math.min(reading.got, settings.quota), total: settings.quota },
    verbs: [
      wanted === undefined ? idleOffer('open', 'open', 'nothing-wanted') : verb(run, wanted, 'open', settings),
      asked === undefined ? idleOffer('retry', 'retry', 'nothing-asked') : verb(run, asked, 'retry', settings),
      hopeless === undefined
        ? idleOffer('give-up', 'give-up', 'nothing-wanted')
        : verb(run, hopeless, 'give-up', settings),
    ],
    offers: reading.wants
      .filter((want) => !shown.includes(want))
      .slice(0, MOST_OFFERS)
      .map((want) => {
        const type = want.stage === 'wanted' ? 'open' : 'retry';
        return { ...verb(run, want, type, settings), id: `${type}-${want.ref}` };
      }),
    neighbours: servers.map((node) => ({
      node,
      note: say(reading.wants.some((want) => want.whom === node) ? 'note.asked' : 'note.server'),
      mood: reading.wants.some((want) => want.whom === node && want.stage === 'again') ? 'bad' : 'neutral',
    })),
    recent: reading.recent,
  };
}

function verb(run: Run, want: Want, type: 'open' | 'retry' | 'give-up', settings: Settings): VerbOffer {
  const blocked = whyNot(run.net, want, type, settings)?.said;
  const words = type === 'retry' && want.stage === 'waiting' ? 'hurry' : type;
  return offer(type, words, { page: pageName(want) }, { type, want: want.ref }, blocked);
}
