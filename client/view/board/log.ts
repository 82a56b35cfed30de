import type { BoardFrame } from './source.ts';

export type LogLine = BoardFrame['lines'][number] & { readonly id: number };

/** The event log in words, newest first. */
export interface Log {
  readonly runId: string;
  readonly lines: readonly LogLine[];
  readonly finished: number;
}

const MOST_LINES = 60;

export function newLog(runId: string): Log {
  return { runId, lines: [], finished: 0 };
}

/** Adds a frame's lines; a new run begins a new log. The same log comes back if there is nothing new. */
export function addLines(log: Log, frame: BoardFrame): Log {
  const base = frame.runId === log.runId ? log : newLog(frame.runId);
  if (frame.lines.length + frame.finished.length === 0) return base;
  const nextId = (base.lines[0]?.id ?? -1) + 1;
  const added = frame.lines.map((line, index) => ({ ...line, id: nextId + index })).reverse();
  return {
    runId: frame.runId,
    lines: [...added, ...base.lines].slice(0, MOST_LINES),
    finished: base.finished + frame.finished.length,
  };
}
