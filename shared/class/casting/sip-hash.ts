const MASK = (1n << 64n) - 1n;
const START = [0x736f6d6570736575n, 0x646f72616e646f6dn, 0x6c7967656e657261n, 0x7465646279746573n] as const;

/**
 * SipHash-2-4 (Aumasson & Bernstein, "SipHash: a fast short-input PRF", 2012): 64 bits that nobody without the key can tell from chance,
 * however many others they have seen. `key`: 32 hexadecimal digits, the bytes in their order; `text`: ASCII.
 */
export function sipHash(key: string, text: string): bigint {
  const bytes = Array.from(text, (letter) => BigInt(letter.charCodeAt(0) & 0xff));
  const [low, high] = keyOf(key);
  const state = START.map((word, index) => word ^ (index % 2 === 0 ? low : high));
  for (const word of wordsOf(bytes)) {
    state[3] = at(state, 3) ^ word;
    rounds(state, 2);
    state[0] = at(state, 0) ^ word;
  }
  state[2] = at(state, 2) ^ 0xffn;
  rounds(state, 4);
  return at(state, 0) ^ at(state, 1) ^ at(state, 2) ^ at(state, 3);
}

function keyOf(key: string): readonly [bigint, bigint] {
  if (!/^[0-9a-f]{32}$/.test(key)) throw new Error('a key is 32 hexadecimal digits');
  const bytes = Array.from({ length: 16 }, (_, index) => BigInt(`0x${key.slice(2 * index, 2 * index + 2)}`));
  return [littleEndian(bytes.slice(0, 8)), littleEndian(bytes.slice(8))];
}

/** Eight bytes each; the last has what is left over, and the length as its highest byte. */
function wordsOf(bytes: readonly bigint[]): readonly bigint[] {
  const whole = Math.floor(bytes.length / 8);
  const words = Array.from({ length: whole }, (_, index) => littleEndian(bytes.slice(8 * index, 8 * index + 8)));
  return [...words, littleEndian(bytes.slice(8 * whole)) | (BigInt(bytes.length & 0xff) << 56n)];
}

function littleEndian(bytes: readonly bigint[]): bigint {
  return bytes.reduceRight((word, byte) => (word << 8n) | byte, 0n);
}

function rounds(state: bigint[], count: number): void {
  for (let round = 0; round < count; round++) {
    mix(state, 0, 1, 13n, true);
    mix(state, 2, 3, 16n, false);
    mix(state, 0, 3, 21n, false);
    mix(state, 2, 1, 17n, true);
  }
}

/** One add, rotate and xor. `turns`: the sum itself is rotated by half a word too. */
function mix(state: bigint[], a: number, b: number, by: bigint, turns: boolean): void {
  const sum = (at(state, a) + at(state, b)) & MASK;
  state[b] = rotate(at(state, b), by) ^ sum;
  state[a] = turns ? rotate(sum, 32n) : sum;
}

function rotate(word: bigint, by: bigint): bigint {
  return ((word << by) | (word >> (64n - by))) & MASK;
}

function at(state: readonly bigint[], index: number): bigint {
  return state[index] as bigint;
}
