import { describe, expect, it } from 'vitest';
import type { Architecture, Params, Plan } from '../../shared/sim/index.ts';
import { parFor } from '../../shared/theory/index.ts';

const PARAMS = { pieces: 80, serverUplink: 10, uplink: 1, uplinks: '', downlink: 0, mirrors: 0, seeds: 1, parts: 0 };

const plan = (architecture: Architecture, params: Params, service = 'file'): Plan => ({
  service,
  architecture,
  params: { ...PARAMS, ...params },
  nodes: 31,
  stresses: [],
  seed: 1,
  durations: { play: 90 },
  pace: { bot: 1, person: 3 },
});

const seconds = (architecture: Architecture, params: Params = {}): number | undefined =>
  parFor(plan(architecture, params))?.seconds;

describe('par of a file', () => {
  it('is all the bytes over the server’s uplink with one server', () => {
    expect(seconds('client-server')).toBe((30 * 80) / 10);
  });

  it('is halved by a mirror, and says that the mirror must run', () => {
    expect(seconds('client-server', { mirrors: 1 })).toBe(120);
    expect(parFor(plan('client-server', { mirrors: 1 }))?.source).toContain('mirror');
  });

  it('is all the bytes over all uplinks in a swarm', () => {
    expect(seconds('peer-to-peer')).toBe((30 * 80) / 40);
    expect(seconds('peer-to-peer', { uplinks: '1,3' })).toBe((30 * 80) / 70);
  });

  it('is no less than one download', () => {
    expect(seconds('peer-to-peer', { downlink: 0.5 })).toBe(160);
  });

  it('counts machines that have the file already with those that give it', () => {
    expect(seconds('peer-to-peer', { seeds: 11 })).toBe((20 * 80) / 40);
  });

  it('is nothing for a job that theory has no bound for', () => {
    expect(parFor(plan('peer-to-peer', {}, 'web'))).toBeNull();
    expect(parFor(plan('peer-to-peer', { parts: 3 }))).toBeNull();
  });
});
