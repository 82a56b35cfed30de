/** A student's token names its seat, so that only one hash has to be compared: `<seat>.<secret>`. */
export interface SeatToken {
  readonly seat: string;
  readonly secret: string;
}

export function tokenText({ seat, secret }: SeatToken): string {
  return `${seat}.${secret}`;
}

/** @returns undefined for a text that is no token */
export function readToken(text: string): SeatToken | undefined {
  const dot = text.indexOf('.');
  if (dot < 1 || dot === text.length - 1) return undefined;
  return { seat: text.slice(0, dot), secret: text.slice(dot + 1) };
}
