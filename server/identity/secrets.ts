import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 24;
const CLASS_BYTES = 16;

/** 192 random bits, as 32 letters that fit into a URL. Nobody guesses one, so that a plain hash keeps it safe. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** What a class draws its hidden roles with: 128 random bits, as hexadecimal digits. It never leaves the server and the journal. */
export function newClassSecret(): string {
  return randomBytes(CLASS_BYTES).toString('hex');
}

/** What the journal keeps of a secret: SHA-256 in hexadecimal. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a secret has this hash. The time it takes reveals nothing about either. */
export function fits(secret: string, hash: string): boolean {
  const [mine, theirs] = [Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex')];
  return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}
