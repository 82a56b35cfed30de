import { LESSON, SCENARIO } from './sample.ts';
import { World } from './world.ts';

/** One round without trouble, in which only people act on people's machines. */
export const CALM = { ...LESSON, rounds: [{ ...SCENARIO, stresses: [], pace: { bot: 2, person: 60 } }] };

/** Two students in its first run. */
export function playing(): { readonly world: World; readonly client: string; readonly server: string } {
  const world = new World({ lesson: CALM });
  for (const seat of ['a', 'b']) world.join(seat);
  world.skipTo('play', 0);
  const server = world.seat('a').role?.id === 'server' ? 'a' : 'b';
  return { world, server, client: server === 'a' ? 'b' : 'a' };
}
