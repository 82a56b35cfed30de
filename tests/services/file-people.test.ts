import { describe, expect, it } from 'vitest';
import type { VerbOffer } from '../../shared/services/contract.ts';
import { ARCHITECTURES, type Architecture } from '../../shared/sim/index.ts';
import { fileWorld, lastDone, peerOf } from './file-world.ts';
import type { World } from './world.ts';

type Choose = (open: readonly VerbOffer[]) => readonly VerbOffer[];

const idle: Choose = () => [];
/** Asks as soon as there is room, and pays back who gave. */
const skilled: Choose = (open) => {
  const ask = open.find(({ action }) => action.type === 'request');
  const back = open.find(({ label }) => label.key === 'file.verb.upload-back');
  return [ask ?? back].filter((button) => button !== undefined);
};
/** Taps everything that can be tapped, all the time. */
const hammer: Choose = (open) =>
  open.filter(({ action }) => ['request', 'retry', 'find', 'upload'].includes(action.type));

/** Mean time in seconds at which these machines have everything; 120 for one that has not by then. */
function finish(world: World, people: readonly number[], choose: Choose): number {
  for (const node of people) world.person(node);
  const doneAt = new Map<number, number>();
  for (let time = 0.5; time <= 120 && doneAt.size < people.length; time += 0.5) {
    world.to(time);
    for (const node of people) {
      if (peerOf(world, node).download.done && !doneAt.has(node)) doneAt.set(node, time);
      const { verbs, offers } = world.view(node);
      for (const button of choose([...verbs, ...offers].filter(({ blocked }) => blocked === undefined))) {
        world.act(node, button.action);
      }
    }
  }
  return people.reduce((sum, node) => sum + (doneAt.get(node) ?? 120), 0) / people.length;
}

function meanFinish(architecture: Architecture, nodes: number, choose: Choose): number {
  const people = nodes < 10 ? [2, 4] : [3, 5, 7, 11];
  const times = [1, 2, 3].map((seed) => finish(fileWorld(architecture, { nodes, seed }), people, choose));
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

describe.each(ARCHITECTURES)('people, %s', (architecture) => {
  it.each([6, 30, 60])(
    'who decide quickly have their file at least a fifth sooner than who do nothing, of %i',
    (nodes) => {
      expect(meanFinish(architecture, nodes, skilled)).toBeLessThan(0.8 * meanFinish(architecture, nodes, idle));
    },
  );

  it.each([15, 30])('who tap all there is gain nothing over who decide well, of %i', (nodes) => {
    expect(meanFinish(architecture, nodes, hammer)).toBeGreaterThan(0.93 * meanFinish(architecture, nodes, skilled));
  });
});

describe('whoever runs the server', () => {
  it('brings the class through much sooner by adding the mirror in time', () => {
    const finishWith = (adds: boolean): number => {
      const world = fileWorld('client-server', { nodes: 30 });
      if (adds) world.to(5).act(0, { type: 'mirror' });
      return lastDone(world.to(120));
    };
    expect(finishWith(true)).toBeLessThan(0.8 * finishWith(false));
  });

  it('who serves those first that miss least has some done much earlier, and the last no later', () => {
    const served = fileWorld('client-server', { nodes: 30 });
    for (let time = 0.5; time < 80; time += 0.5) {
      served.to(time);
      const { offers } = served.view(0);
      const open = offers.filter(({ blocked }) => blocked === undefined);
      const best = open.sort((a, b) => Number(b.label.args?.['n']) - Number(a.label.args?.['n']))[0];
      if (best !== undefined) served.act(0, best.action);
    }
    served.to(120);
    const usual = fileWorld('client-server', { nodes: 30 }).to(120);
    const tenth = (world: World): number => (world.facts('done')[9]?.time ?? 0) / 1e6;
    expect(tenth(served)).toBeLessThan(0.9 * tenth(usual));
    expect(lastDone(served)).toBeLessThan(1.05 * lastDone(usual));
  });
});
