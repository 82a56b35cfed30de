import type { Actor, Command } from '../../shared/class/index.ts';
import { instructorFormat, studentFormat } from '../../shared/protocol/commands.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { refusal } from '../refusals.ts';
import type { Viewer } from './viewer.ts';

export type MessageKind = 'student' | 'instructor';

/** Reads a message as a command of the connection's viewer, or says why it isn't one. */
export function readCommand(
  kind: MessageKind,
  viewer: Viewer,
  payload: unknown,
): { readonly command: Command; readonly actor: Actor } | { readonly refusal: Refusal } {
  const actor = actorOf(kind, viewer);
  if (actor === undefined) return { refusal: refusal('not-allowed') };
  const read = (kind === 'student' ? studentFormat : instructorFormat).safeParse(payload);
  return read.success ? { command: read.data, actor } : { refusal: refusal('malformed') };
}

export function refused(why: Refusal): CommandAnswer {
  return { ok: false, refusal: why };
}

function actorOf(kind: MessageKind, viewer: Viewer): Actor | undefined {
  if (kind === 'student' && viewer.kind === 'seat') return { kind: 'student', seat: viewer.seat };
  return kind === 'instructor' && viewer.kind === 'desk' ? { kind: 'instructor' } : undefined;
}
