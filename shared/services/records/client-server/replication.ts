import type { NodeId } from '../../../sim/index.ts';
import type { ActionRule, Me, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { replicaAt, type ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** How many replicas a request goes to. Each added replica takes part in one more of the writes: quorums that overlapped go on doing so. */
export function quorumFor({ settings, state: { replicas } }: Server, change: boolean): number {
  const added = Math.max(0, replicas.length - settings.replicas);
  return Math.min(change ? settings.writeQuorum + added : settings.readQuorum, replicas.length);
}

/**
 * A disk in the machine room is gone: the first replica's. It goes on with nothing, until another takes its place. A front that is down
 * finds out when it is back.
 */
export function loseDisk(me: Server): void {
  const { replicas, empty } = me.state;
  me.state.diskLost = !me.isUp;
  if (!me.isUp) return;
  const [first] = replicas;
  if (first === undefined) return;
  me.send.copy(first, {});
  if (!empty.includes(first)) empty.push(first);
  remember(me.state, 'replica-empty');
}

/** The first spare is switched on and gets a copy of everything; it takes the place of a replica that lost its disk, if there is one. */
export const addReplica: ActionRule<ServerSide, 'add-replica'> = {
  whyNot: (me) => (spareOf(me) === undefined ? no('no-spare') : undefined),
  do(me) {
    const { state } = me;
    const spare = spareOf(me);
    if (spare === undefined) throw new Error('there is no spare machine');
    me.turnOn(spare);
    me.send.copy(spare, { ...state.latest });
    state.replicas.push(spare);
    const empty = state.empty.shift();
    if (empty !== undefined) state.replicas.splice(state.replicas.indexOf(empty), 1);
    remember(state, 'replica');
  },
};

function spareOf({ people, settings, state }: Sight<ServerSide>): NodeId | undefined {
  const spares = Array.from({ length: settings.spares }, (_, index) => replicaAt(people, settings.replicas + index));
  return spares.find((node) => !state.replicas.includes(node));
}
