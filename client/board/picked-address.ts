import type { AddressAnswer, AddressLine } from '../../shared/protocol/messages.ts';

/** What somebody at this board took for it, and what the desk had chosen then: when that changes, the desk's word counts again. */
export interface Picked {
  readonly id: string;
  readonly over: string | null;
}

/** The address that the board shows. */
export function shownAddress({ url, candidates, chosen }: AddressAnswer, picked: Picked | null): string {
  if (picked === null || picked.over !== chosen) return url;
  return candidates.find(({ id }) => id === picked.id)?.url ?? url;
}

export function pick({ id }: AddressLine, { chosen }: AddressAnswer): Picked {
  return { id, over: chosen };
}

/** Survives a reload of this window if the browser allows storage. */
export function keptPick(code: string): Picked | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(code)) ?? 'null');
    return isPicked(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepPick(code: string, picked: Picked): void {
  try {
    sessionStorage.setItem(keyOf(code), JSON.stringify(picked));
  } catch {
    // It holds as long as the page.
  }
}

function keyOf(code: string): string {
  return `hub-and-mesh.address.${code}`;
}

function isPicked(kept: unknown): kept is Picked {
  return typeof kept === 'object' && kept !== null && 'id' in kept && typeof kept.id === 'string' && 'over' in kept;
}
