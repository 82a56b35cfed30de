import {
  type Actor,
  type Catalogue,
  type ClassEvent,
  Classroom,
  type Command,
  type NewClass,
  openClass,
  type ServerCommand,
} from '../../shared/class/index.ts';
import type { InPhase, StudentDeed } from '../../shared/protocol/commands.ts';
import type { Phase } from '../../shared/protocol/views.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { fromDesk, fromStudent, type InstructorPress, type Screen, type StudentPress } from '../support/presses.ts';
import { CATALOGUE, LESSON, SECRET } from './sample.ts';

const DESK: Actor = { kind: 'instructor' };
const SERVER: Actor = { kind: 'server' };

/** Whatever can be asked of a class. */
export type Press = InstructorPress | StudentPress | ServerCommand;

/** What a screen knows that shows the class as it is now. */
export function screenOf(room: Classroom, at: number): Screen {
  const { epoch, clock } = room.publicView(at);
  const cards = room.deskView().stresses;
  return { epoch, revision: clock.revision, uses: (id) => cards.find((card) => card.id === id)?.uses ?? 0 };
}

/** The command that is sent when this is pressed now. */
export function commandOf(press: Press, room: Classroom, at: number): Command {
  switch (press.type) {
    case 'join':
    case 'move':
    case 'seat-code':
    case 'connected':
    case 'disconnected':
    case 'give-up':
    case 'tick':
    case 'restarted':
    case 'close':
      return press;
    case 'predict':
    case 'act':
    case 'vote':
      return fromStudent(press, room);
    default:
      return fromDesk(press, screenOf(room, at));
  }
}

/** A class with a fake clock and its journal, stepped as a server steps it. */
export class World {
  readonly journal: ClassEvent[];
  readonly room: Classroom;
  at = 1000;
  /** Ids of what each seat's page has sent, in order. */
  readonly #sent = new Map<string, string[]>();
  readonly #catalogue: Catalogue;

  constructor(
    options: Partial<Pick<NewClass, 'lesson' | 'seed' | 'secret' | 'limit'>> & { catalogue?: Catalogue } = {},
  ) {
    const { lesson = LESSON, seed = 5, secret = SECRET, limit = 300, catalogue = CATALOGUE } = options;
    this.#catalogue = catalogue;
    this.journal = [...openClass({ code: 'ABCDE', title: 'Room 7', lesson, seed, secret, limit }, this.at)];
    this.room = Classroom.rebuild(catalogue, this.journal);
  }

  /** One step of the server. Events are journaled as text, as a real journal would. */
  step(command: Command, actor: Actor): Refusal | undefined {
    this.room.advance(this.at);
    const decision = this.room.decide(command, actor, this.at);
    if ('refusal' in decision) return decision.refusal;
    let refusal: Refusal | undefined;
    for (const event of decision.events) {
      this.journal.push(JSON.parse(JSON.stringify(event)));
      refusal = this.room.apply(event) ?? refusal;
    }
    return refusal;
  }

  /** One step with what somebody presses on a screen that shows the class as it is now. */
  press(press: Press, actor: Actor): Refusal | undefined {
    return this.step(commandOf(press, this.room, this.at), actor);
  }
  desk(press: InstructorPress): Refusal | undefined {
    return this.press(press, DESK);
  }
  /** Sent from one page. A deed with the id of an earlier one of that seat is that deed, sent again; without one it is new. */
  student(
    seat: string,
    { id, ...deed }: StudentDeed & Partial<InPhase> & { readonly id?: string },
  ): Refusal | undefined {
    const sent = this.#sent.get(seat) ?? [];
    this.#sent.set(seat, sent);
    const known = sent.indexOf(id ?? '');
    const number = known < 0 ? sent.push(id ?? `deed-${sent.length}`) : known + 1;
    return this.press({ ...deed, id: sent[number - 1] ?? '', number }, { kind: 'student', seat });
  }
  act(seat: string, id: string, action: Extract<StudentDeed, { type: 'act' }>['action']): Refusal | undefined {
    return this.student(seat, { type: 'act', id, action });
  }
  join(seat: string, name = `Pupil ${seat}`, device = `device-${seat}`): Refusal | undefined {
    return this.step({ type: 'join', seat, device, name }, SERVER) ?? this.connect(seat);
  }
  connect(seat: string): Refusal | undefined {
    return this.step({ type: 'connected', seat }, SERVER);
  }
  drop(seat: string): Refusal | undefined {
    return this.step({ type: 'disconnected', seat }, SERVER);
  }
  server(command: Extract<Command, { type: 'tick' | 'restarted' | 'close' | 'join' }>): Refusal | undefined {
    return this.step(command, SERVER);
  }

  /** Lets time pass with four ticks a second. */
  pass(seconds: number): void {
    for (let quarter = 0; quarter < Math.round(seconds * 4); quarter++) {
      this.at += 250;
      this.server({ type: 'tick' });
    }
  }
  /** Goes on by the button until this phase is on. */
  skipTo(phase: Phase, run?: 0 | 1, round?: number): void {
    for (let presses = 0; presses < 30; presses++) {
      const view = this.room.publicView(this.at);
      const there = view.phase === phase && (run ?? view.run) === view.run && (round ?? view.round) === view.round;
      if (there) return;
      this.at += 250;
      const refusal = this.desk({ type: 'next' });
      if (refusal !== undefined) throw new Error(`no way to ${phase}: ${refusal.code}`);
    }
    throw new Error(`never came to ${phase}`);
  }
  view(): ReturnType<Classroom['publicView']> {
    this.room.advance(this.at);
    return this.room.publicView(this.at);
  }
  seat(seat: string): NonNullable<ReturnType<Classroom['seatView']>> {
    this.room.advance(this.at);
    const view = this.room.seatView(seat);
    if (view === undefined) throw new Error(`no seat ${seat}`);
    return view;
  }
  /** The class as it would be after a crash: from the journal alone. */
  rebuilt(): Classroom {
    const room = Classroom.rebuild(this.#catalogue, this.journal);
    room.advance(this.at);
    return room;
  }
}

/** Everything that anybody can see of a class. */
export function everything(room: Classroom, at: number): unknown {
  return {
    public: room.publicView(at),
    roster: room.roster(),
    seats: room.roster().map(({ seat }) => room.seatView(seat)),
    desk: room.deskView(),
    scene: room.scene(),
    frame: room.frame(null)?.frame ?? null,
    report: room.report(),
    due: room.due(),
    hash: room.runHash,
    lastAt: room.lastAt,
    over: room.over,
  };
}
