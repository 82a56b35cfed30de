import { json, type Request, Router } from 'express';
import { toString as qrCode } from 'qrcode';
import {
  type ClassAnswer,
  joinFormat,
  type OpenedAnswer,
  openFormat,
  type SeatAnswer,
} from '../../shared/protocol/messages.ts';
import { readCode } from '../identity/codes.ts';
import type { Lessons } from '../lessons.ts';
import { refusal } from '../refusals.ts';
import { DESK } from '../rooms/grants.ts';
import type { House, Refused } from '../rooms/house.ts';
import type { LiveClass } from '../rooms/live-class.ts';
import { answering, refuse } from './answers.ts';
import type { Limits } from './limits.ts';
import { reportTable } from './report.ts';

/** A name of any size that a person could paste must be read, to be refused with a sentence about it. */
const JOIN_BYTES = 128 * 1_024;
const OPEN_BYTES = 4 * 1_024;
const NAMES = 6;

export interface ClassRoutes {
  readonly house: House;
  readonly limits: Limits;
  readonly lessons: Lessons;
  /** Where phones reach this server. */
  readonly urlFor: (request: Request) => string;
}

type Handler<Answer> = (request: Request, live: LiveClass) => Answer | Refused | Promise<Answer | Refused>;

/** Everything under `/api/classes`. */
export function classRoutes(parts: ClassRoutes): Router {
  const { house, limits } = parts;
  const router = Router();
  const classOf = (request: Request): LiveClass | Refused => {
    if (!limits.asking.allows(addressOf(request))) return { refusal: refusal('too-fast') };
    return house.find(readCode(String(request.params['code'])) ?? '');
  };
  const within = <Answer extends object>(work: Handler<Answer>) =>
    answering(async (request) => {
      const live = classOf(request);
      return 'refusal' in live ? live : work(request, live);
    });
  router.post(
    '/',
    json({ limit: OPEN_BYTES }),
    answering((request) => open(request, parts)),
  );
  router.get(
    '/:code',
    within((_request, live) => describe(live)),
  );
  router.post(
    '/:code/seats',
    json({ limit: JOIN_BYTES }),
    within((request, live) => join(request, live, parts)),
  );
  router.get('/:code/qr.svg', async (request, response) => {
    const live = classOf(request);
    if ('refusal' in live) return refuse(response, live.refusal);
    const link = `${parts.urlFor(request)}/j/${live.code}`;
    response.type('svg').send(await qrCode(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }));
  });
  router.get('/:code/report.csv', (request, response) => {
    const live = classOf(request);
    if ('refusal' in live) return refuse(response, live.refusal);
    if (!live.grants.holds(DESK, keyIn(request))) return refuse(response, refusal('wrong-key'));
    response.attachment(`hub-and-mesh-${live.code}.csv`).type('csv').send(reportTable(live.room.report()));
  });
  return router;
}

async function open(request: Request, { house, limits, lessons }: ClassRoutes): Promise<OpenedAnswer | Refused> {
  if (!limits.opening.allows(addressOf(request))) return { refusal: refusal('too-fast') };
  const asked = openFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
  const lesson = lessons.find(asked.data);
  if (lesson === undefined) return { refusal: refusal('unknown-lesson') };
  const opened = await house.open({ title: lesson.title, lesson });
  if ('refusal' in opened) return opened;
  if (asked.data.alone === true) await house.startAlone(opened.live);
  return { code: opened.live.code, key: opened.key };
}

async function join(request: Request, live: LiveClass, { house, limits }: ClassRoutes): Promise<SeatAnswer | Refused> {
  const asked = joinFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
  const { name, device } = asked.data;
  const allowed = limits.joining.allows(addressOf(request)) && limits.device.allows(device);
  return allowed ? house.join(live, name, device) : { refusal: refusal('too-fast') };
}

function describe({ room, code }: LiveClass): ClassAnswer {
  const { title, locked, suggestedNames } = room;
  return { code, title, locked, suggestedNames, names: room.freeNames(NAMES, Math.floor(Math.random() * 2 ** 31)) };
}

function keyIn(request: Request): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** Whom a request comes from, as far as limits go. */
export function addressOf(request: Request): string {
  return request.ip ?? '';
}
