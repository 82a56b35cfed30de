/** More devices than this say nothing new; fewer are worth telling apart. */
const ENOUGH = 3;

/** Which of this computer's addresses other devices came in by: the proof that one works. */
export interface Arrivals {
  /** @param own the address of this computer that the device reached */
  note(own: string, device: string): void;
  /** @returns how many devices, at most 3 */
  by(own: string): number;
}

export function newArrivals(): Arrivals {
  const devices = new Map<string, Set<string>>();
  return {
    note(own, device) {
      const known = devices.get(own) ?? new Set();
      if (known.size < ENOUGH) devices.set(own, known.add(device));
    },
    by: (own) => devices.get(own)?.size ?? 0,
  };
}
