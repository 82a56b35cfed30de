import { seconds } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { type Answer, type ClientSide, SERVER } from './terms.ts';

type Client = Me<ClientSide>;

/** Stands for a thief's requests where a task's number is. */
const STOLEN = 0;
/** A thief with somebody's badge looks up a record so often. */
const THEFT_EVERY = seconds(1.2);
/** A revoked copy opens nothing: the thief needs so long to copy the owner's new badge. */
const COPIES_AGAIN = seconds(12);

/** Somebody has a copy of this machine's badge and uses it from now on. */
export function takeUpTheft(me: Client): void {
  if (me.hasTrait('breached')) me.after.theft(THEFT_EVERY);
}

export function theft(me: Client): void {
  const { state } = me;
  if (!me.hasTrait('breached')) return;
  const record = me.random('thief').below(me.settings.records);
  if (state.copyRefused) {
    state.copyRefused = false;
    state.copy++;
    me.after.theft(COPIES_AGAIN);
    return;
  }
  me.send.query(SERVER, { task: STOLEN, record, change: false, copy: state.copy });
  me.after.theft(THEFT_EVERY);
}

/** Was this the thief's to hear? Then the owner of the badge learns nothing of it. */
export function isForThief({ state }: Client, { task, why }: Answer): boolean {
  if (task !== STOLEN) return false;
  state.copyRefused ||= why === 'no-badge';
  return true;
}
