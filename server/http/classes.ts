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
import { renewSeatCode, seatCodeOf, takeSeatByCode } from '../classes/seat-codes.ts';
import type { Lessons } from '../lessons.ts';
import { addressOf, type Limits } from '../limits/limits.ts';
import { refusal } from '../refusals.ts';
import type { IsTrusted } from '../trusted-proxies.ts';
import { addressRoutes } from './address.ts';
import { answering, refuse } from './answers.ts';
import { reportTable } from './report.ts';

/** A name of any size that a person could paste must be read, to be refused with a sentence about it. */
const JOIN_BYTES = 128 * 1_024;
const OPEN_BYTES = 4 * 1_024;
const NAMES = 6;

export interface ClassRoutes {
  readonly registry: ClassRegistry;
  readonly limits: Limits;
  readonly lessons: Lessons;
  /** Where other devices reach this server. */
  readonly book: AddressBook;
  readonly isTrusted: IsTrusted;
}

type Handler<Answer> = (request: Request, runner: ClassRunner) => Answer | Refused | Promise<Answer | Refused>;

/** Everything under `/api/classes`. */
export function classRoutes(parts: ClassRoutes): Router {
  const { registry, limits } = parts;
  const router = Router();
  const codeIn = (request: Request): string => readCode(String(request.params['code'])) ?? '';
  const classOf = async (request: Request): Promise<ClassRunner | Refused> => {
    if (!limits.asking.allows(addressOf(request))) return { refusal: refusal('too-fast') };
    return registry.find(codeIn(request));
  };
  const within = <Answer extends object>(work: Handler<Answer>) =>
    answering(async (request) => {
      const runner = await classOf(request);
      return 'refusal' in runner ? runner : work(request, runner);
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
    within((request, runner) => join(request, runner, parts)),
  );
  const atDesk = (work: Handler<SeatCodeAnswer>) =>
    within<SeatCodeAnswer>((request, runner) =>
      runner.credentials.holds(DESK, keyIn(request)) ? work(request, runner) : { refusal: refusal('wrong-key') },
    );
  router
    .route('/:code/seats/:seat/code')
    .get(atDesk((request, runner) => seatCodeOf(runner, seatIn(request))))
    .post(atDesk((request, runner) => renewSeatCode(runner, seatIn(request))));
  router.use(addressRoutes({ ...parts, classOf }));
  router.get('/:code/report.csv', async (request, response) => {
    if (!limits.asking.allows(addressOf(request))) return refuse(response, refusal('too-fast'));
    const report = await registry.report(codeIn(request), keyIn(request));
    if ('refusal' in report) return refuse(response, report.refusal);
    response.attachment(`hub-and-mesh-${report.code}.csv`).type('csv').send(reportTable(report));
  });
  return router;
}

async function open(request: Request, { registry, limits, lessons }: ClassRoutes): Promise<OpenedAnswer | Refused> {
  if (!limits.opening.allows(addressOf(request))) return { refusal: refusal('too-fast') };
  const asked = openFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
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
  { registry, limits }: ClassRoutes,
): Promise<SeatAnswer | Refused> {
  const asked = joinFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
  const { name, device, seatCode } = asked.data;
  const address = addressOf(request);
  if (!limits.joining.allows(address) || !limits.device.allows(device)) return { refusal: refusal('too-fast') };
  if (seatCode === undefined) return registry.join(runner, name, device);
  return takeSeatByCode(runner, { name, seatCode, device, address }, limits);
}

function describe(runner: ClassRunner): Promise<ClassAnswer | Refused> {
  const salt = Math.floor(Math.random() * 2 ** 31);
  return runner.read((classroom) => {
    const { code, title, locked, suggestedNames, atEnd } = classroom;
    return { code, title, locked, suggestedNames, ended: atEnd, names: classroom.freeNames(NAMES, salt) };
  });
}

function seatIn({ params }: Request): string {
  return String(params['seat']);
}

function keyIn(request: Request): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
