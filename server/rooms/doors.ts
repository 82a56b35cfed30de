import { matchMaker } from '@colyseus/core';
import { CLOSE } from '../../shared/protocol/close.ts';
import { refusal } from '../refusals.ts';
import type { Hall } from './hall.ts';
import type { LiveClass } from './live-class.ts';

/** The rooms of this process, by the code of their class. */
export interface Doors {
  readonly halls: Map<string, Hall>;
  /** Makes a class reachable. The house has reserved its code, so that the framework never sees one twice. */
  readonly open: (live: LiveClass) => Promise<void>;
  /** Sends everybody away and takes the room down. */
  readonly shut: (live: LiveClass) => Promise<void>;
  /** Sends everybody away who will come back when the server does. */
  readonly closeAll: () => void;
}

export function newDoors(room: string): Doors {
  const halls = new Map<string, Hall>();
  return {
    halls,
    open: async ({ code }) => void (await matchMaker.createRoom(room, { code })),
    shut: async ({ code }) => {
      halls.get(code)?.close(refusal('ended'), CLOSE.over);
      await matchMaker.getLocalRoomById(code)?.disconnect(CLOSE.over);
    },
    closeAll: () => {
      for (const hall of halls.values()) hall.close(undefined, CLOSE.restart);
    },
  };
}
