import { describe, expect, it } from 'vitest';
import { file } from '../../shared/services/file/index.ts';
import type { PeerState } from '../../shared/services/file/peer-to-peer/terms.ts';
import { type NodeId, type Params, Run, type StressUse, seconds } from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { complete, planOf } from './world.ts';

const TROUBLE: readonly StressUse[] = [
  { id: 'poison', at: 1, params: { target: 'any:2', for: 40 } },
  { id: 'churn', at: 8, params: { target: 'any:40%', for: 20, away: 3 } },
  { id: 'partition', at: 15, params: { target: 'any:50%', for: 6 } },
  { id: 'flash-crowd', at: 22, params: { target: 'any', for: 15, factor: 2 } },
  { id: 'slow-links', at: 30, params: { target: 'all', for: 10, loss: 0.3 } },
  { id: 'crash', at: 45, params: { target: 'any:3', for: 8 } },
];
const NODES = 14;
const KINDS_OF_PEERS = [
  ['slots that last', { pieces: 30 }],
  ['votes instead of hashes', { pieces: 20, hashCheck: false, votes: 3 }],
  ['few neighbours', { pieces: 20, neighbours: 3, banAfter: 1 }],
  ['slots for one piece', { pieces: 20, slotSeconds: 0, haveSeconds: 0, unchoke: 'neediest' }],
] as const;

/** Plays through all trouble and looks at every peer after each event; what is said is wrong is returned. */
function wrongs(params: Params, look: (run: Run, node: NodeId, state: PeerState) => string | undefined): string[] {
  const wrong = new Set<string>();
  for (const seed of [1, 2, 3]) {
    const asked = { service: file, architecture: 'peer-to-peer', nodes: NODES, seed, params, bot: 1 } as const;
    const plan = { ...planOf(asked), stresses: TROUBLE.map(complete) };
    const run = Run.create({ plan, protocol: file.sides['peer-to-peer'].protocol(plan), stresses: STRESS_BY_ID });
    while (run.nextTime <= seconds(80)) {
      run.step();
      for (let node = 0 as NodeId; node < NODES; node++) {
        const found = look(run, node, run.net.state(node) as PeerState);
        if (found !== undefined) wrong.add(`seed ${seed}, ${run.now} µs, peer ${node}: ${found}`);
      }
    }
  }
  return [...wrong].slice(0, 5);
}

describe.each(KINDS_OF_PEERS)('after every event of a troubled swarm with %s', (_, params) => {
  it('an autopilot that rests has nothing to do', () => {
    let rests = 0;
    const wrong = wrongs(params, (run, node, state) => {
      const { looksAt, up } = run.node(node);
      if (looksAt < 0 || !up) return undefined;
      rests++;
      const choice = run.net.protocol.autopilot?.(run.net, node, state);
      return choice === 'rest' ? undefined : JSON.stringify(choice);
    });
    expect(rests).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
  });

  it('the lists of who has a slot at whose name just those', () => {
    let slots = 0;
    const wrong = wrongs(params, (_run, _node, { neighbours, open, given }) => {
      slots += open.length + given.length;
      const [opened, unchoked] = [neighbours.filter((one) => one.open), neighbours.filter((one) => one.unchoked)];
      const isTrue =
        opened.length === open.length &&
        unchoked.length === given.length &&
        opened.every(({ id }) => open.includes(id)) &&
        unchoked.every(({ id }) => given.includes(id));
      return isTrue ? undefined : JSON.stringify({ open, given });
    });
    expect(slots).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  });
});
