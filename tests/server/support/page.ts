import './wiretap.ts';

import { Client, type Room } from '@colyseus/sdk';
import type { InstructorCommand, Numbered, StudentCommand, StudentDeed } from '../../../shared/class/command.ts';
import type { BoardFrame, DeskView, Phase, SceneView, SeatLine, SeatView } from '../../../shared/class/views.ts';
import { type Claim, claimText } from '../../../shared/protocol/claim.ts';
import type { CommandAnswer, PageAttempt } from '../../../shared/protocol/messages.ts';
import { type SeatPart, withPart } from '../../../shared/protocol/seat-part.ts';
import type { PublicState } from '../../../shared/protocol/state.ts';
import type { Refusal } from '../../../shared/sim/index.ts';
import { deviceFor, openClass, takeSeat } from './ask.ts';

const PATIENCE_MS = 20_000;

/** A page's connection to a class: what it was told, and how to wait for more. */
export class Page {
  seat: SeatView | undefined;
  desk: DeskView | undefined;
  scene: SceneView | undefined;
  readonly roster = new Map<string, SeatLine>();
  readonly frames: BoardFrame[] = [];
  readonly goodbyes: Refusal[] = [];
  closed: number | undefined;
  readonly room: Room<unknown, PublicState>;
  private readonly waiting = new Set<() => void>();
  private sent = 0;

  private constructor(room: Room<unknown, PublicState>) {
    this.room = room;
    room.reconnection.enabled = false;
    room.onStateChange(() => this.changed());
    room.onLeave((code) => this.changed(() => (this.closed = code)));
    room.onMessage('seat', (view: SeatView) => this.changed(() => (this.seat = view)));
    room.onMessage('seat-part', (part: SeatPart) =>
      this.changed(() => {
        if (this.seat !== undefined) this.seat = withPart(this.seat, part);
      }),
    );
    room.onMessage('desk', (view: DeskView) => this.changed(() => (this.desk = view)));
    room.onMessage('scene', (view: SceneView) => this.changed(() => (this.scene = view)));
    room.onMessage('frame', (frame: BoardFrame) => this.changed(() => this.frames.push(frame)));
    room.onMessage('goodbye', (why: Refusal) => this.changed(() => this.goodbyes.push(why)));
    room.onMessage('roster', ({ lines, gone }: { lines: SeatLine[]; gone: string[] }) =>
      this.changed(() => {
        for (const line of lines) this.roster.set(line.seat, line);
        for (const seat of gone) this.roster.delete(seat);
      }),
    );
  }

  /** Joins and says hello. @throws MatchMakeError when the server does not let it in */
  static async open(url: string, code: string, claim: Claim, from?: PageAttempt): Promise<Page> {
    const page = await Page.enter(url, code, claim, from);
    await page.room.request('hello');
    await page.until(() => page.state.code !== '');
    return page;
  }

  /** Joins, and says nothing yet. */
  static async enter(url: string, code: string, claim: Claim, from?: PageAttempt): Promise<Page> {
    // In a header of its own: as the SDK's token the claim would stand in the socket's address.
    const client = new Client(url, { headers: { authorization: `Bearer ${claimText(claim)}` } });
    return new Page(await client.joinById<PublicState>(code, from));
  }

  get state(): PublicState {
    return this.room.state;
  }

  /** Numbered as a page does it, unless the deed has a number and an id already. */
  act(deed: StudentDeed & Partial<Numbered>): Promise<CommandAnswer> {
    this.sent = Math.max(this.sent, this.seat?.taken ?? 0) + 1;
    const command: StudentCommand = { id: `${this.room.sessionId}-${this.sent}`, number: this.sent, ...deed };
    return this.room.request('student', command) as Promise<CommandAnswer>;
  }

  instruct(command: InstructorCommand): Promise<CommandAnswer> {
    return this.room.request('instructor', command) as Promise<CommandAnswer>;
  }

  /** Goes on to a phase by the button. */
  async skipTo(phase: Phase, run?: 0 | 1): Promise<void> {
    const there = () => this.state.phase === phase && (run === undefined || this.state.run === run);
    for (let presses = 0; presses < 30 && !there(); presses += 1) {
      const before = `${this.state.phase}${this.state.run}${this.state.round}`;
      const answer = await this.instruct({ type: before.startsWith('lobby') ? 'start' : 'next' });
      if (!answer.ok) throw new Error(`no way to ${phase}: ${answer.refusal.code}`);
      await this.until(() => `${this.state.phase}${this.state.run}${this.state.round}` !== before);
    }
    if (!there()) throw new Error(`never came to ${phase}`);
  }

  /** Resolves as soon as it holds; looked at after everything that comes in. */
  until(holds: () => boolean, what = holds.toString()): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => finish(() => reject(new Error(`never: ${what}`))), PATIENCE_MS);
      const look = () => {
        if (holds()) finish(resolve);
      };
      const finish = (then: () => void) => {
        clearTimeout(patience);
        this.waiting.delete(look);
        then();
      };
      this.waiting.add(look);
    });
  }

  leave(): Promise<number> {
    return this.room.leave();
  }

  /** As when the network is gone: no word to the server. */
  drop(): void {
    this.room.connection.close();
  }

  private changed(write: () => unknown = () => undefined): void {
    write();
    for (const look of [...this.waiting]) look();
  }
}

export interface Student {
  readonly name: string;
  readonly seat: string;
  readonly token: string;
  readonly device: string;
  readonly page: Page;
}

export async function joinStudent(
  url: string,
  code: string,
  name: string,
  device = deviceFor(name, code),
): Promise<Student> {
  const taken = await takeSeat(url, code, name, device);
  const page = await Page.open(url, code, { kind: 'seat', token: taken.token });
  await page.until(() => page.seat !== undefined);
  return { ...taken, device, page };
}

export async function openDesk(url: string, lesson?: string): Promise<{ code: string; key: string; desk: Page }> {
  const { code, key } = await openClass(url, lesson);
  return { code, key, desk: await Page.open(url, code, { kind: 'desk', key }) };
}
