import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import { type AddressAnswer, addressChoiceFormat } from '../../shared/protocol/messages.ts';
import type { AddressBook } from '../addresses/address-book.ts';
import type { Refused } from '../classes/class-registry.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { DESK } from '../classes/credentials.ts';
import type { Entered } from '../classes/entrance.ts';
import { keyIn } from '../classes/shown.ts';
import { refusal } from '../refusals.ts';
import type { IsTrusted } from '../trusted-proxies.ts';
import { answering, refuse } from './answers.ts';
import { isForwarded } from './forwarding.ts';
import { qrCode } from './qr-code.ts';

const CHOICE_BYTES = 1_024;
const PLACE_LENGTH = 300;

export interface AddressParts {
  readonly book: AddressBook;
  readonly isTrusted: IsTrusted;
  /** The class that a request names; asking counts towards the limits. */
  readonly enter: (request: Request) => Promise<Entered | Refused>;
}

/** Where other devices reach a class, as text and as a QR code; under `/api/classes`. */
export function addressRoutes(parts: AddressParts): Router {
  const { book, enter } = parts;
  const router = Router();
  router.get(
    '/:code/address',
    answering(async (request) => {
      const entered = await enter(request);
      return 'refusal' in entered ? entered : answerTo(request, entered.runner, parts);
    }),
  );
  router.put(
    '/:code/address',
    json({ limit: CHOICE_BYTES }),
    answering(async (request) => {
      const entered = await enter(request);
      return 'refusal' in entered ? entered : choose(request, entered.runner, parts);
    }),
  );
  router.get('/:code/qr.svg', async (request: Request, response: Response) => {
    const entered = await enter(request);
    if ('refusal' in entered) return refuse(response, entered.refusal);
    const { runner } = entered;
    const { url, candidates } = book.answerFor(runner.code, askedAt(request, parts.isTrusted));
    const wished = candidates.find((candidate) => candidate.url === request.query['to']);
    const link = studentLink(wished?.url ?? url, runner);
    response.type('svg').send(qrCode(link));
  });
  return router;
}

/** Notes by which of this computer's addresses students' devices come in. A proxy's is not one that students use. */
export function noteArrivals(book: Pick<AddressBook, 'arrived' | 'isThisComputer'>): RequestHandler {
  return (request, response, next) => {
    const { localAddress = '', remoteAddress = '' } = request.socket;
    if (!isForwarded(request) && !book.isThisComputer(remoteAddress)) {
      response.once('finish', () => {
        if (response.statusCode === 200) book.arrived(localAddress, remoteAddress);
      });
    }
    next();
  };
}

/** The secret comes behind the hash: browsers send it nowhere, and no log has it. */
function studentLink(url: string, { code, secrets }: ClassRunner): string {
  return `${url}/j/${code}#${secrets.link}`;
}

/** The desk says where it was opened: another device may be sent there, unless it leads every device to itself. */
function answerTo(
  request: Request,
  { code, credentials, secrets }: ClassRunner,
  { book, isTrusted }: AddressParts,
): AddressAnswer {
  const isDesk = credentials.holds(DESK, keyIn(request));
  const place = request.query['from'];
  if (isDesk && typeof place === 'string' && place.length <= PLACE_LENGTH) book.opened(code, place);
  const answer = { ...book.answerFor(code, askedAt(request, isTrusted)), link: secrets.link };
  if (isDesk) return { ...answer, board: secrets.board };
  return {
    ...answer,
    board: null,
    candidates: answer.candidates.map((candidate) => ({ ...candidate, network: null })),
  };
}

/** A choice made on the server's own computer also applies to later classes: it will be in the same room tomorrow. */
function choose(request: Request, runner: ClassRunner, parts: AddressParts): AddressAnswer | Refused {
  const { book } = parts;
  if (!runner.credentials.holds(DESK, keyIn(request))) return { refusal: refusal('wrong-key') };
  const asked = addressChoiceFormat.safeParse(request.body);
  if (!asked.success) return { refusal: refusal('malformed') };
  const here = !isForwarded(request) && book.isThisComputer(request.socket.remoteAddress ?? '');
  if (!book.choose(runner.code, asked.data.id, here)) return { refusal: refusal('not-found') };
  return answerTo(request, runner, parts);
}

/** Where a proxy that is trusted says that the request was sent. */
function askedAt(request: Request, isTrusted: IsTrusted): string | undefined {
  if (!isForwarded(request) || !isTrusted(request.socket.remoteAddress ?? '')) return undefined;
  return `${request.protocol}://${request.host}`;
}
