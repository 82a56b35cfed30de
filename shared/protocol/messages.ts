import { z } from 'zod';
import type { Refusal } from '../sim/index.ts';
import { idFormat } from './commands.ts';
import type { RosterDiff } from './roster-diff.ts';
import type { SeatPart } from './seat-diff.ts';
import type { BoardFrame, DeskView, SceneView, SeatView } from './views.ts';

/** POST /api/classes: a lesson, or one scenario as a lesson of its own; `password` where opening classes is kept for teachers. */
export const openFormat = z.object({
  lesson: idFormat.optional(),
  scenario: idFormat.optional(),
  alone: z.boolean().optional(),
  password: z.string().max(1_000).optional(),
});
/** POST /api/classes/:code/seats. `device` is a random id that the browser keeps, so that a kick holds on it. */
export const joinFormat = z.object({
  name: z.string().max(100_000),
  device: z.string().min(8).max(64),
  /** For the seat of this name, which is on another device. */
  seatCode: z.string().max(500).optional(),
});
/** POST /matchmake/joinById/:code, with the claim in a header. */
export const pageAttemptFormat = z.object({ page: z.string().min(8).max(64), attempt: z.number().int().min(0) });

/** Which page asks to be connected (a random name that it keeps until it is closed), and how often it has asked before. */
export interface PageAttempt {
  readonly page: string;
  readonly attempt: number;
}
export interface OpenedAnswer {
  readonly code: string;
  readonly key: string;
}
export interface SeatAnswer {
  readonly seat: string;
  readonly token: string;
  readonly name: string;
}
/** GET /api/classes/:code/seats/:seat/code, with the desk's key; POST makes a new one. null: it has none yet. */
export interface SeatCodeAnswer {
  readonly code: string | null;
}
/** Every "no" over HTTP and in the answer to a command. */
export interface RefusedAnswer {
  readonly ok: false;
  readonly refusal: Refusal;
}
export type CommandAnswer = { readonly ok: true } | RefusedAnswer;

/** GET /api/classes/:code, before joining. */
export interface ClassAnswer {
  readonly code: string;
  readonly title: string;
  readonly locked: boolean;
  readonly suggestedNames: boolean;
  /** It has come to its last phase. */
  readonly ended: boolean;
  /** The secret of its links: who shows it need not wait where others have typed wrong codes. */
  readonly link: string;
  /** A few names that are free. */
  readonly names: readonly string[];
}

/** GET /api/lessons */
export interface LessonLine {
  readonly kind: 'lesson' | 'scenario';
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly minutes: number;
  readonly services: readonly string[];
}

/** PUT /api/classes/:code/address, with the desk's key: the `id` of a candidate. */
export const addressChoiceFormat = z.object({ id: z.string().min(1).max(300) });

/** A board that is connected. GET /api/classes/:code/boards, with the desk's key; POST to its `/:id/remove` sends it away. */
export interface BoardLine {
  readonly id: string;
  /** By a desk; else with the code alone. */
  readonly opened: boolean;
  /** Since it came. */
  readonly minutes: number;
}
export interface BoardsAnswer {
  readonly boards: readonly BoardLine[];
}

/** An address that students may be sent to. */
export interface AddressLine {
  /** Stays the same while the address may change: what a choice is kept by. */
  readonly id: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** `set` by the server's owner; `opened`: where the desk was opened; the others: what its network seems to be. */
  readonly kind: 'set' | 'opened' | 'network' | 'narrow' | 'inner' | 'tunnel' | 'unassigned';
  /** The name of the computer's network interface, for the desk alone. */
  readonly network: string | null;
  /** Devices of students that came in by it, at most 3. */
  readonly devices: number;
}

/** GET /api/classes/:code/address: where other devices reach this class. The desk's key opens more of it. */
export interface AddressAnswer {
  /** What links, QR codes and boards say. */
  readonly url: string;
  /** The secret of links for students, which stands behind their hash. */
  readonly link: string;
  /** That of the link by which a desk opens a board; null for everybody else. */
  readonly board: string | null;
  /** `no-network` and `only-here`, as the server was told: `url` opens on the server's own computer alone. */
  readonly reach: 'others' | 'no-network' | 'only-here';
  /** What there is to choose from, the likeliest first; empty while there is no network. */
  readonly candidates: readonly AddressLine[];
  /** What was chosen, whether or not it is there just now; null when nothing was. */
  readonly chosen: string | null;
}

/**
 * The room's messages. A page registers its handlers, then sends the request `hello` and gets everything once; from then on the
 * server sends what changed. `student` and `instructor` are requests with a command, answered with a `CommandAnswer`.
 */
export interface ServerMessages {
  /** Whole: after a hello, and when a run begins or ends. */
  readonly seat: SeatView;
  /** What has changed since then. */
  readonly 'seat-part': SeatPart;
  readonly desk: DeskView;
  readonly roster: RosterDiff;
  readonly scene: SceneView;
  readonly frame: BoardFrame;
  /** The seat was taken away (kick) or the class is over. */
  readonly goodbye: Refusal;
}
