import { classCatalogue } from '../../server/catalogue.ts';
import { hashOf, newSecret } from '../../server/identity/secrets.ts';
import type { Entry } from '../../server/journal/contract.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { lessonCatalogue } from '../../server/lessons.ts';
import { type Actor, type ClassEvent, Classroom, openClass } from '../../shared/class/index.ts';
import { Randomness, type Stream } from '../../shared/sim/index.ts';
import { commandOf, type Press } from '../class/world.ts';

const CODES = ['CDFGHK', 'CDFGJK', 'CDFGKK', 'CDFGMK', 'CDFGNK', 'CDFGPK', 'CDFGRK', 'CDFGTK', 'CDFGVK', 'CDFGWK'];
const SERVER: Actor = { kind: 'server' };
/** Of the seconds of play, the share in which a student taps. */
const TAPS = 0.4;

export interface LongDay {
  readonly codes: readonly string[];
  /** The key of every desk. */
  readonly key: string;
  /** In each class's journal. */
  readonly entries: number;
}

/** Fills a data folder with ten classes that have played for so long and are in the middle of a run. */
export async function makeLongDay(folder: string, minutes: number, students: number): Promise<LongDay> {
  const events = played(minutes * 60_000, students);
  const key = newSecret();
  const journal = openSqliteJournal(folder);
  for (const code of CODES) {
    const own = events.map((event) => (event.type === 'opened' ? { ...event, code } : event));
    const entries = own.map((event): Entry => ({ type: 'event', event }));
    await journal.reserve(code, [{ type: 'grant', holder: 'desk', hash: hashOf(key) }, ...entries]);
  }
  await journal.dispose();
  return { codes: CODES, key, entries: events.length + 1 };
}

/** A class whose students tap what they are offered, by chance; stepped once a second, as its journal is marked. */
function played(until: number, students: number): readonly ClassEvent[] {
  const lesson = lessonCatalogue().find({ lesson: 'seven-services' });
  if (lesson === undefined) throw new Error('no lesson of seven services');
  const events: ClassEvent[] = [
    ...openClass({ code: 'ABCDE', title: lesson.title, lesson, seed: 11, secret: '0'.repeat(32) }, 0),
  ];
  const room = Classroom.rebuild(classCatalogue(), events);
  const step = (press: Press, actor: Actor, at: number): void => {
    room.advance(at);
    const decision = room.decide(commandOf(press, room, at), actor, at);
    for (const event of 'events' in decision ? decision.events : []) {
      events.push(event);
      room.apply(event);
    }
  };
  const seats = Array.from({ length: students }, (_, index) => `seat-${index}`);
  for (const seat of seats) {
    step({ type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` }, SERVER, 0);
    step({ type: 'connected', seat }, SERVER, 0);
  }
  step({ type: 'start' }, { kind: 'instructor' }, 0);
  const random = new Randomness(4).stream('students', -1);
  const phase = () => room.publicView(room.lastAt).phase;
  for (let at = 1_000; at < until || phase() !== 'play'; at += 1_000) {
    step({ type: 'tick' }, SERVER, at);
    if (phase() !== 'play') continue;
    for (const seat of seats) tap(room, seat, random, (action) => step(action, { kind: 'student', seat }, at));
  }
  return events;
}

function tap(room: Classroom, seat: string, random: Stream, act: (press: Press) => void): void {
  if (!random.chance(TAPS)) return;
  const play = room.seatView(seat)?.play;
  const open = [...(play?.verbs ?? []), ...(play?.offers ?? [])].filter(({ blocked }) => blocked === undefined);
  if (open.length > 0) {
    const number = (room.seatView(seat)?.taken ?? 0) + 1;
    act({ type: 'act', id: `${seat}-${number}`, number, action: random.pick(open).action });
  }
}
