import type { Me } from '../../kit/index.ts';
import { versionAt } from '../site.ts';
import { type Copy, ORIGIN, type PeerSide, type PeerState } from './terms.ts';

type Peer = Me<PeerSide>;

/** The copy that a machine would hand out: the origin's own page, or what it keeps and is not too old. */
export function copyFor(me: Peer, page: number): Copy | undefined {
  if (me.id === ORIGIN) return original(me, page);
  const copy = keptCopy(me.state, page);
  if (copy === undefined || !tooOld(me, copy)) return copy;
  drop(me, copy);
  return undefined;
}

export function keptCopy({ copies }: PeerState, page: number | null): Copy | undefined {
  return copies.find((kept) => kept.page === page);
}

/** Keeps a copy; the one used least recently makes room, if any may go. False when there is no room. */
export function keep(me: Peer, copy: Copy): boolean {
  const { copies } = me.state;
  const older = keptCopy(me.state, copy.page);
  if (older !== undefined) drop(me, older);
  if (copies.length >= me.settings.cache) {
    const goes = copies.find((kept) => !kept.pinned);
    if (goes === undefined) return false;
    drop(me, goes);
  }
  copies.push(copy);
  me.fact('stored', copy.from, copy.page);
  return true;
}

/** Throws a copy away. */
export function drop(me: Peer, copy: Copy): void {
  const { copies } = me.state;
  copies.splice(copies.indexOf(copy), 1);
  me.fact('dropped-copy', copy.from, copy.page);
}

/** Marks a copy as used just now. */
export function touch({ copies }: PeerState, copy: Copy): void {
  const at = copies.indexOf(copy);
  if (at < 0) return;
  copies.splice(at, 1);
  copies.push(copy);
}

function original({ id, settings, now }: Peer, page: number): Copy {
  return {
    page,
    version: versionAt(settings, page, now),
    corrupt: false,
    vouched: settings.hashCheck,
    made: now,
    from: id,
    pinned: true,
  };
}

function tooOld({ settings: { lifetime }, now }: Peer, copy: Copy): boolean {
  return lifetime > 0 && now - copy.made > lifetime;
}
