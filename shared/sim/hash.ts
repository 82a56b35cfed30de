/** Two 32-bit lanes of a multiply-rotate hash over whole numbers: equal logs have equal hashes, on every machine (rule 3). */
export class LogHash {
  #a: number;
  #b: number;

  constructor(saved: readonly [number, number] = [0x243f6a88, 0x85a308d3]) {
    this.#a = saved[0] | 0;
    this.#b = saved[1] | 0;
  }

  /** Mixes one number in: its low 32 bits and, beyond them, its high bits. */
  mix(value: number): void {
    const low = value | 0;
    this.#a = Math.imul((this.#a ^ low) + 0x9e3779b9, 0x85ebca6b);
    this.#a ^= this.#a >>> 15;
    this.#b = (Math.imul(((this.#b << 13) | (this.#b >>> 19)) ^ low, 0xc2b2ae35) + 0x27d4eb2f) | 0;
    if (value > 0xffffffff || value < -0x80000000) this.mix(Math.floor(value / 4294967296));
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return hex(this.#a) + hex(this.#b);
  }

  save(): [number, number] {
    return [this.#a, this.#b];
  }
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
