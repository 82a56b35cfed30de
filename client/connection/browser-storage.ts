import type { Shelf } from './shelf.ts';

export { browserShelf, memoryShelf, type Shelf } from './shelf.ts';

export interface KeptSeat {
  readonly code: string;
  readonly seat: string;
  readonly token: string;
  readonly name: string;
}

export interface KeptClass {
  readonly code: string;
  readonly key: string;
  readonly title: string;
  /** Set when the server last said that it doesn't know the class. */
  readonly gone?: boolean;
}

const SEAT = 'hub-and-mesh.seat.';
const DESK = 'hub-and-mesh.desk.';
const DEVICE = 'hub-and-mesh.device';

/** This browser's random id: a kick holds on it. */
export function deviceOf(shelf: Shelf): string {
  const kept = shelf.get(DEVICE);
  if (kept !== null && kept.length >= 8) return kept;
  const device = randomId();
  shelf.set(DEVICE, device);
  return device;
}

/** 32 hexadecimal digits. Plain http pages have no randomUUID. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function keptSeat(shelf: Shelf, code: string): KeptSeat | undefined {
  return read<KeptSeat>(shelf, SEAT + code, ['code', 'seat', 'token', 'name']);
}

export function keepSeat(shelf: Shelf, seat: KeptSeat): void {
  shelf.set(SEAT + seat.code, JSON.stringify(seat));
}

export function forgetSeat(shelf: Shelf, code: string): void {
  shelf.remove(SEAT + code);
}

/** The instructor's open classes on this browser. */
export function keptClasses(shelf: Shelf): readonly KeptClass[] {
  return shelf
    .keys()
    .filter((key) => key.startsWith(DESK))
    .flatMap((key) => read<KeptClass>(shelf, key, ['code', 'key', 'title']) ?? [])
    .sort((a, b) => a.code.localeCompare(b.code));
}

/** @returns whether the browser keeps it after this tab is closed */
export function keepClass(shelf: Shelf, { code, key, title, gone = false }: KeptClass): boolean {
  shelf.set(DESK + code, JSON.stringify(gone ? { code, key, title, gone } : { code, key, title }));
  return shelf.lasts(DESK + code);
}

export function keptClass(shelf: Shelf, code: string): KeptClass | undefined {
  return read<KeptClass>(shelf, DESK + code, ['code', 'key', 'title']);
}

export function forgetClass(shelf: Shelf, code: string): void {
  shelf.remove(DESK + code);
}

/** A stored record whose `fields` are all texts; anything else, left by another build, is ignored. */
function read<Kept>(shelf: Shelf, key: string, fields: readonly string[]): Kept | undefined {
  const text = shelf.get(key);
  if (text === null) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    const complete = typeof kept === 'object' && kept !== null && fields.every((field) => isText(kept, field));
    return complete ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

function isText(kept: object, field: string): boolean {
  return typeof (kept as Record<string, unknown>)[field] === 'string';
}
