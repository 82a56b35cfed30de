import type { NodeId, Refusal } from '../../../sim/index.ts';
import { no, remember } from '../texts.ts';
import { refuse } from './source.ts';
import type { Source, SourceSight } from './terms.ts';

interface About {
  readonly client: NodeId | null;
}

/** A rule about a client: another machine that a person plays. */
function aboutClient(whyNot: (me: SourceSight, client: NodeId) => Refusal | undefined) {
  return (me: SourceSight, { client }: About): Refusal | undefined => {
    if (client === null || client >= me.people) return no('no-such-machine');
    return client === me.id ? no('thats-you') : whyNot(me, client);
  };
}

/** All requests of a client go to the head of the queue. */
export const serve = {
  whyNot: aboutClient(({ state }, client) => {
    const at = state.queue.findIndex((waiting) => waiting.client === client);
    if (at < 0) return no('nothing-waits', { who: client });
    return at === 0 ? no('already-next', { who: client }) : undefined;
  }),
  do(me: Source, { client }: About): void {
    if (client === null) return;
    const { queue } = me.state;
    const own = queue.filter((waiting) => waiting.client === client);
    const others = queue.filter((waiting) => waiting.client !== client);
    queue.splice(0, queue.length, ...own, ...others);
    remember(me.state, 'server.served', { who: client });
    if (me.uplinkLength === 0) me.poke();
  },
};

/** A client has one place in the queue from now on. */
export const throttle = {
  whyNot: aboutClient(({ state }, client) =>
    state.throttled.includes(client) ? no('already-throttled', { who: client }) : undefined,
  ),
  do(me: Source, { client }: About): void {
    if (client === null) return;
    me.state.throttled.push(client);
    me.fact('rule-made', client, client);
    me.fact('rule-kept', client, client);
    remember(me.state, 'server.throttled', { who: client });
    dropAllButOne(me, client);
  },
};

/** A client may ask freely again. */
export const unthrottle = {
  whyNot: aboutClient(({ state }, client) =>
    state.throttled.includes(client) ? undefined : no('not-throttled', { who: client }),
  ),
  do({ state }: Source, { client }: About): void {
    if (client === null) return;
    state.throttled.splice(state.throttled.indexOf(client), 1);
    remember(state, 'server.unthrottled', { who: client });
  },
};

function dropAllButOne(me: Source, client: NodeId): void {
  const { queue } = me.state;
  const kept = queue.find((waiting) => waiting.client === client);
  const dropped = queue.filter((waiting) => waiting.client === client && waiting !== kept);
  for (const waiting of dropped) {
    queue.splice(queue.indexOf(waiting), 1);
    refuse(me, client, waiting.piece, 'throttled');
  }
}
