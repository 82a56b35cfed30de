import type { Net, NodeId } from '../../../sim/index.ts';
import { type Site, versionAt } from '../site.ts';
import type { Copy, PeerState } from './state.ts';

/** The copy that a machine would hand out: the origin's own page, or what it keeps and is not too old. */
export function copyFor(net: Net, self: NodeId, state: PeerState, page: number, site: Site): Copy | undefined {
  if (state.role === 'origin') return original(net, self, page, site);
  const copy = state.copies.find((kept) => kept.page === page);
  if (copy === undefined || !tooOld(net, copy, site)) return copy;
  drop(net, self, state, copy);
  return undefined;
}

/** Keeps a copy; the one used least recently makes room, if any may go. False when there is no room. */
export function keep(net: Net, self: NodeId, state: PeerState, copy: Copy, site: Site): boolean {
  const older = state.copies.find((kept) => kept.page === copy.page);
  if (older !== undefined) drop(net, self, state, older);
  if (state.copies.length >= site.settings.cache) {
    const goes = state.copies.find((kept) => !kept.pinned);
    if (goes === undefined) return false;
    drop(net, self, state, goes);
  }
  state.copies.push(copy);
  net.fact('stored', self, copy.from, copy.page);
  return true;
}

/** Throws a copy away. */
export function drop(net: Net, self: NodeId, state: PeerState, copy: Copy): void {
  state.copies.splice(state.copies.indexOf(copy), 1);
  net.fact('dropped-copy', self, copy.from, copy.page);
}

/** Marks a copy as used just now. */
export function touch(state: PeerState, copy: Copy): void {
  const at = state.copies.indexOf(copy);
  if (at < 0) return;
  state.copies.splice(at, 1);
  state.copies.push(copy);
}

function original(net: Net, self: NodeId, page: number, site: Site): Copy {
  return {
    page,
    version: versionAt(site, page, net.now),
    corrupt: false,
    vouched: site.settings.hashCheck,
    made: net.now,
    from: self,
    pinned: true,
  };
}

function tooOld(net: Net, copy: Copy, site: Site): boolean {
  const { lifetime } = site.settings;
  return lifetime > 0 && net.now - copy.made > lifetime;
}
