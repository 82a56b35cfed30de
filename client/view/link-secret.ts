/** A secret as it stands behind the hash of a link, for students or for a board. */
const SECRET = /#([\w-]{16})$/;

/** The secret in the address of a page, or in a link that was pasted; undefined without one. */
export function secretIn(link: string): string | undefined {
  return SECRET.exec(link.trim())?.[1];
}
