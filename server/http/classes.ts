import { json, type Request, Router } from 'express';
import { readCode } from '../../shared/class/codes/read.ts';
import {
  type ClassAnswer,
  joinFormat,
  type OpenedAnswer,
  openFormat,
  type SeatAnswer,
  type SeatCodeAnswer,
} from '../../shared/protocol/messages.ts';
import type { AddressBook } from '../addresses/address-book.ts';
import type { ClassRegistry, Refused } from '../classes/class-registry.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { DESK } from '../classes/credentials.ts';
import type { Entered, Entrance, Shown, Visitor } from '../classes/entrance.ts';
import { renewSeatCode, seatCodeOf, takeSeatByCode } from '../classes/seat-codes.ts';
import { keyIn, shownBy } from '../classes/shown.ts';
import type { UnclaimedSeats } from '../classes/unclaimed-seats.ts';
import type { Lessons } from '../lessons.ts';
import { addressOf, type Limits } from '../limits/limits.ts';
import { refusal } from '../refusals.ts';
import type { IsTrusted } from '../trusted-proxies.ts';
import { addressRoutes } from './address.ts';
import { answering, refuse } from './answers.ts';
import { type Boards, boardRoutes } from './boards.ts';
import { reportTable } from './report.ts';
import { passwordRefusal } from './teacher-password.ts';

/** A name of any size that a person could paste must be read, to be refused with a sentence about it. */
const JOIN_BYTES = 128 * 1_024;
const OPEN_BYTES = 4 * 1_024;
const NAMES = 6;
const deviceFormat = joinFormat.pick({ device: true });

export interface ClassRoutes {
  readonly registry: ClassRegistry;
  readonly entrance: Entrance;
  readonly limits: Limits;
  readonly lessons: Lessons;
  /** Where other devices reach this server. */
  readonly book: AddressBook;
  readonly isTrusted: IsTrusted;
  readonly unclaimed: UnclaimedSeats;
  readonly boards: Boards;
  /** The password for opening classes; null if none is needed. */
  readonly teacherPassword: string | null;
}

type Handler<Answer> = (
  request: Request,
  runner: ClassRunner,
  visitor: Visitor,
) => Answer | Refused | Promise<Answer | Refused>;

/** Everything under `/api/classes`. */
export function classRoutes(parts: ClassRoutes): Router {
  const router = Router();
  const enter = (request: Request): Promise<Entered | Refused> => {
    return parts.entrance.enter(
      { code: codeIn(request), address: addressOf(request), shows: shownIn(request) },
      'asking',
    );
  };
  const within = <Answer extends object>(work: Handler<Answer>) =>
    answering(async (request) => {
      const entered = await enter(request);
      return 'refusal' in entered ? entered : work(request, entered.runner, entered.visitor);
    });
  router.post(
    '/',
    json({ limit: OPEN_BYTES }),
    answering((request) => open(request, parts)),
  );
  router.get(
    '/:code',
    within((_request, runner) => describe(runner)),
  );
  router.post(
    '/:code/seats',
    json({ limit: JOIN_BYTES }),
    within((request, runner, visitor) => join(request, runner, visitor, parts)),
  );
  const atDesk = (work: Handler<SeatCodeAnswer>) =>
    within<SeatCodeAnswer>((request, runner, visitor) =>
      runner.credentials.holds(DESK, keyIn(request))
        ? work(request, runner, visitor)
        : { refusal: refusal('wrong-key') },
    );
  router
    .route('/:code/seats/:seat/code')
    .get(atDesk((request, runner) => seatCodeOf(runner, seatIn(request))))
    .post(atDesk((request, runner) => renewSeatCode(runner, seatIn(request))));
  router.use(addressRoutes({ ...parts, enter }));
  router.use(boardRoutes({ ...parts, enter }));
  router.get('/:code/report.csv', async (request, response) => {
    const asked = { code: codeIn(request), address: addressOf(request), shows: shownIn(request) };
    const report = await parts.entrance.tell(asked, () => parts.registry.report(asked.code, keyIn(request)));
    if ('refusal' in report) return refuse(response, report.refusal);
    response.attachment(`hub-and-mesh-${report.code}.csv`).type('csv').send(reportTable(report));
  });
  return router;
}

async function open(request: Request, parts: ClassRoutes): Promise<OpenedAnswer | Refused> {
  const { registry, limits, lessons, teacherPassword: wanted } = parts;
  const address = addressOf(request);
  const asked = openFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
  const no = passwordRefusal({ given: asked.data.password, wanted }, address, limits);
  if (no !== undefined) return { refusal: no };
  if (!limits.opening.allows(address)) return { refusal: refusal('too-fast') };
  const lesson = lessons.find(asked.data);
  if (lesson === undefined) return { refusal: refusal('unknown-lesson') };
  const opened = await registry.open({ title: lesson.title, lesson });
  if ('refusal' in opened) return opened;
  if (asked.data.alone === true) await registry.startAlone(opened.runner);
  return { code: opened.runner.code, key: opened.key };
}

async function join(
  request: Request,
  runner: ClassRunner,
  { kind, bucket }: Visitor,
  { registry, limits, unclaimed }: ClassRoutes,
): Promise<SeatAnswer | Refused> {
  const asked = joinFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
  const { name, device, seatCode } = asked.data;
  const address = addressOf(request);
  const isKnown = kind === 'device' || kind === 'desk';
  const whose = `${kind} ${bucket}`;
  const mayJoin = isKnown || limits.joining.allows(whose);
  if (!mayJoin || !limits.device.allows(device)) return { refusal: refusal('too-fast') };
  if (seatCode !== undefined) return takeSeatByCode(runner, { name, seatCode, device, address }, limits);
  if (kind !== 'device' && !unclaimed.mayJoin(runner, whose)) return { refusal: refusal('too-fast') };
  const taken = await registry.join(runner, name, device);
  if ('seat' in taken && kind !== 'device') unclaimed.note(runner, taken.seat, whose);
  return taken;
}

function describe(runner: ClassRunner): Promise<ClassAnswer | Refused> {
  const salt = Math.floor(Math.random() * 2 ** 31);
  const { link } = runner.secrets;
  return runner.read((classroom) => {
    const { code, title, locked, suggestedNames, atEnd } = classroom;
    return { code, title, locked, suggestedNames, ended: atEnd, link, names: classroom.freeNames(NAMES, salt) };
  });
}

function codeIn({ params }: Request): string {
  return readCode(String(params['code'])) ?? '';
}

function seatIn({ params }: Request): string {
  return String(params['seat']);
}

/** A join request names its browser in the body. */
function shownIn(request: Request): Shown {
  const { data } = deviceFormat.safeParse(request.body);
  return { ...shownBy(request), ...data };
}
