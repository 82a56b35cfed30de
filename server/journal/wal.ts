import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Sizes of SQLite's write-ahead log in bytes: https://sqlite.org/fileformat2.html#walformat */
const HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_SIZE_AT = 8;
const SALT_AT = { header: 16, frame: 8 };
const SALT = 8;

/**
 * How many frames the log was begun to be filled with since it was last emptied, a last one that is not whole among them. SQLite itself reads
 * as far as the last commit that is whole, and says nothing of what follows.
 */
export function framesBegun(path: string): number {
  const file = openIfThere(path);
  if (file === undefined) return 0;
  try {
    const { size } = fstatSync(file);
    const header = bytesAt(file, 0, HEADER);
    if (header.length < HEADER) return 0;
    const frame = FRAME_HEADER + header.readUInt32BE(PAGE_SIZE_AT);
    const salt = header.subarray(SALT_AT.header, SALT_AT.header + SALT);
    let frames = 0;
    while (HEADER + frames * frame < size && isOf(salt, bytesAt(file, HEADER + frames * frame, FRAME_HEADER))) frames++;
    return frames;
  } finally {
    closeSync(file);
  }
}

/** What is left of a frame's header that was cut counts as the salt's. */
function isOf(salt: Buffer, frameHeader: Buffer): boolean {
  const own = frameHeader.subarray(SALT_AT.frame, SALT_AT.frame + SALT);
  return own.equals(salt.subarray(0, own.length));
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
