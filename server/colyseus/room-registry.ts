import { matchMaker } from '@colyseus/core';
import type { Classroom } from '../../shared/class/index.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { BoardLine } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { Audience } from '../audience/audience.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { refusal } from '../refusals.ts';

/** The rooms of this process, by the code of their class. */
export interface RoomRegistry {
  readonly audiences: Map<string, Audience>;
  /** Every class that can be reached, for the server's own sums. */
  readonly classrooms: () => Iterable<Classroom>;
  readonly isWatched: (code: string) => boolean;
  readonly boards: (code: string) => readonly BoardLine[];
  /** @returns whether there was such a board */
  readonly removeBoard: (code: string, id: string) => boolean;
  /** Makes a class reachable. The class registry has reserved its code, so that the framework never sees one twice. */
  readonly open: (runner: ClassRunner) => Promise<void>;
  /** Disconnects everybody and disposes of the room. */
  readonly shut: (runner: ClassRunner) => Promise<void>;
  /** Takes the room of a class down that goes on when somebody asks for it. */
  readonly takeDown: (runner: ClassRunner) => Promise<void>;
  /** Disconnects everybody; they come back when the server does. */
  readonly closeAll: () => void;
}

export function newRoomRegistry(room: string): RoomRegistry {
  const audiences = new Map<string, Audience>();
  const end = async (code: string, why: Refusal | undefined, closeCode: number) => {
    audiences.get(code)?.close(why, closeCode);
    await matchMaker.getLocalRoomById(code)?.disconnect(closeCode);
  };
  return {
    audiences,
    classrooms: () => Array.from(audiences.values(), ({ runner }) => runner.latest),
    isWatched: (code) => audiences.get(code)?.isWatched ?? false,
    boards: (code) => audiences.get(code)?.boards() ?? [],
    removeBoard: (code, id) => audiences.get(code)?.removeBoard(id) ?? false,
    open: async ({ code }) => void (await matchMaker.createRoom(room, { code })),
    shut: ({ code }) => end(code, refusal('ended'), CLOSE.over),
    takeDown: ({ code }) => end(code, undefined, CLOSE.restart),
    closeAll: () => {
      for (const audience of audiences.values()) audience.close(undefined, CLOSE.restart);
    },
  };
}
