/**
 * The content of a piece is a number that stands for its hash: the file's author publishes the true ones with the file, so any machine
 * can tell by computing the hash, and none can tell otherwise. All who corrupt a piece make the same corrupt one: the worst case for a
 * vote.
 */
export function trueContent(piece: number): number {
  return 2 * piece;
}

export function corrupt(content: number): number {
  return content | 1;
}

/** What a hash check finds. */
export function isTrue(piece: number, content: number): boolean {
  return content === trueContent(piece);
}
