import { describe, expect, it } from 'vitest';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { doneNodes, fileWorld, lastDone } from './file-world.ts';

describe.each(ARCHITECTURES)('a rush on the file, %s', (architecture) => {
  it('makes everyone want the next files as well, as long as it lasts', () => {
    const rush = { id: 'flash-crowd', at: 5, params: { target: 'any', for: 30, factor: 3 } };
    const world = fileWorld(architecture, { nodes: 12, stresses: [rush], params: { pieces: 30 } }).to(150);
    const asked = world.facts('asked');
    const further = asked.filter(({ ref }) => ref >= 30);
    expect(asked.filter(({ time }) => time < 5e6).every(({ ref }) => ref < 30)).toBe(true);
    expect(further.length).toBeGreaterThan(50);
    expect(further.every(({ time, ref }) => time >= 5e6 && time < 37e6 && ref < 90)).toBe(true);
    expect(doneNodes(world)).toHaveLength(11);
    const calm = fileWorld(architecture, { nodes: 12, params: { pieces: 30 } }).to(150);
    expect(lastDone(world)).toBeGreaterThan(1.1 * lastDone(calm));
  });

  it('sets those going again who have all, when it begins in a calm', () => {
    const rush = { id: 'flash-crowd', at: 100, params: { target: 'any', for: 30, factor: 2 } };
    const world = fileWorld(architecture, { nodes: 6, stresses: [rush], params: { pieces: 10 } }).to(99);
    expect(doneNodes(world)).toHaveLength(5);
    expect(world.facts('asked').every(({ time }) => time < 50e6)).toBe(true);
    world.to(150);
    expect(new Set(world.facts('asked').flatMap(({ time, node }) => (time > 100e6 ? [node] : []))).size).toBe(5);
  });
});
