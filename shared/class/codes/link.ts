/** What stands before a code in the addresses of this game: pages and requests. */
const BEFORE = ['j', 'board', 'classes', 'joinbyid', 'teach', 'code'];

/** The parts of a link that may be a code: first those that stand where one belongs, then all others from the end. Its host is none. */
export function partsOfLink(link: string): readonly string[] {
  const parts = link
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/iu, '')
    .split(/[/?#&=]+/u)
    .map(decoded);
  const path = isHost(parts[0] ?? '') ? parts.slice(1) : parts;
  const placed = path.filter((_, index) => BEFORE.includes((path[index - 1] ?? '').toLowerCase()));
  return [...placed, ...[...path].reverse()].map((part) => part.split('.')[0] ?? '').filter((part) => part !== '');
}

function isHost(part: string): boolean {
  return /[.:]/.test(part) || part.toLowerCase() === 'localhost';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
