import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../shared/services/mail/client-server/terms.ts';
import { addressee } from '../../shared/services/mail/desk.ts';
import { mail } from '../../shared/services/mail/index.ts';
import type { PeerState } from '../../shared/services/mail/peer-to-peer/terms.ts';
import { ARCHITECTURES, type NodeId } from '../../shared/sim/index.ts';
import { type Asked, keysOf, planOf, restored, World } from './world.ts';

const world = (architecture: Asked['architecture'], rest: Partial<Asked> = {}): World =>
  new World({ service: mail, architecture, ...rest });

/** Gives a machine a trait as a stress does. */
const give = (asked: World, node: number, trait: string): void => {
  const net = asked.run.net;
  net.protocol.trait?.(net, node as NodeId, asked.state(node), trait, true);
};

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('who writes to whom', () => {
  it('gives everybody exactly one k-th letter, and nobody one from themselves', () => {
    const plan = planOf({ service: mail, architecture: 'peer-to-peer', nodes: 9 });
    for (const first of [0, 1]) {
      for (let k = 1; k <= 10; k++) {
        const to = numbers(first, 9).map((writer) => addressee(plan, writer, k, first));
        expect([...to].sort((a, b) => a - b)).toEqual(numbers(first, 9));
        expect(to.some((one, index) => one === index + first)).toBe(false);
      }
    }
  });
});

describe('mail with a server', () => {
  it('brings every letter to its addressee once', () => {
    const quiet = world('client-server').to(200);
    expect(quiet.facts('done')).toHaveLength(11);
    const got = quiet.facts('got').map(({ node, ref }) => `${node}/${ref}`);
    expect(new Set(got).size).toBe(got.length);
    expect(got).toHaveLength(110);
  });

  it('keeps letters for who is away, and hands them out later', () => {
    const stress = { id: 'crash', at: 5, params: { target: 'node:3', for: 60 } };
    const away = world('client-server', { stresses: [stress] }).to(64);
    const kept = away.state<ServerState>(0).boxes[3]?.length ?? 0;
    expect(kept).toBeGreaterThan(5);
    expect(
      away
        .to(90)
        .facts('got')
        .filter(({ node }) => node === 3).length,
    ).toBeGreaterThanOrEqual(kept);
  });

  it('brings nothing while the server is down, and everything afterwards', () => {
    const down = world('client-server', { stresses: [{ id: 'crash', at: 20, params: { target: 'server', for: 20 } }] });
    down.to(39.9);
    expect(down.facts('got').filter(({ time }) => time > 20.2e6)).toEqual([]);
    expect(numbers(1, 12).some((node) => down.view(node).status.key === 'mail.status.silent')).toBe(true);
    expect(down.to(200).facts('done')).toHaveLength(11);
  });

  it('returns letters for a full mailbox to their writers', () => {
    const full = world('client-server', { params: { mailbox: 1 }, bot: 1000 });
    for (const second of numbers(3, 40)) {
      full.to(second);
      for (const node of numbers(1, 12)) {
        const draft = full.view(node).verbs.find(({ action }) => action.type === 'send');
        if (draft !== undefined) full.act(node, draft.action);
      }
    }
    expect(full.facts('decided').some(({ value }) => value === 0)).toBe(true);
    for (const box of Object.values(full.state<ServerState>(0).boxes)) expect(box.length).toBeLessThanOrEqual(1);
  });

  it('throws junk away when it sorts, and takes nothing of who is shut out', () => {
    const junkRead = (sorts: boolean): number => {
      const asked = world('client-server', {
        bot: 1000,
        stresses: [{ id: 'flood', at: 1, params: { target: 'node:5', for: 60 } }],
      });
      if (sorts) asked.act(0, { type: 'sort' });
      asked.to(30);
      return Object.values(asked.state<ServerState>(0).boxes)
        .flat()
        .filter(({ junk }) => junk).length;
    };
    expect(junkRead(false)).toBeGreaterThan(30);
    expect(junkRead(true)).toBe(0);
    const shut = world('client-server', { stresses: [{ id: 'flood', at: 1, params: { target: 'node:5', for: 60 } }] });
    expect(shut.act(0, { type: 'quarantine', who: 5 })).toBeUndefined();
    shut.to(30);
    expect(
      Object.values(shut.state<ServerState>(0).boxes)
        .flat()
        .filter(({ from }) => from === 5),
    ).toEqual([]);
    expect(shut.view(5).recent.some(({ key }) => key === 'mail.happened.bounced.quarantined')).toBe(true);
  });

  it('loses with its disk what was not backed up', () => {
    const lost = (backsUp: boolean): number => {
      const asked = world('client-server', { bot: 1000 });
      for (const second of [5, 10, 15]) {
        asked.to(second);
        for (const node of numbers(1, 12)) {
          const draft = asked.view(node).verbs.find(({ action }) => action.type === 'send');
          if (draft !== undefined) asked.act(node, draft.action);
        }
      }
      asked.to(20);
      if (backsUp) asked.act(0, { type: 'backup' });
      give(asked, 0, 'disk-lost');
      return asked.facts('lost-write').length;
    };
    expect(lost(false)).toBeGreaterThan(5);
    expect(lost(true)).toBe(0);
  });

  it('refuses what is not for the role, not there, or asked already', () => {
    const asked = world('client-server', { bot: 1000 }).to(1);
    expect(asked.act(0, { type: 'collect' })?.code).toBe('not-your-role');
    expect(asked.act(1, { type: 'sort' })?.code).toBe('not-your-role');
    expect(asked.act(1, { type: 'send', draft: 77 })?.code).toBe('no-draft');
    expect(asked.act(1, { type: 'collect' })).toBeUndefined();
    expect(asked.act(1, { type: 'collect' })?.code).toBe('collecting');
    expect(asked.act(0, { type: 'purge', whom: 4 })?.code).toBe('empty');
    expect(asked.act(0, { type: 'quarantine', who: 0 })?.code).toBe('unknown-sender');
  });
});

describe('mail among friends', () => {
  it('brings letters over several hands, each to its addressee once', () => {
    const quiet = world('peer-to-peer').to(150);
    const got = quiet.facts('got').map(({ node, ref }) => `${node}/${ref}`);
    expect(new Set(got).size).toBe(got.length);
    expect(got.length).toBeGreaterThan(0.9 * 120);
    const strangers = quiet.facts('got').filter(({ node, ref }) => {
      const writer = Math.floor(ref / 100_000) as NodeId;
      return !quiet.state<PeerState>(node).friends.includes(writer);
    });
    expect(strangers.length).toBeGreaterThan(10);
  });

  it('hands over only what it carries, to friends only, and nothing twice', () => {
    const asked = world('peer-to-peer', { bot: 1000 }).to(20);
    const friend = asked.state<PeerState>(2).friends[0] as number;
    expect(asked.act(2, { type: 'pass', whom: friend })?.code).toBe('nothing-to-pass');
    const draft = asked.view(2).verbs.find(({ action }) => action.type === 'send');
    expect(draft && asked.act(2, draft.action)).toBeUndefined();
    expect(asked.act(2, { type: 'pass', whom: 2 })?.code).toBe('no-friend');
    expect(asked.act(2, { type: 'pass', whom: friend })).toBeUndefined();
    asked.to(22);
    expect(asked.act(2, { type: 'pass', whom: friend })?.code).toBe('nothing-to-pass');
    expect(asked.act(2, { type: 'drop', letter: 5 })?.code).toBe('not-carried');
    expect(asked.act(2, { type: 'copies', copies: 17 })?.code).toBe('copies');
  });

  it('lets an eavesdropper read what it carries open, and nothing that is sealed', () => {
    const read = (seals: boolean): number => {
      const asked = world('peer-to-peer', { stresses: [{ id: 'eavesdrop', at: 0, params: { target: 'any:3' } }] });
      if (seals) for (const node of numbers(0, 12)) asked.act(node, { type: 'seal' });
      return asked.to(60).facts('exposed').length;
    };
    expect(read(false)).toBeGreaterThan(10);
    expect(read(true)).toBe(0);
  });

  it('is asked for letters: who carries some gives, who is no friend is refused, and a full pocket takes none', () => {
    const asked = world('peer-to-peer', { bot: 60 }).to(30);
    const peers = numbers(0, 12);
    const carrier = peers.find((node) => asked.state<PeerState>(node).desk.drafts.length > 0) as number;
    const draft = asked.view(carrier).verbs.find(({ action }) => action.type === 'send');
    expect(draft && asked.act(carrier, draft.action)).toBeUndefined();
    const asker = asked.state<PeerState>(carrier).friends[0] as number;
    expect(asked.act(asker, { type: 'ask', whom: asker })?.code).toBe('no-friend');
    expect(asked.act(asker, { type: 'ask', whom: carrier })).toBeUndefined();
    const had = asked.facts('stored').length + asked.facts('got').length;
    asked.to(33);
    const given = [...asked.facts('stored'), ...asked.facts('got')];
    expect(given.length).toBeGreaterThan(had);
    expect(given.at(-1)).toMatchObject({ node: asker, peer: carrier });
    const full = world('peer-to-peer', { params: { pocket: 1 }, bot: 60 }).to(30);
    const writer = peers.find((node) => full.state<PeerState>(node).desk.drafts.length > 0) as number;
    const own = full.view(writer).verbs.find(({ action }) => action.type === 'send');
    expect(own && full.act(writer, own.action)).toBeUndefined();
    expect(full.act(writer, { type: 'ask', whom: full.state<PeerState>(writer).friends[0] as number })?.code).toBe(
      'pocket-full',
    );
  });

  it('shows tampering on sealed letters only', () => {
    const tampered = (seals: boolean): readonly [number, number] => {
      const asked = world('peer-to-peer', { stresses: [{ id: 'poison', at: 0, params: { target: 'node:1+2+3' } }] });
      if (seals) for (const node of numbers(0, 12)) asked.act(node, { type: 'seal' });
      asked.to(60);
      return [asked.facts('corrupt-accepted').length, asked.facts('corrupt-rejected').length];
    };
    const [accepted, rejected] = tampered(false);
    expect(accepted).toBeGreaterThan(5);
    expect(rejected).toBe(0);
    const [sealedAccepted, sealedRejected] = tampered(true);
    expect(sealedAccepted).toBe(0);
    expect(sealedRejected).toBeGreaterThan(5);
  });

  it('never carries more than its pocket holds', () => {
    const asked = world('peer-to-peer', { params: { pocket: 3, copies: 8 } });
    for (const second of numbers(1, 60)) {
      asked.to(second);
      for (const node of numbers(0, 12)) expect(asked.state<PeerState>(node).carried.length).toBeLessThanOrEqual(3);
    }
  });
});

describe.each(ARCHITECTURES)('mail, %s', (architecture) => {
  it('goes on from a checkpoint as if nothing had been', () => {
    const asked: Asked = { service: mail, architecture, stresses: [{ id: 'churn', at: 10, params: {} }] };
    const lived = new World(asked).to(30);
    const again = restored(mail, planOf(asked), lived.run.checkpoint());
    lived.to(70);
    again.advance(lived.run.now);
    expect(again.hash).toBe(lived.run.hash);
  });

  it('has words for all that it shows', () => {
    const stresses = [{ id: 'flood', at: 1, params: { target: 'node:5', for: 60 } }];
    const asked = world(architecture, { stresses, params: { mailbox: 4 } });
    const views = [1, 5, 20, 40, 60].flatMap((second) => {
      asked.to(second);
      return numbers(0, 12).map((node) => asked.view(node));
    });
    for (const key of keysOf(mail, views)) expect(mail.words).toHaveProperty([key]);
  });
});
