import type {
  AddressAnswer,
  BoardsAnswer,
  ClassAnswer,
  LessonLine,
  OpenedAnswer,
  SeatAnswer,
  SeatCodeAnswer,
} from '../../shared/protocol/messages.ts';
import { ownPlace } from './base.ts';
import { type Answer, answerOf, ask, type Shows, send } from './request.ts';

/** What to play: a lesson or one scenario; `alone` fills the class with bots and starts. */
export interface OpenRequest {
  readonly lesson?: string;
  readonly scenario?: string;
  readonly alone?: boolean;
  /** Needed where opening classes requires a password. */
  readonly password?: string;
}

const REPORT_PATIENCE_MS = 60_000;

export function openClass(request: OpenRequest): Promise<Answer<OpenedAnswer>> {
  return ask('/api/classes', { body: request });
}

export function readLessons(): Promise<Answer<readonly LessonLine[]>> {
  return ask('/api/lessons');
}

/** @returns what a class tells before joining; refused as `unknown-class` if no class has this code */
export function readClass(code: string, shows: Shows & { readonly key?: string } = {}): Promise<Answer<ClassAnswer>> {
  const { key, ...others } = shows;
  return ask(`/api/classes/${encodeURIComponent(code)}`, {
    shows: others,
    ...(key === undefined ? {} : { secret: key }),
  });
}

/** @param seatCode as it was typed, for the seat of this name, which is on another device */
export function takeSeat(
  { code, link }: Pick<ClassAnswer, 'code' | 'link'>,
  name: string,
  device: string,
  seatCode?: string,
): Promise<Answer<SeatAnswer>> {
  const more = seatCode === undefined ? {} : { seatCode };
  return ask(`/api/classes/${encodeURIComponent(code)}/seats`, { body: { name, device, ...more }, shows: { link } });
}

/** The code that opens a student's seat on another device; needs the desk's key. @param renew makes a new one */
export function readSeatCode(
  { code, key }: { readonly code: string; readonly key: string },
  seat: string,
  renew = false,
): Promise<Answer<SeatCodeAnswer>> {
  const path = `/api/classes/${encodeURIComponent(code)}/seats/${encodeURIComponent(seat)}/code`;
  return ask(path, { ...(renew ? { body: {} } : {}), secret: key });
}

/** The boards that are connected; needs the desk's key. */
export function readBoards({
  code,
  key,
}: {
  readonly code: string;
  readonly key: string;
}): Promise<Answer<BoardsAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/boards`, { secret: key });
}

/** Disconnects a board. @returns the remaining boards */
export function removeBoard(
  { code, key }: { readonly code: string; readonly key: string },
  id: string,
): Promise<Answer<BoardsAnswer>> {
  const path = `/api/classes/${encodeURIComponent(code)}/boards/${encodeURIComponent(id)}/remove`;
  return ask(path, { body: {}, secret: key });
}

/** Where other devices reach a class. The desk, by its key, tells where it was opened itself: they may be sent there, too. */
export function readAddress(code: string, key: string | undefined, shows: Shows): Promise<Answer<AddressAnswer>> {
  const path = `/api/classes/${encodeURIComponent(code)}/address`;
  return key === undefined
    ? ask(path, { shows })
    : ask(`${path}?from=${encodeURIComponent(ownPlace())}`, { secret: key });
}

export function chooseAddress(code: string, key: string, id: string): Promise<Answer<AddressAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/address`, { method: 'PUT', body: { id }, secret: key });
}

/** The QR code of the link for students. @param url of a candidate: where it leads */
export function readQrCode(code: string, url: string, shows: Shows): Promise<Answer<Blob>> {
  const path = `/api/classes/${encodeURIComponent(code)}/qr.svg?to=${encodeURIComponent(url)}`;
  return send(path, { shows }, async (response) =>
    response.ok ? { ok: true, value: await response.blob() } : answerOf(response),
  );
}

/** The class's results as a table for a spreadsheet; needs the desk's key. */
export function readReport(code: string, key: string): Promise<Answer<Blob>> {
  const path = `/api/classes/${encodeURIComponent(code)}/report.csv`;
  return send(path, { secret: key, patienceMs: REPORT_PATIENCE_MS }, async (response) =>
    response.ok ? { ok: true, value: await response.blob() } : answerOf(response),
  );
}
