import type { ClientState, ServerState } from '../../shared/services/mail/client-server/terms.ts';
import { mail } from '../../shared/services/mail/index.ts';
import type { Letter } from '../../shared/services/mail/letter.ts';
import type { PeerState } from '../../shared/services/mail/peer-to-peer/terms.ts';
import type { Architecture, NodeId } from '../../shared/sim/index.ts';
import { type Asked, World } from './world.ts';

export const ALL_WRITTEN = 100;

/** A class in which nobody writes by itself, and only the test acts. */
export function quiet(architecture: Architecture, rest: Partial<Asked> = {}): World {
  const world = new World({ service: mail, architecture, nodes: 6, bot: 1000, ...rest });
  for (let node = 0; node < 6; node++) {
    world.person(node);
    const { desk } = world.state<Partial<PeerState>>(node);
    if (desk !== undefined) desk.made = ALL_WRITTEN;
  }
  return world;
}
export const server = (world: World) => world.state<ServerState>(0);
export const client = (world: World, node: number) => world.state<ClientState>(node);
export const peer = (world: World, node: number) => world.state<PeerState>(node);

export function letter(id: number, rest: Partial<Letter> = {}): Letter {
  return { id, from: 1 as NodeId, to: 2 as NodeId, written: 0, sealed: false, corrupt: false, junk: false, ...rest };
}
export const ids = (letters: readonly { readonly id: number }[] | undefined) => letters?.map(({ id }) => id);
export const neighbours = (world: World, node: number) =>
  world.view(node).neighbours.map(({ node: who, note, mood }) => [who, note.key.replace('mail.neighbour.', ''), mood]);
/** Gives a machine something to write. */
export function draft(world: World, node: number, to: number): number {
  const { desk } = client(world, node);
  desk.made++;
  desk.drafts.push({ number: desk.made, to: to as NodeId });
  return desk.made;
}
