import type { Reason } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { newReading } from '../reading.ts';
import { nextChosen } from '../request-queue.ts';
import { dropWants } from '../wants.ts';
import { fetchCame, giftCame, pageCame, refusalCame, servePage } from './exchange.ts';
import { hashCame, hashPleaseCame } from './hash-check.ts';
import { haveCame, searchCame } from './search.ts';
import type { PeerSide } from './terms.ts';

/** How many searches a machine remembers; a prime, so that a machine's searches don't share places. */
const MEMORY = 61;

/** What all machines do alike, the one with the originals included. */
export const MACHINE = {
  init: ({ id, settings }) => ({
    reading: newReading(),
    neighbours: settings.neighboursOf[id] ?? [],
    copies: [],
    seen: new Array<number>(MEMORY).fill(0),
    notes: [],
    checking: [],
    chosen: [],
    takers: {},
    served: 0,
    gifts: 0,
    recent: [],
  }),
  down(me: Me<PeerSide>, reason: Reason) {
    dropWants(me, reason);
    me.state.checking = [];
    me.state.chosen = [];
  },
  on: {
    search: searchCame,
    have: haveCame,
    fetch: fetchCame,
    page: pageCame,
    refusal: refusalCame,
    'hash-please': hashPleaseCame,
    hash: hashCame,
    gift: giftCame,
  },
  served: { fetch: servePage },
  pick: (me, queue) => Math.max(0, nextChosen(me, queue)),
} satisfies Partial<Role<PeerSide>>;
