import type { Mood } from '../../protocol/views.ts';
import { FACTS, type LogRow, LogType, REASONS, type Said } from '../../sim/index.ts';
import { type SaidKey, say } from '../words/said.ts';
import { allDone } from './all-done.ts';
import { Ring, type SavedRing } from './ring.ts';

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
export interface Story {
  readonly lines: Ring<Line>;
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

export interface StoryFrame {
  /** The machine that all depend on, node 0, or none: peer to peer. */
  readonly central: boolean;
  /** Machines with a goal. */
  readonly goals: ReadonlySet<number>;
  stress(index: number): StressWords | undefined;
}

export function freshStory(size: number): Story {
  return {
    lines: new Ring(KEPT_LINES),
    marks: [],
    finished: [],
    downSince: new Array<number>(size).fill(-1),
    downReason: new Array<number>(size).fill(0),
    begun: new Map(),
    corrupt: { accepted: 0, rejected: 0 },
    trouble: null,
  };
}

export type SavedStory = Omit<Story, 'lines'> & { readonly lines: SavedRing<Line> };

export function saveStory({ lines, ...told }: Story): SavedStory {
  return { ...told, lines: { next: lines.next, kept: lines.last(KEPT_LINES) } };
}

/** A story that goes on from a saved one and takes it over. */
export function restoreStory({ lines, ...told }: SavedStory): Story {
  return { ...told, lines: new Ring(KEPT_LINES, lines) };
}

/** Tells one entry of the log. */
export function tell(story: Story, frame: StoryFrame, { type, time, node, kind, value, reason }: LogRow): void {
  switch (type) {
    case LogType.down:
      return goesDown(story, frame, time, node, reason);
    case LogType.up:
      return comesUp(story, frame, time, node);
    case LogType.stress:
      return stressed(story, frame, time, kind, value === 1);
    case LogType.fact:
      return fact(story, frame, time, node, kind);
    default:
      return;
  }
}

function goesDown(story: Story, { central }: StoryFrame, t: number, node: number, reason: number): void {
  story.downSince[node] = t;
  story.downReason[node] = reason;
  if (REASONS[reason] === 'left') return line(story, t, 'line.left', 'bad', { who: node });
  line(story, t, 'line.down', 'bad', { who: node });
  markOnce(story, t, central && node === 0 ? 'mark.down' : 'mark.machine-down', 'bad');
  story.trouble = { t, said: say('banner.machine-down', { who: node }), mood: 'bad' };
}

/** Back, or there for the first time: a mirror that was added. */
function comesUp(story: Story, { central }: StoryFrame, t: number, node: number): void {
  const added = (story.downSince[node] ?? -1) < 0;
  const left = REASONS[story.downReason[node] ?? 0] === 'left';
  story.downSince[node] = -1;
  story.downReason[node] = 0;
  line(story, t, added ? 'line.added' : 'line.up', 'good', { who: node });
  if (!added && !left) markOnce(story, t, central && node === 0 ? 'mark.up' : 'mark.machine-up', 'good');
}

function stressed(story: Story, { stress }: StoryFrame, t: number, index: number, begins: boolean): void {
  const words = stress(index);
  if (words === undefined || begins === story.begun.has(index)) return;
  if (begins) story.begun.set(index, t);
  else story.begun.delete(index);
  const told = begins ? words.begins : words.ends;
  if (words.secret || told === null) return;
  const args = { words: told };
  line(story, t, 'line.words', begins ? 'bad' : 'good', args);
  mark(story, t, 'mark.words', begins ? 'bad' : 'good', args);
  if (begins) story.trouble = { t, said: say('banner.words', args), mood: 'bad' };
}

function fact(story: Story, frame: StoryFrame, t: number, node: number, kind: number): void {
  switch (FACTS[kind]) {
    case 'done':
      return finishes(story, frame.goals, t, node);
    case 'corrupt-accepted':
      return corrupt(story, t, node, 'accepted');
    case 'corrupt-rejected':
      return corrupt(story, t, node, 'rejected');
    default:
      return;
  }
}

function finishes(story: Story, goals: ReadonlySet<number>, t: number, node: number): void {
  if (!goals.has(node) || story.finished.includes(node)) return;
  const done = story.finished.push(node);
  line(story, t, done === 1 ? 'line.first-done' : 'line.done', 'good', { who: node });
  const before = Math.floor((4 * (done - 1)) / goals.size);
  const quarter = Math.floor((4 * done) / goals.size);
  if (quarter > before && quarter < 4) line(story, t, 'line.share-done', 'good', { share: 25 * quarter });
  if (done === 1) mark(story, t, 'mark.first-done', 'good');
  if (allDone({ goals, story })) {
    line(story, t, 'line.all-done', 'good');
    mark(story, t, 'mark.all-done', 'good');
  } else if (before < 2 && quarter >= 2) mark(story, t, 'mark.half-done', 'good');
}

function corrupt(story: Story, t: number, node: number, what: 'accepted' | 'rejected'): void {
  const times = story.corrupt[what]++;
  if (times % CORRUPT_NEWS !== 0) return;
  line(story, t, `line.corrupt-${what}`, what === 'accepted' ? 'bad' : 'good', { who: node });
}

function line(story: Story, t: number, key: SaidKey, mood: Mood, args?: Said['args']): void {
  story.lines.push({ t, said: say(key, args), mood });
}

/** Many machines that fall at once are one mark. */
function markOnce(story: Story, t: number, key: SaidKey, mood: Mood): void {
  const last = story.marks.at(-1);
  if (last?.t !== t || last.said.key !== key) mark(story, t, key, mood);
}

function mark(story: Story, t: number, key: SaidKey, mood: Mood, args?: Said['args']): void {
  story.marks.push({ t, said: say(key, args), mood });
}
