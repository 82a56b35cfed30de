import type {
  AddressAnswer,
  ClassAnswer,
  LessonLine,
  OpenedAnswer,
  SeatAnswer,
} from '../../shared/protocol/messages.ts';
import { ownPlace } from './base.ts';
import { type Answer, answerOf, ask, send } from './request.ts';

/** What to play: a lesson or one scenario; `alone` fills the class with bots and starts. */
export interface OpenRequest {
  readonly lesson?: string;
  readonly scenario?: string;
  readonly alone?: boolean;
}

const REPORT_PATIENCE_MS = 60_000;

export function openClass(request: OpenRequest): Promise<Answer<OpenedAnswer>> {
  return ask('/api/classes', { body: request });
}

export function readLessons(): Promise<Answer<readonly LessonLine[]>> {
  return ask('/api/lessons');
}

/** @returns what a class tells before one joins it; refused as `unknown-class` when there is none with this code. */
export function readClass(code: string): Promise<Answer<ClassAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}`);
}

export function takeSeat(code: string, name: string, device: string): Promise<Answer<SeatAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/seats`, { body: { name, device } });
}

/** Where other devices reach a class. The desk, by its key, tells where it was opened itself: they may be sent there, too. */
export function readAddress(code: string, key?: string): Promise<Answer<AddressAnswer>> {
  const path = `/api/classes/${encodeURIComponent(code)}/address`;
  return key === undefined ? ask(path) : ask(`${path}?from=${encodeURIComponent(ownPlace())}`, { secret: key });
}

export function chooseAddress(code: string, key: string, id: string): Promise<Answer<AddressAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/address`, { method: 'PUT', body: { id }, secret: key });
}

/** The class's results as a table for a spreadsheet; only for who has the desk's key. */
export function readReport(code: string, key: string): Promise<Answer<Blob>> {
  const path = `/api/classes/${encodeURIComponent(code)}/report.csv`;
  return send(path, { secret: key, patienceMs: REPORT_PATIENCE_MS }, async (response) =>
    response.ok ? { ok: true, value: await response.blob() } : answerOf(response),
  );
}
