import { printable } from './journal-lines.ts';
import type { CheckpointState, Standing } from './journal-replay.ts';

const WIDTH = 11;

const CHECKPOINTS: { readonly [State in CheckpointState]: string } = {
  none: 'none',
  unreadable: 'of another version of the program, or damaged: not compared',
  'of-another': 'taken after an entry that this journal does not have',
  agrees: 'agrees',
  differs: 'differs from what the entries lead to',
};

/** Where a class stands, as text for people. */
export function standingAsText(standing: Standing): string {
  const { code, place, title, entries, time, hash, seats, checkpoint } = standing;
  const connected = seats.filter((seat) => seat.connected).length;
  const lines = [
    row('Class', `${code}, ${place}: ${title}`),
    row('Entries', `${entries}, up to ${time} s`),
    row('Phase', phaseOf(standing)),
    row('Seats', `${seats.length}, ${connected} connected`),
    ...seats.map(seatRow),
    row('Run', hash ?? 'none yet'),
    row('Checkpoint', CHECKPOINTS[checkpoint]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** Whether something is wrong that another version of the program doesn't explain. */
export function isContradicted({ checkpoint }: Standing): boolean {
  return checkpoint === 'differs' || checkpoint === 'of-another';
}

function phaseOf({ phase, round, rounds, run, architecture, over }: Standing): string {
  const place = phase === 'lobby' || phase === 'end' ? [] : [`round ${round} of ${rounds}, run ${run}`];
  return [phase, ...place, ...(architecture === null ? [] : [architecture]), ...(over ? ['over'] : [])].join(', ');
}

function seatRow({ name, node, role, connected }: Standing['seats'][number]): string {
  const machine = node < 0 ? 'no machine' : `machine ${node}${role === null ? '' : ` (${role})`}`;
  return row('', `${name}: ${machine}, ${connected ? 'connected' : 'away'}`);
}

function row(title: string, text: string): string {
  return `${title.padEnd(WIDTH)} ${text}`;
}
