import type { NodeId, Refusal } from '../../../sim/index.ts';
import type { Me, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { isThrottled, keepRule, refuseClient, THROTTLE_TIME } from './serving.ts';
import { FIRST_CLIENT, type ServerSide } from './terms.ts';

interface Throttled {
  readonly whom: NodeId | null;
}

/** A client gets nothing for a while, from any server. */
export const throttle = {
  whyNot(me: Sight<ServerSide>, { whom }: Throttled): Refusal | undefined {
    if (whom === null) return no('nobody-waits');
    if (whom < FIRST_CLIENT || whom >= me.people) return no('no-such-client');
    return isThrottled(me, whom) ? no('already-throttled', { whom }) : undefined;
  },
  do(me: Me<ServerSide>, { whom }: Throttled): void {
    if (whom === null) return;
    const { state } = me;
    state.rules++;
    const made = { rule: state.rules, who: whom, until: me.now + THROTTLE_TIME };
    keepRule(me, made);
    dismiss(me, whom);
    me.fact('rule-made', whom, made.rule);
    for (const server of state.servers) if (server !== me.id) me.send.rule(server, made);
    remember(state, 'throttled', { whom });
  },
};

/** Its waiting requests leave the queue, and it hears why. */
function dismiss(me: Me<ServerSide>, whom: NodeId): void {
  const waiting = me.queue.filter(({ message }) => message.from === whom);
  me.dropJobs('throttled', ({ message }) => message.from === whom);
  for (const { message } of waiting) {
    const request = me.bodyOf('request', message);
    if (request !== undefined) refuseClient(me, whom, request, message, 'throttled');
  }
}
