import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../client/instructor/keys.ts';
import { AVATAR_COLOURS, AVATAR_SHAPES, avatarPath, avatarShape } from '../../client/view/avatar.ts';
import { barsOf } from '../../client/view/choices.ts';
import { clockText, remaining } from '../../client/view/clock.ts';
import { codeInPath, keyInHash } from '../../client/view/code.ts';
import { crowd, fitInPairs } from '../../client/view/crowd.ts';
import { curve, spanOf } from '../../client/view/curve.ts';
import { evidenceOf, tallyOf } from '../../client/view/evidence.ts';
import { readiness } from '../../client/view/readiness.ts';
import { termsIn } from '../../client/view/terms.ts';
import { AVATAR_COLOURS as COLOURS, AVATAR_SHAPES as SHAPES } from '../../shared/class/roster/avatars.ts';
import type { PlayerView, VerbOffer } from '../../shared/services/contract.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { said } from '../support/stage/people.ts';
import { SCENES } from '../support/stage/scenes.ts';

describe('the time that is left', () => {
  const clock = { at: 10_000, endsAt: 58_000, paused: false, revision: 0, pace: 1 };
  it('is counted down by the page’s own clock from when the server’s arrived', () => {
    expect(remaining({ clock, arrived: 500 }, 500)).toBe(48_000);
    expect(remaining({ clock, arrived: 500 }, 3_500)).toBe(45_000);
    expect(remaining({ clock, arrived: 500 }, 90_000)).toBe(0);
  });
  it('stands still while the class is paused', () => {
    expect(remaining({ clock: { ...clock, paused: true }, arrived: 500 }, 9_000)).toBe(48_000);
  });
  it('passes as slowly as the class’s time where that is too much for its server', () => {
    expect(remaining({ clock: { ...clock, pace: 0.5 }, arrived: 500 }, 8_500)).toBe(44_000);
  });
  it('is unknown where a phase has no end', () => {
    expect(remaining({ clock: { ...clock, endsAt: null }, arrived: 0 }, 0)).toBeNull();
    expect(remaining(null, 0)).toBeNull();
  });
  it('shows 0:00 only when it is up', () => {
    expect([72_000, 9_001, 1, 0].map(clockText)).toEqual(['1:12', '0:10', '0:01', '0:00']);
  });
});

describe('a class code', () => {
  it('is found in a page’s address', () => {
    expect(codeInPath('/j/k7mx3p')).toBe('K7MX3P');
    expect(codeInPath('/board/K7-MX3P/')).toBe('K7MX3P');
    expect(codeInPath('/j/%D0%9B7%D0%AC%D0%A73%D0%97')).toBe('K7MX3P');
    for (const path of ['/', '/j/', '/j/%E0%A4%A', '/j/K7MX']) expect(codeInPath(path)).toBeUndefined();
  });
  it('comes with its key in the address of a desk that moves', () => {
    expect(keyInHash('#K7MX3P.se-cret_1')).toEqual({ code: 'K7MX3P', key: 'se-cret_1' });
    expect(keyInHash('#K7MX3P')).toBeUndefined();
  });
});

describe('the evidence', () => {
  const groups = evidenceOf(SCENES.compare.view.result?.runs ?? []);
  const row = (id: string) => groups.flatMap(({ rows }) => rows).find((each) => each.id === id);

  it('stands in the order of the aspects, and has only those that were measured', () => {
    expect(groups.map(({ aspect }) => aspect)).toEqual([
      'control',
      'scalability',
      'reliability',
      'resource-sharing',
      'coordination',
    ]);
  });
  it('says who did better by whether more or less is better', () => {
    expect(row('scalability.goodput')?.better).toBe('peer-to-peer');
    expect(row('coordination.messages-per-useful')?.better).toBe('client-server');
  });
  it('says nothing where more is neither better nor worse, or nothing was measured', () => {
    expect(row('control.largest-share')?.better).toBeNull();
    expect(row('control.rule-time')?.better).toBeNull();
  });
  it('calls near values the same', () => {
    const [hub, mesh] = SCENES.compare.view.result?.runs ?? [];
    const near = (value: number) => [{ ...measureOf('scalability.goodput'), value }];
    if (hub === undefined || mesh === undefined) throw new Error('the scene has two runs');
    const both = (a: number, b: number) =>
      evidenceOf([
        { ...hub, measures: near(a) },
        { ...mesh, measures: near(b) },
      ])[0]?.rows[0]?.better;
    expect(both(100, 101)).toBe('same');
    expect(both(0, 0)).toBe('same');
    expect(both(100, 105)).toBe('peer-to-peer');
  });
  it('counts for each side where it did better', () => {
    expect(tallyOf(groups)).toEqual({ 'client-server': 1, 'peer-to-peer': 6 });
  });

  function measureOf(id: string) {
    const found = row(id)?.sides['client-server'];
    if (found === null || found === undefined) throw new Error(`no ${id}`);
    return found;
  }
});

describe('a poll', () => {
  it('has a bar for every choice, chosen or not', () => {
    expect(barsOf({ same: 3, 'peer-to-peer': 1 })).toEqual([
      { choice: 'client-server', count: 0, share: 0 },
      { choice: 'peer-to-peer', count: 1, share: 0.25 },
      { choice: 'same', count: 3, share: 0.75 },
    ]);
    expect(barsOf({}).every(({ share }) => share === 0)).toBe(true);
  });
});

describe('a run’s curve', () => {
  it('spans the box', () => {
    expect(curve([0, 0.5, 1], 2, 100, 40)).toBe('0.0,40.0 50.0,20.0 100.0,0.0');
  });
  it('gives two runs one scale', () => {
    expect(spanOf(SCENES.compare.view.result?.runs ?? [])).toBe(90);
  });
});

describe('a student’s mark', () => {
  it('has a shape and a colour for every pair that a class gives out', () => {
    expect(AVATAR_SHAPES).toHaveLength(SHAPES);
    expect(AVATAR_COLOURS).toHaveLength(COLOURS);
    expect(new Set(AVATAR_SHAPES.map(avatarPath)).size).toBe(SHAPES);
  });
  it('can be drawn whatever number comes', () => {
    expect(avatarShape(-3).name).toBe(avatarShape(3).name);
  });
});

describe('a device', () => {
  it('is ready by its way to the server and back', () => {
    expect([null, 20, 250, 900].map(readiness)).toEqual(['measuring', 'good', 'fair', 'slow']);
  });
});

describe('a crowd of neighbours', () => {
  const neighbour = (node: number, mood: 'good' | 'neutral' | 'bad') => ({
    node: node as NodeId,
    note: said('x'),
    mood,
  });
  it('shows first those of whom there is something to tell, and no more than five', () => {
    const many = [1, 2, 3, 4, 5, 6].map((node) => neighbour(node, node === 6 ? 'bad' : 'neutral'));
    const { shown, others } = crowd(many);
    expect(shown.map(({ node }) => node)).toEqual([6, 1, 2, 3, 4]);
    expect(others.map(({ node }) => node)).toEqual([5]);
  });
  it('puts offers in pairs only if all of them are short', () => {
    const { offers } = SCENES['play-peer'].seat.play as PlayerView;
    const label = ({ label }: VerbOffer): string => String(label.args?.['text']);
    expect(fitInPairs(offers, label)).toBe(true);
    expect(fitInPairs(offers, (offer) => `${label(offer)} - he helped you twice`)).toBe(false);
  });
});

describe('terms', () => {
  const glossary = [
    { term: 'queue', meaning: 'q' },
    { term: 'peer', meaning: 'p' },
  ];
  it('are explained where they are read, in that order, singular or plural', () => {
    expect(termsIn(['Peers have no', 'queue'], glossary).map(({ term }) => term)).toEqual(['peer', 'queue']);
  });
  it('are not found inside other words', () => {
    expect(termsIn(['a speering queuer'], glossary)).toEqual([]);
  });
});

describe('a key on the desk', () => {
  const { view, desk } = SCENES['play-client'];
  it('pauses, goes on, takes the next step, causes trouble: in the phase and on the clock that the desk shows', () => {
    expect(meaningOf(' ', view, desk)).toEqual({ type: 'pause', revision: view.clock.revision });
    expect(meaningOf(' ', SCENES.paused.view, desk)).toEqual({ type: 'resume', revision: 2 });
    expect(meaningOf('n', view, desk)).toBe('next');
    expect(meaningOf('N', SCENES.lobby.view, desk)).toBe('next');
    expect(meaningOf('2', view, desk)).toMatchObject({ type: 'stress', id: 'slow-links', uses: 1, epoch: view.epoch });
  });
  it('causes no trouble outside play, and none that there is not', () => {
    expect(meaningOf('1', SCENES.brief.view, desk)).toBeUndefined();
    expect(meaningOf('9', view, desk)).toBeUndefined();
    expect(meaningOf('x', view, desk)).toBeUndefined();
    expect(meaningOf('n', SCENES.end.view, desk)).toBeUndefined();
  });
});
