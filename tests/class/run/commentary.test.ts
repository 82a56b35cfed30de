import { expect, test } from 'vitest';
import { type CommentaryFrame, freshCommentary, tell } from '../../../shared/class/run/commentary.ts';
import { type LogRow, LogType, REASONS } from '../../../shared/sim/index.ts';

const CRASHED = REASONS.indexOf('server-down');
const LEFT = REASONS.indexOf('left');

/** What is told of machines that go and come: the log's lines and the time line's marks, by their keys. */
function told(central: boolean, ...events: readonly (readonly [type: LogType, node: number, reason?: number])[]) {
  const commentary = freshCommentary(4);
  const frame: CommentaryFrame = {
    central,
    goals: new Set(),
    stress: () => ({ begins: null, ends: null, secret: false }),
  };
  const row: LogRow = {
    seq: 0,
    type: LogType.stress,
    time: 5,
    node: 0,
    peer: -1,
    kind: 0,
    value: 1,
    ref: 0,
    reason: 0,
  };
  tell(commentary, frame, row);
  for (const [type, node, reason = 0] of events) tell(commentary, frame, { ...row, type, node, value: 0, reason });
  return {
    lines: commentary.lines.since(0).map(({ said }) => said.key),
    marks: commentary.marks.map(({ said }) => said.key),
    commentary,
  };
}

test('A crash is told once, by the machine that it hit', () => {
  const { lines, marks } = told(true, [LogType.down, 0, CRASHED], [LogType.up, 0]);
  expect(lines).toEqual(['line.down', 'line.up']);
  expect(marks).toEqual(['mark.down', 'mark.up']);
});

test('Peer to peer no machine is the server, and many that fall at once are one mark and a banner with a name', () => {
  const { lines, marks, commentary } = told(false, [LogType.down, 0, CRASHED], [LogType.down, 3, CRASHED]);
  expect(lines).toEqual(['line.down', 'line.down']);
  expect(marks).toEqual(['mark.machine-down']);
  expect(commentary.trouble?.said).toEqual({ key: 'banner.machine-down', args: { who: 3 } });
});

test('A machine that was never down was added; one that left and came back is no mark', () => {
  const { lines, marks } = told(true, [LogType.up, 2], [LogType.down, 1, LEFT], [LogType.up, 1]);
  expect(lines).toEqual(['line.added', 'line.left', 'line.up']);
  expect(marks).toEqual([]);
});
