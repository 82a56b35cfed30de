import { beforeEach, describe, expect, it, vi } from 'vitest';
import { late } from '../../client/loading/late.ts';
import { type Got, newLoader, type World } from '../../client/loading/patient.ts';

/** A world where each file is got as the list says, and then is there; it keeps what was asked of it. */
function worldOf(gets: readonly Got[], more: Partial<World> = {}) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const left = [...gets];
  const world: World = {
    get: async (url, again) => {
      asked.push(`${url}${again ? ' again' : ''}`);
      return left.shift() ?? 'here';
    },
    pause: async (ms) => void pauses.push(ms),
    chance: () => 1,
    renew: async () => false,
    startOver: () => false,
    ...more,
  };
  return { world, asked, pauses };
}

beforeEach(() => {
  late.value = 'no';
});

describe('A part of a page', () => {
  it('is imported when all of its files are there, and not before', async () => {
    const { world, asked } = worldOf(['here', 'nothing', 'here']);
    const load = vi.fn(async () => asked.length);
    expect(await newLoader(world).part(load, ['a.js', 'b.js'])).toBe(3);
    expect(asked).toEqual(['a.js', 'b.js', 'b.js again']);
    expect(load).toHaveBeenCalledOnce();
  });

  it('is asked for with longer and longer pauses, and says meanwhile that it is late', async () => {
    const said: string[] = [];
    const { world, pauses } = worldOf(Array.from({ length: 9 }, () => 'nothing'));
    const pause = (ms: number): Promise<void> => {
      said.push(late.value);
      return world.pause(ms);
    };
    const watched = { ...world, pause };
    await newLoader(watched).part(async () => 1, ['a.js']);
    expect(pauses).toEqual([400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000, 10_000]);
    expect(new Set(said)).toEqual(new Set(['trying']));
    expect(late.value).toBe('no');
  });

  it('is fetched once, however many ask for it or for what it shares with others', async () => {
    const { world, asked } = worldOf(['nothing', 'nothing']);
    const loader = newLoader(world);
    await Promise.all([
      loader.part(async () => 1, ['a.js', 'shared.js']),
      loader.part(async () => 2, ['a.js', 'shared.js']),
    ]);
    await loader.part(async () => 1, ['a.js', 'shared.js']);
    expect(asked.toSorted()).toEqual(['a.js', 'a.js again', 'shared.js', 'shared.js again']);
  });

  it('that the server no longer has is left to the newer page, where there is one', async () => {
    let renewed = (): void => undefined;
    const renewing = new Promise<void>((resolve) => {
      renewed = resolve;
    });
    const { world, pauses } = worldOf(['gone', 'gone'], {
      renew: vi
        .fn(async () => false)
        .mockImplementationOnce(async () => false)
        .mockImplementationOnce(async () => {
          renewed();
          return true;
        }),
    });
    const load = vi.fn(async () => 1);
    void newLoader(world).part(load, ['a.js']);
    await renewing;
    expect(pauses).toHaveLength(1);
    expect(load).not.toHaveBeenCalled();
  });

  it('is imported once more where that failed', async () => {
    const { world } = worldOf([]);
    const load = vi.fn(async () => 1).mockRejectedValueOnce(new Error('no file after all'));
    expect(await newLoader(world).part(load, ['a.js'])).toBe(1);
    expect(late.value).toBe('no');
  });

  it('that can’t be run has the page started anew once, and then says so', async () => {
    const broken = new Error('a sign that this browser does not know');
    const load = vi.fn(async () => Promise.reject(broken));
    const startOver = vi.fn(() => false);
    await expect(newLoader(worldOf([], { startOver }).world).part(load, ['a.js'])).rejects.toBe(broken);
    expect(startOver).toHaveBeenCalledOnce();
    expect(late.value).toBe('failed');
  });
});
