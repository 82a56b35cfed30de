/** A set of piece numbers as 32-bit words: plain JSON, and small enough for ten thousand machines that know ten neighbours each. */
export type Bits = number[];

/** Number of words for `size` members. */
export function wordsFor(size: number): number {
  return (size + 31) >>> 5;
}

export function noBits(size: number): Bits {
  return new Array<number>(wordsFor(size)).fill(0);
}

/** The set of 0 to size - 1. */
export function allBits(size: number): Bits {
  const bits = noBits(size);
  for (let member = 0; member < size; member++) addBit(bits, member);
  return bits;
}

export function hasBit(bits: Readonly<Bits>, member: number): boolean {
  return (((bits[member >>> 5] as number) >>> (member & 31)) & 1) === 1;
}

export function addBit(bits: Bits, member: number): void {
  bits[member >>> 5] = (bits[member >>> 5] as number) | (1 << (member & 31));
}

export function removeBit(bits: Bits, member: number): void {
  bits[member >>> 5] = (bits[member >>> 5] as number) & ~(1 << (member & 31));
}

/** Number of members below `limit`. */
export function countBits(bits: Readonly<Bits>, limit: number): number {
  let count = 0;
  for (let word = 0; word < wordsFor(limit); word++) count += ones((bits[word] as number) & maskBelow(limit, word));
  return count;
}

/** The bits of a word that stand for members below `limit`. */
export function maskBelow(limit: number, word: number): number {
  const first = word << 5;
  if (limit >= first + 32) return -1;
  return limit <= first ? 0 : (1 << (limit - first)) - 1;
}

function ones(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
