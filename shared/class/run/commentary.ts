import type { Mood } from '../../protocol/views.ts';
import { FACTS, type LogRow, LogType, REASONS, type Said } from '../../sim/index.ts';
import { say, type TextKey } from '../words/text-keys.ts';
import { allDone } from './all-done.ts';
import { RecentWindow, type SavedWindow } from './recent-window.ts';

/** `t` in µs. */
export interface Line {
  readonly t: number;
  readonly said: Said;
  readonly mood: Mood;
}

/** What is known of a stress in the run: its words, and whether they may be told before the reveal. */
export interface StressWords {
  readonly begins: string | null;
  readonly ends: string | null;
  readonly secret: boolean;
}

/** The run told in words: lines for the log, the few that stand on the time line, and who finished. */
export interface Commentary {
  readonly lines: RecentWindow<Line>;
  readonly marks: Line[];
  /** Nodes in the order in which they finished. */
  readonly finished: number[];
  /** Per node: since when it is down (µs) and the reason's code; -1 while up. */
  readonly downSince: number[];
  readonly downReason: number[];
  /** When the stresses that are active began (µs), by index; each has several entries, one a target. */
  readonly begun: Map<number, number>;
  corrupt: { accepted: number; rejected: number };
  /** The last trouble that everybody may know. */
  trouble: Line | null;
}

const KEPT_LINES = 200;
/** Corrupt items come by the hundred: the first is news, then every tenth. */
const CORRUPT_NEWS = 10;

export interface CommentaryFrame {
  /** The machine that all depend on, node 0, or none: peer to peer. */
  readonly central: boolean;
  /** Machines with a goal. */
  readonly goals: ReadonlySet<number>;
  stress(index: number): StressWords | undefined;
}

export function freshCommentary(size: number): Commentary {
  return {
    lines: new RecentWindow(KEPT_LINES),
    marks: [],
    finished: [],
    downSince: new Array<number>(size).fill(-1),
    downReason: new Array<number>(size).fill(0),
    begun: new Map(),
    corrupt: { accepted: 0, rejected: 0 },
    trouble: null,
  };
}

export type SavedCommentary = Omit<Commentary, 'lines'> & { readonly lines: SavedWindow<Line> };

export function saveCommentary({ lines, ...told }: Commentary): SavedCommentary {
  return { ...told, lines: { next: lines.next, kept: lines.last(KEPT_LINES) } };
}

/** A commentary that goes on from a saved one and takes it over. */
export function restoreCommentary({ lines, ...told }: SavedCommentary): Commentary {
  return { ...told, lines: new RecentWindow(KEPT_LINES, lines) };
}

/** Tells one entry of the log. */
export function tell(
  commentary: Commentary,
  frame: CommentaryFrame,
  { type, time, node, kind, value, reason }: LogRow,
): void {
  switch (type) {
    case LogType.down:
      return goesDown(commentary, frame, time, node, reason);
    case LogType.up:
      return comesUp(commentary, frame, time, node);
    case LogType.stress:
      return stressed(commentary, frame, time, kind, value === 1);
    case LogType.fact:
      return fact(commentary, frame, time, node, kind);
    default:
      return;
  }
}

function goesDown(commentary: Commentary, { central }: CommentaryFrame, t: number, node: number, reason: number): void {
  commentary.downSince[node] = t;
  commentary.downReason[node] = reason;
  if (REASONS[reason] === 'left') return line(commentary, t, 'line.left', 'bad', { who: node });
  line(commentary, t, 'line.down', 'bad', { who: node });
  markOnce(commentary, t, central && node === 0 ? 'mark.down' : 'mark.machine-down', 'bad');
  commentary.trouble = { t, said: say('banner.machine-down', { who: node }), mood: 'bad' };
}

/** Back, or there for the first time: a mirror that was added. */
function comesUp(commentary: Commentary, { central }: CommentaryFrame, t: number, node: number): void {
  const added = (commentary.downSince[node] ?? -1) < 0;
  const left = REASONS[commentary.downReason[node] ?? 0] === 'left';
  commentary.downSince[node] = -1;
  commentary.downReason[node] = 0;
  line(commentary, t, added ? 'line.added' : 'line.up', 'good', { who: node });
  if (!added && !left) markOnce(commentary, t, central && node === 0 ? 'mark.up' : 'mark.machine-up', 'good');
}

function stressed(
  commentary: Commentary,
  { stress }: CommentaryFrame,
  t: number,
  index: number,
  begins: boolean,
): void {
  const words = stress(index);
  if (words === undefined || begins === commentary.begun.has(index)) return;
  if (begins) commentary.begun.set(index, t);
  else commentary.begun.delete(index);
  const told = begins ? words.begins : words.ends;
  if (words.secret || told === null) return;
  const args = { words: told };
  line(commentary, t, 'line.words', begins ? 'bad' : 'good', args);
  mark(commentary, t, 'mark.words', begins ? 'bad' : 'good', args);
  if (begins) commentary.trouble = { t, said: say('banner.words', args), mood: 'bad' };
}

function fact(commentary: Commentary, frame: CommentaryFrame, t: number, node: number, kind: number): void {
  switch (FACTS[kind]) {
    case 'done':
      return finishes(commentary, frame.goals, t, node);
    case 'corrupt-accepted':
      return corrupt(commentary, t, node, 'accepted');
    case 'corrupt-rejected':
      return corrupt(commentary, t, node, 'rejected');
    default:
      return;
  }
}

function finishes(commentary: Commentary, goals: ReadonlySet<number>, t: number, node: number): void {
  if (!goals.has(node) || commentary.finished.includes(node)) return;
  const done = commentary.finished.push(node);
  line(commentary, t, done === 1 ? 'line.first-done' : 'line.done', 'good', { who: node });
  const before = Math.floor((4 * (done - 1)) / goals.size);
  const quarter = Math.floor((4 * done) / goals.size);
  if (quarter > before && quarter < 4) line(commentary, t, 'line.share-done', 'good', { share: 25 * quarter });
  if (done === 1) mark(commentary, t, 'mark.first-done', 'good');
  if (allDone({ goals, commentary })) {
    line(commentary, t, 'line.all-done', 'good');
    mark(commentary, t, 'mark.all-done', 'good');
  } else if (before < 2 && quarter >= 2) mark(commentary, t, 'mark.half-done', 'good');
}

function corrupt(commentary: Commentary, t: number, node: number, what: 'accepted' | 'rejected'): void {
  const times = commentary.corrupt[what]++;
  if (times % CORRUPT_NEWS !== 0) return;
  line(commentary, t, `line.corrupt-${what}`, what === 'accepted' ? 'bad' : 'good', { who: node });
}

function line(commentary: Commentary, t: number, key: TextKey, mood: Mood, args?: Said['args']): void {
  commentary.lines.push({ t, said: say(key, args), mood });
}

/** Many machines that fall at once are one mark. */
function markOnce(commentary: Commentary, t: number, key: TextKey, mood: Mood): void {
  const last = commentary.marks.at(-1);
  if (last?.t !== t || last.said.key !== key) mark(commentary, t, key, mood);
}

function mark(commentary: Commentary, t: number, key: TextKey, mood: Mood, args?: Said['args']): void {
  commentary.marks.push({ t, said: say(key, args), mood });
}
