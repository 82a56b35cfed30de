import { z } from 'zod';
import type { InstructorCommand, StudentCommand } from '../class/command.ts';
import type { BoardFrame, DeskView, SceneView, SeatLine, SeatView } from '../class/views.ts';
import { ARCHITECTURES, type Refusal } from '../sim/index.ts';
import type { SeatPart } from './seat-part.ts';

const choice = z.enum([...ARCHITECTURES, 'same']);
const id = z.string().min(1).max(64);
const value = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);
const field = z.union([value, z.array(z.union([z.string().max(64), z.number()])).max(64)]);
const params = z.record(z.string().max(40), z.union([z.string().max(64), z.number(), z.boolean()]));

/** A verb on the own machine: a name and a few plain fields. */
export const actionFormat = z
  .object({ type: z.string().min(1).max(40) })
  .catchall(field)
  .refine((action) => Object.keys(action).length <= 8, 'an action has at most eight fields');

const numbered = { id, number: z.number().int().min(1) };
const inPhase = { epoch: z.number().int().min(0) };
const onClock = { revision: z.number().int().min(0) };

/** What a student's socket may ask for. */
export const studentFormat = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('predict'),
    prediction: z.object({
      better: choice,
      sure: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      finish: z.number().min(0).max(100),
    }),
    ...numbered,
    ...inPhase,
  }),
  z.object({ type: z.literal('act'), action: actionFormat, ...numbered, ...inPhase }),
  z.object({ type: z.literal('vote'), better: choice, ...numbered, ...inPhase }),
]) satisfies z.ZodType<StudentCommand>;

/** What the instructor's socket may ask for. */
export const instructorFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), ...inPhase }),
  z.object({ type: z.literal('next'), ...inPhase }),
  z.object({ type: z.literal('back'), ...inPhase }),
  z.object({ type: z.literal('pause'), ...onClock }),
  z.object({ type: z.literal('resume'), ...onClock }),
  z.object({ type: z.literal('extend'), seconds: z.number().min(5).max(600), ...inPhase }),
  z.object({ type: z.literal('lock'), on: z.boolean() }),
  z.object({ type: z.literal('suggested-names'), on: z.boolean() }),
  z.object({ type: z.literal('only-opened-boards'), on: z.boolean() }),
  z.object({ type: z.literal('rename'), seat: id, name: z.string().max(4_000) }),
  z.object({ type: z.literal('new-name'), seat: id, instead: z.string().max(4_000) }),
  z.object({ type: z.literal('kick'), seat: id }),
  z.object({ type: z.literal('remove-newcomers'), ...inPhase }),
  z.object({ type: z.literal('role'), seat: id, role: id, ...inPhase }),
  z.object({ type: z.literal('bots'), fillTo: z.number().int().min(0).max(300) }),
  z.object({ type: z.literal('stress'), id, params, uses: z.number().int().min(0), ...inPhase }),
  z.object({ type: z.literal('stress-end'), index: z.number().int().min(0), ...inPhase }),
  z.object({ type: z.literal('end'), ...inPhase }),
]) satisfies z.ZodType<InstructorCommand>;

/** POST /api/classes: a lesson, or one scenario as a lesson of its own; `password` where opening classes is kept for teachers. */
export const openFormat = z.object({
  lesson: id.optional(),
  scenario: id.optional(),
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
  readonly roster: { readonly lines: readonly SeatLine[]; readonly gone: readonly string[] };
  readonly scene: SceneView;
  readonly frame: BoardFrame;
  /** The seat was taken away (kick) or the class is over. */
  readonly goodbye: Refusal;
}
