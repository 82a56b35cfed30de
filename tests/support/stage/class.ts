import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Client, LocalDriver, LocalPresence, matchMaker, Room } from '@colyseus/core';
import { Encoder } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { RequestHandler } from 'express';
import type { Command } from '../../../shared/class/decide/command.ts';
import { readClaim } from '../../../shared/protocol/claim.ts';
import type { CommandAnswer, LessonLine } from '../../../shared/protocol/messages.ts';
import { PublicState } from '../../../shared/protocol/public-state.ts';
import type { PublicView } from '../../../shared/protocol/public-view.ts';
import { encodePublic } from '../../../shared/protocol/public-view.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { BoardFrame, DeskView, SceneView, SeatLine, SeatView } from '../../../shared/protocol/views.ts';
import type { Refusal } from '../../../shared/sim/index.ts';
import { type Answers, stagedHttp } from './http.ts';

/** All that a staged class shows: views by hand, no rules behind them. */
export interface Scene {
  /** Of the protocol; this program's own if not given. */
  readonly version?: number;
  readonly view: PublicView;
  readonly instructor: boolean;
  readonly seat: SeatView;
  readonly desk: DeskView;
  readonly roster: readonly SeatLine[];
  readonly network?: SceneView;
  readonly frame?: BoardFrame;
}

/** A server that speaks as the real one does and says what a test tells it to say. One for each process. */
export interface Stage {
  readonly url: string;
  readonly code: string;
  /** Every command that came in. */
  readonly commands: Command[];
  show(scene: Scene): void;
  /** How commands and joins are answered from now on; undefined: with yes. */
  refuse(refusal: Refusal | undefined): void;
  /** How files of the pages are asked for and answered from now on; undefined: as they are. */
  serve(handler: RequestHandler | undefined): void;
  /** Cuts every live connection; they may come back unless `shut`. */
  cut(): void;
  close(): Promise<void>;
}

interface Told extends Answers {
  readonly commands: Command[];
  readonly rooms: Set<StagedRoom>;
}

let told: Told | undefined;

class StagedRoom extends Room<{ state: PublicState; client: Client<{ auth: { kind: string } }> }> {
  override state = new PublicState();
  override autoDispose = false;
  override messages = {
    hello: (client: Client) => this.hello(client),
    student: (_client: Client, command: Command) => answerOf(command),
    instructor: (_client: Client, command: Command) => answerOf(command),
  };

  static override async onAuth(token: string) {
    return readClaim(token);
  }

  override onCreate({ code }: { code: string }): void {
    this.roomId = code;
    told?.rooms.add(this);
    this.write();
  }

  show(): void {
    this.write();
    for (const client of this.clients) this.tell(client);
  }

  private hello(client: Client): CommandAnswer {
    this.tell(client);
    return { ok: true };
  }

  private tell(client: Client): void {
    if (told === undefined) return;
    const { seat, desk, roster, network, frame } = told.scene;
    const kind = (client.auth as { kind: string }).kind;
    if (kind === 'seat') return client.send('seat', seat);
    client.send('roster', { lines: roster, gone: [] });
    if (kind === 'desk') client.send('desk', desk);
    if (network !== undefined) client.send('scene', network);
    if (frame !== undefined) client.send('frame', frame);
  }

  private write(): void {
    if (told === undefined) return;
    const { view, instructor } = told.scene;
    this.state.assign({ version: told.scene.version ?? PROTOCOL_VERSION, ...encodePublic(view), instructor });
    this.broadcastPatch();
  }
}

function answerOf(command: Command): CommandAnswer {
  told?.commands.push(command);
  return told?.refusal === undefined ? { ok: true } : { ok: false, refusal: told.refusal };
}

/** Opens the stage with its first scene. `pages`: a folder of built pages, taken away at the end. */
export async function openStage(parts: {
  readonly pages: string;
  readonly scene: Scene;
  readonly lessons: readonly LessonLine[];
  readonly names: readonly string[];
}): Promise<Stage> {
  const { code, title } = parts.scene.view;
  const joinAnswer = {
    code,
    title,
    locked: false,
    suggestedNames: false,
    ended: false,
    link: 'a-link-to-a-class',
    names: parts.names,
  };
  const state: Told = { ...parts, refusal: undefined, handler: undefined, commands: [], rooms: new Set(), joinAnswer };
  told = state;
  Encoder.BUFFER_SIZE = 256 * 1024;
  await matchMaker.setup(new LocalPresence(), new LocalDriver());
  matchMaker.defineRoomType('class', StagedRoom);
  await matchMaker.accept();
  const server = createServer(stagedHttp(state, parts.pages));
  new WebSocketTransport({ noServer: true }).attachToServer(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await matchMaker.createRoom('class', { code });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    code,
    commands: state.commands,
    show: (scene) => {
      state.scene = scene;
      for (const room of state.rooms) room.show();
    },
    refuse: (refusal) => {
      state.refusal = refusal;
    },
    serve: (handler) => {
      state.handler = handler;
    },
    cut: () => {
      for (const room of state.rooms) for (const client of room.clients) client.leave(4103);
    },
    close: async () => {
      await matchMaker.gracefullyShutdown();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      told = undefined;
      rmSync(parts.pages, { recursive: true, force: true });
    },
  };
}
