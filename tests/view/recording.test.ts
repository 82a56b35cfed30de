import { describe, expect, it } from 'vitest';
import { applyFrame, newBoard } from '../../client/view/board/board.ts';
import {
  longest,
  NOTHING_RECORDED,
  type Recording,
  recordFrame,
  recordScene,
  replaySource,
} from '../../client/view/board/recording.ts';
import type { BoardFrame, PictureWords, SceneView } from '../../client/view/board/source.ts';

const scene = (runId: string, architecture: SceneView['architecture']): SceneView => ({
  runId,
  architecture,
  layout: 'star',
  service: 'file',
  looks: [],
  nodes: [0, 1, 2].map((node) => ({ node, name: `Bot ${node}`, mark: null, role: 'client', bot: true })),
});

const frame = (runId: string, t: number): BoardFrame => ({
  runId,
  t,
  nodes: [
    {
      node: 1,
      up: t < 3_000_000,
      reason: t < 3_000_000 ? 'none' : 'server-down',
      since: t < 3_000_000 ? -1 : 3_000_000,
      progress: t / 10_000_000,
      queue: 0,
      pilot: 'bot',
      connected: true,
      traits: [],
    },
  ],
  departures: [[t, 0, 1, 0, t, t + 800_000]],
  mishaps: [],
  lines: [],
  finished: [],
  allDone: false,
});

const words: PictureWords = { down: () => '', waiting: () => '', called: () => '' };
const TIMES = [1, 2, 3, 4, 5].map((second) => second * 1_000_000);

describe('a recording', () => {
  it('keeps a run of each architecture in a round, and forgets them with the next round', () => {
    const hub = recordScene(NOTHING_RECORDED, 0, scene('a', 'client-server'));
    const both = recordScene(hub, 0, scene('b', 'peer-to-peer'));
    expect(Object.keys(both.runs)).toEqual(['client-server', 'peer-to-peer']);
    expect(Object.keys(recordScene(both, 1, scene('c', 'client-server')).runs)).toEqual(['client-server']);
  });

  it('keeps its frames when newcomers change the scene, and begins anew with another run', () => {
    const begun = recordScene(NOTHING_RECORDED, 0, scene('a', 'client-server'));
    for (const t of TIMES) recordFrame(begun, frame('a', t));
    recordFrame(begun, frame('other', 9_000_000));
    expect(longest(begun)).toBe(5_000_000);
    expect(longest(recordScene(begun, 0, scene('a', 'client-server')))).toBe(5_000_000);
    expect(longest(recordScene(begun, 0, scene('again', 'client-server')))).toBe(0);
  });
});

describe('a replay', () => {
  const recording: Recording = { scene: scene('a', 'client-server'), frames: TIMES.map((t) => frame('a', t)) };

  it('shows at each time what was seen then, forwards and backwards', () => {
    let now = 0;
    const source = replaySource(recording, words, () => now);
    for (const t of [1, 4, 2, 5, 3].map((second) => second * 1_000_000 + 1)) {
      now = t;
      const seen = newBoard(recording.scene);
      for (const each of recording.frames.filter((one) => one.t <= t)) applyFrame(seen, each);
      expect(source.board()?.nodes).toEqual(seen.nodes);
      expect(source.board()?.t).toBe(seen.t);
    }
  });

  it('begins with nothing but the scene', () => {
    const source = replaySource(recording, words, () => 0);
    expect(source.board()?.nodes).toEqual(newBoard(recording.scene).nodes);
  });
});
