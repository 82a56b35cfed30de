/** What a browser keeps between visits. Without storage (private windows that forbid it) it keeps it for the page's life. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

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
}

const SEAT = 'hub-and-mesh.seat.';
const DESK = 'hub-and-mesh.desk.';
const DEVICE = 'hub-and-mesh.device';

/** A shelf in memory, for tests and for browsers that keep nothing. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
}

/** The browser's own shelf, or one in memory where that is forbidden. */
export function browserShelf(): Shelf {
  try {
    const probe = 'hub-and-mesh.probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
  } catch {
    return memoryShelf();
  }
  return {
    get: (key) => localStorage.getItem(key),
    set: (key, value) => localStorage.setItem(key, value),
    remove: (key) => localStorage.removeItem(key),
    keys: () => Object.keys(localStorage),
  };
}

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

export function keepClass(shelf: Shelf, desk: KeptClass): void {
  shelf.set(DESK + desk.code, JSON.stringify(desk));
}

export function forgetClass(shelf: Shelf, code: string): void {
  shelf.remove(DESK + code);
}

/** A kept record whose `fields` are all texts; what another build left behind is no record. */
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
