import { micros, type Reason, seconds } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { remember } from '../texts.ts';
import { copyLedger, replay } from './ledger.ts';
import type { ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** How long each of these keeps the tellers waiting. */
const BACKUP_PAUSE = seconds(0.4);
const RESTORE_PAUSE = seconds(1.5);
const RECOVERY_PAUSE = seconds(0.3);
const REPLAY_PAUSE = micros(2_000);

/** The bank falls: its memory is gone. What was only in memory was lost, though its payers have receipts. */
export function forget(me: Server): void {
  me.state.ledger = null;
  me.state.held = [];
  if (!me.settings.log) loseEntries(me, 'server-down');
}

/** The bank is back: it reads the backup and makes every logged payment again. */
export function recover(me: Server): void {
  const { state } = me;
  if (state.diskLost) return;
  const { length: n } = state.entries;
  state.ledger = replay(state.backup, state.entries);
  pause(me, RECOVERY_PAUSE + REPLAY_PAUSE * n);
  remember(state, 'recovered', { n });
}

/** The disk is gone, ledger and log with it; the backup lies elsewhere. */
export function loseDisk(me: Server): void {
  const { state } = me;
  loseEntries(me, 'none');
  state.ledger = null;
  state.held = [];
  state.diskLost = true;
  state.lostAt = me.now;
  remember(state, 'disk-lost');
}

/** The ledger goes to another disk; the log begins anew. */
export function backUp(me: Server): void {
  const { state } = me;
  if (state.ledger === null) throw new Error('a bank without a ledger backed it up');
  state.backup = copyLedger(state.ledger);
  state.entries = [];
  state.backedUpAt = me.now;
  pause(me, BACKUP_PAUSE);
  remember(state, 'backed-up');
}

/** The ledger as it was when it was last backed up. */
export function restore(me: Server): void {
  const { state } = me;
  state.ledger = copyLedger(state.backup);
  state.diskLost = false;
  pause(me, RESTORE_PAUSE);
  remember(state, 'restored', { seconds: Math.round((state.lostAt - state.backedUpAt) / 1e6) });
}

/** Every teller waits for so long, µs, before its next payment. */
export function pause({ state, now, spec }: Server, span: number): void {
  state.busyUntil = Math.max(state.busyUntil, now) + span;
  state.kept = spec.workers;
}

function loseEntries(me: Server, reason: Reason): void {
  for (const { id, from, amount } of me.state.entries) me.fact('lost-write', from, id, amount, reason);
  me.state.entries = [];
  me.state.unaudited = [];
}
