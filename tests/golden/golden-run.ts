import { playerView, type Service, type VerbOffer } from '../../shared/services/contract.ts';
import { type Architecture, type NodeId, type StressUse, seconds } from '../../shared/sim/index.ts';
import { World } from '../services/world.ts';

const PLAY = 80;
const NODES = 12;
const FIRST_TROUBLE = 6;
const BETWEEN = 7;

/** Every trouble that the service knows, one after the other and overlapping, with what it does by default. */
function troubleOf(service: Service): readonly StressUse[] {
  return service.stresses.map((id, index) => ({ id, at: FIRST_TROUBLE + index * BETWEEN, params: {} }));
}

/** Steps through a fixed sequence of numbers from 0 to below 1 (mulberry32), so that no generator of the product is its own witness. */
function chooser(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A run of every trouble with some people in it who tap a button about once in two seconds, also one that is closed. */
export function goldenRun(
  service: Service,
  architecture: Architecture,
  seed: number,
  { people = 4, trouble = true }: { readonly people?: number; readonly trouble?: boolean } = {},
): { readonly hash: string; readonly events: number; readonly acted: number } {
  const stresses = trouble ? troubleOf(service) : [];
  const world = new World({ service, architecture, nodes: NODES, seed, stresses, play: PLAY });
  const side = service.sides[architecture];
  const choose = chooser(seed);
  for (let node = 0; node < people; node++) world.person(node);
  let acted = 0;
  for (let second = 1; second <= PLAY; second++) {
    world.to(second);
    for (let node = 0; node < people; node++) {
      const { verbs, offers } = playerView(side, world.run, node as NodeId);
      const all = [...verbs, ...offers].sort(byId);
      const chosen = all[Math.floor(choose() * all.length * 2)];
      if (chosen === undefined) continue;
      world.run.input({ time: seconds(second), node: node as NodeId, action: chosen.action });
      acted += 1;
    }
  }
  return { hash: world.run.hash, events: world.run.events, acted };
}

function byId(a: VerbOffer, b: VerbOffer): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
