import { micros, type Net, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import { remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { copyLedger, replay } from './ledger.ts';
import type { ServerState } from './state.ts';

/** How long each of these keeps the tellers waiting. */
const BACKUP_PAUSE = seconds(0.4);
const RESTORE_PAUSE = seconds(1.5);
const RECOVERY_PAUSE = seconds(0.3);
const REPLAY_PAUSE = micros(2_000);

/** The bank falls: its memory is gone. What was only in memory was lost, though its payers have receipts. */
export function bankDown(net: Net, self: NodeId, state: ServerState, settings: Settings): void {
  state.ledger = null;
  state.held = [];
  if (!settings.log) loseEntries(net, self, state, 'server-down');
}

/** The bank is back: it reads the backup and makes every logged payment again. */
export function bankUp(net: Net, self: NodeId, state: ServerState): void {
  if (state.diskLost) return;
  state.ledger = replay(state.backup, state.entries);
  pause(net, self, state, RECOVERY_PAUSE + REPLAY_PAUSE * state.entries.length);
  remember(state, 'recovered', { n: state.entries.length });
}

/** The disk is gone, ledger and log with it; the backup lies elsewhere. */
export function diskGone(net: Net, self: NodeId, state: ServerState): void {
  loseEntries(net, self, state, 'none');
  state.ledger = null;
  state.held = [];
  state.diskLost = true;
  state.lostAt = net.now;
  remember(state, 'disk-lost');
}

/** The ledger goes to another disk; the log begins anew. */
export function backUp(net: Net, self: NodeId, state: ServerState): void {
  if (state.ledger === null) throw new Error('a bank without a ledger backed it up');
  state.backup = copyLedger(state.ledger);
  state.entries = [];
  state.backedUpAt = net.now;
  pause(net, self, state, BACKUP_PAUSE);
  remember(state, 'backed-up');
}

/** The ledger as it was when it was last backed up. */
export function restore(net: Net, self: NodeId, state: ServerState): void {
  state.ledger = copyLedger(state.backup);
  state.diskLost = false;
  pause(net, self, state, RESTORE_PAUSE);
  remember(state, 'restored', { seconds: Math.round((state.lostAt - state.backedUpAt) / 1e6) });
}

/** Every teller waits for so long, µs, before its next payment. */
export function pause(net: Net, self: NodeId, state: ServerState, span: number): void {
  state.busyUntil = Math.max(state.busyUntil, net.now) + span;
  state.kept = net.spec(self).workers;
}

function loseEntries(net: Net, self: NodeId, state: ServerState, reason: Reason): void {
  for (const { id, from, amount } of state.entries) net.fact('lost-write', self, from, id, amount, reason);
  state.entries = [];
  state.unaudited = [];
}
