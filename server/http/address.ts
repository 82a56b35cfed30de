import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import { toString as qrCode } from 'qrcode';
import { type AddressAnswer, addressChoiceFormat } from '../../shared/protocol/messages.ts';
import type { AddressBook } from '../addresses/address-book.ts';
import type { Refused } from '../classes/class-registry.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { DESK } from '../classes/credentials.ts';
import { refusal } from '../refusals.ts';
import type { IsTrusted } from '../trusted-proxies.ts';
import { answering, refuse } from './answers.ts';
import { isForwarded } from './forwarding.ts';

const CHOICE_BYTES = 1_024;
const PLACE_LENGTH = 300;

export interface AddressParts {
  readonly book: AddressBook;
  readonly isTrusted: IsTrusted;
  /** The class that a request is about; it counts against the limits. */
  readonly classOf: (request: Request) => Promise<ClassRunner | Refused>;
}

/** Where other devices reach a class, as text and as a QR code; under `/api/classes`. */
export function addressRoutes(parts: AddressParts): Router {
  const { book, classOf } = parts;
  const router = Router();
  router.get(
    '/:code/address',
    answering(async (request) => {
      const runner = await classOf(request);
      return 'refusal' in runner ? runner : answerTo(request, runner, parts);
    }),
  );
  router.put(
    '/:code/address',
    json({ limit: CHOICE_BYTES }),
    answering(async (request) => {
      const runner = await classOf(request);
      return 'refusal' in runner ? runner : choose(request, runner, parts);
    }),
  );
  router.get('/:code/qr.svg', async (request: Request, response: Response) => {
    const runner = await classOf(request);
    if ('refusal' in runner) return refuse(response, runner.refusal);
    const { url, candidates } = book.answerFor(runner.code, askedAt(request, parts.isTrusted));
    const wished = candidates.find((candidate) => candidate.url === request.query['to']);
    const link = studentLink(wished?.url ?? url, runner.code);
    response.type('svg').send(await qrCode(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }));
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

function studentLink(url: string, code: string): string {
  return `${url}/j/${code}`;
}

/** The desk says where it was opened: another device may be sent there, unless it leads every device to itself. */
function answerTo(
  request: Request,
  { code, credentials }: ClassRunner,
  { book, isTrusted }: AddressParts,
): AddressAnswer {
  const isDesk = credentials.holds(DESK, keyIn(request));
  const place = request.query['from'];
  if (isDesk && typeof place === 'string' && place.length <= PLACE_LENGTH) book.opened(code, place);
  const answer = book.answerFor(code, askedAt(request, isTrusted));
  if (isDesk) return answer;
  return { ...answer, candidates: answer.candidates.map((candidate) => ({ ...candidate, network: null })) };
}

/** Who sits at the server's own computer chooses for the classes to come as well: it is the same room tomorrow. */
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

function keyIn(request: Request): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
