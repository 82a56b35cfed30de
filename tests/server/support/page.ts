import './wiretap.ts';

import { Client, type Room } from '@colyseus/sdk';
import { type Claim, claimText } from '../../../shared/protocol/claim.ts';
import type { InPhase, Numbered, StudentDeed } from '../../../shared/protocol/commands.ts';
import type { CommandAnswer, PageAttempt } from '../../../shared/protocol/messages.ts';
import type { PublicState } from '../../../shared/protocol/public-state.ts';
import { patchSeat, type SeatPart } from '../../../shared/protocol/seat-diff.ts';
import type { BoardFrame, DeskView, Phase, SceneView, SeatLine, SeatView } from '../../../shared/protocol/views.ts';
import type { Refusal } from '../../../shared/sim/index.ts';
import { fromDesk, fromStudent, type InstructorPress, type Screen, type StudentPress } from '../../support/presses.ts';
import { deviceFor, openClass, takeSeat } from './ask.ts';

const PATIENCE_MS = 20_000;
/** Presses that begin another phase, and those that stop or start the clock. */
const STEPS: ReadonlySet<string> = new Set(['start', 'next', 'back', 'end']);
const CLOCK: ReadonlySet<string> = new Set(['pause', 'resume']);
const BUTTON_IN = { predict: 'predict', act: 'play', vote: 'compare' } as const;

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
        if (this.seat !== undefined) this.seat = patchSeat(this.seat, part);
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

  /** As a student does it: once the own page shows the phase in which there is such a button; numbered, unless the deed is already. */
  async act(deed: StudentDeed & Partial<Numbered & InPhase>): Promise<CommandAnswer> {
    await this.until(() => this.state.phase === BUTTON_IN[deed.type]);
    this.sent = Math.max(this.sent, this.seat?.taken ?? 0) + 1;
    const press: StudentPress = { id: `${this.room.sessionId}-${this.sent}`, number: this.sent, ...deed };
    return this.room.request('student', fromStudent(press, this.state)) as Promise<CommandAnswer>;
  }

  /** Resolves when the desk shows what came of it. */
  async instruct(press: InstructorPress): Promise<CommandAnswer> {
    const { epoch, revision } = this.screen();
    const answer = (await this.room.request('instructor', fromDesk(press, this.screen()))) as CommandAnswer;
    if (answer.ok && STEPS.has(press.type)) await this.until(() => this.state.epoch !== epoch);
    if (answer.ok && CLOCK.has(press.type)) await this.until(() => this.state.clockRevision !== revision);
    return answer;
  }

  private screen(): Screen {
    const { epoch, clockRevision } = this.state;
    const uses = (id: string) => this.desk?.stresses.find((card) => card.id === id)?.uses ?? 0;
    return { epoch, revision: clockRevision, uses };
  }

  /** Goes on to a phase by the button. */
  async skipTo(phase: Phase, run?: 0 | 1): Promise<void> {
    const there = () => this.state.phase === phase && (run === undefined || this.state.run === run);
    for (let presses = 0; presses < 30 && !there(); presses += 1) {
      const { epoch } = this.state;
      const answer = await this.instruct({ type: this.state.phase === 'lobby' ? 'start' : 'next' });
      // By its clock the class may have gone on just before.
      if (!answer.ok && answer.refusal.code !== 'moved-on')
        throw new Error(`no way to ${phase}: ${answer.refusal.code}`);
      await this.until(() => this.state.epoch !== epoch);
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
