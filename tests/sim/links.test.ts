import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factCode, type LogEntry, LogType, type NodeSpec } from '../../shared/sim/index.ts';
import { entriesOf, play, type World, world } from './world.ts';

/** One message's way, put together from its entries. */
interface Way {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly sent: number;
  departed: number;
  reached: number;
  delivered: number;
  /** Cut off by the sender's fall at this time, or -1. */
  cutOff: number;
}

function waysOf(entries: readonly LogEntry[]): Way[] {
  const ways = new Map<number, Way>();
  const order: Way[] = [];
  for (const { type, time, node, peer, value, ref, reason } of entries) {
    if (type === LogType.sent) {
      ways.set(ref, {
        id: ref,
        from: node,
        to: peer,
        bytes: value,
        sent: time,
        departed: -1,
        reached: -1,
        delivered: -1,
        cutOff: -1,
      });
    }
    const way = ways.get(ref);
    if (way === undefined) continue;
    if (type === LogType.departed) {
      way.departed = time;
      way.reached = value;
      order.push(way);
    }
    if (type === LogType.delivered) way.delivered = time;
    if (type === LogType.lost && reason === 'sender-down') way.cutOff = time;
  }
  return order;
}

/** In any window from one end of carrying to another, a link of `rate` bytes/s carries at most rate x time. */
function expectWithin(rate: number, carried: readonly { readonly end: number; readonly bytes: number }[]): void {
  let sum = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { end, bytes } of carried) {
    sum += bytes;
    const level = sum - (rate * end) / 1e6;
    expect(level).toBeLessThanOrEqual(lowest + bytesSlack(sum));
    lowest = Math.min(lowest, level);
  }
}

const bytesSlack = (sum: number): number => 1e-9 * (1 + sum);

/** When and how much each message's bytes occupied its sender's uplink. */
function uplinkUse(way: Way, rate: number): { readonly end: number; readonly bytes: number } {
  if (way.cutOff < 0) return { end: way.departed + (way.bytes * 1e6) / rate, bytes: way.bytes };
  return { end: way.cutOff, bytes: Math.min(way.bytes, (rate * (way.cutOff - way.departed)) / 1e6) };
}

const slowed = ({ plan, inputs }: World): boolean =>
  plan.stresses.some(({ id }) => id === 'slow-links') || inputs.some(({ action }) => action['id'] === 'slow-links');

const specOf = ({ specs }: World, node: number): NodeSpec => specs[node] as NodeSpec;

function eachNode(played: World, check: (spec: NodeSpec, out: readonly Way[], into: readonly Way[]) => void): void {
  const ways = waysOf(entriesOf(play(played)));
  played.specs.forEach((spec, node) => {
    check(
      spec,
      ways.filter(({ from }) => from === node),
      ways.filter(({ to, delivered }) => to === node && delivered >= 0).toSorted((a, b) => a.delivered - b.delivered),
    );
  });
}

describe('links', () => {
  it('rule 7.2: no uplink starts a message before the bytes of the one before it fit through', () => {
    fc.assert(
      fc.property(world, (played) => {
        eachNode(played, ({ up }, out) => {
          if (up === null) return;
          const carried = out.filter(({ bytes }) => bytes > 0);
          carried.slice(1).forEach((next, index) => {
            const { end } = uplinkUse(carried[index] as Way, up);
            expect(next.departed).toBeGreaterThanOrEqual(Math.floor(end));
          });
        });
      }),
    );
  });

  it('rule 7.3: between any two arrivals a downlink carries no more than its rate allows', () => {
    fc.assert(
      fc.property(world, (played) => {
        eachNode(played, ({ down }, _, into) => {
          if (down === null) return;
          expectWithin(
            down,
            into.filter(({ bytes }) => bytes > 0).map(({ delivered, bytes }) => ({ end: delivered, bytes })),
          );
        });
      }),
    );
  });

  it('rule 4.2: an uplink sends in the order in which messages joined it', () => {
    fc.assert(
      fc.property(world, (played) => {
        eachNode(played, ({ up }, out) => {
          const ids = out.filter(({ bytes }) => bytes > 0 && up !== null).map(({ id }) => id);
          expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        });
      }),
    );
  });

  it('rule 4.6: a downlink delivers in the order in which last bytes reach it', () => {
    fc.assert(
      fc.property(world, (played) => {
        eachNode(played, ({ down }, _, into) => {
          if (down === null) return;
          const order = into.filter(({ bytes }) => bytes > 0).map(({ reached }) => reached);
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        });
      }),
    );
  });

  it('rule 7.4: nothing is delivered before it was sent, crossed the uplink, travelled and crossed the downlink', () => {
    fc.assert(
      fc.property(world, (played) => {
        const early = waysOf(entriesOf(play(played))).filter((way) => {
          const [from, to] = [specOf(played, way.from), specOf(played, way.to)];
          const crossing = (rate: number | null): number => (rate === null ? 0 : (way.bytes * 1e6) / rate);
          const latency = from.latency + to.latency;
          if (way.departed < way.sent || way.reached < way.departed + crossing(from.up) + latency) return true;
          const least = Math.max(way.reached, way.departed + latency + crossing(to.down));
          return way.delivered >= 0 && way.delivered < least;
        });
        expect(early).toEqual([]);
      }),
    );
  });

  it('rule 4.3: without slow links a message takes its bytes through the uplink, rounded up, and the latency of both ends', () => {
    fc.assert(
      fc.property(
        world.filter((played) => !slowed(played)),
        (played) => {
          for (const way of waysOf(entriesOf(play(played)))) {
            const [from, to] = [specOf(played, way.from), specOf(played, way.to)];
            const crossing = from.up === null ? 0 : Math.ceil((way.bytes * 1e6) / from.up);
            expect(way.reached).toBe(way.departed + crossing + from.latency + to.latency);
          }
        },
      ),
    );
  });

  it('rule 7.5: what a relay forwards was delivered to it before', () => {
    fc.assert(
      fc.property(world, (played) => {
        const deliveredTo = new Map<number, number>();
        const sentBy = new Map<number, { readonly node: number; readonly seq: number }>();
        const deliveredAt = new Map<number, number>();
        for (const { seq, type, node, kind, ref, value } of entriesOf(play(played))) {
          if (type === LogType.sent) sentBy.set(ref, { node, seq });
          if (type === LogType.delivered) {
            deliveredTo.set(ref, node);
            deliveredAt.set(ref, seq);
          }
          if (type !== LogType.fact || kind !== factCode('decided')) continue;
          expect([deliveredTo.get(ref), sentBy.get(value)?.node]).toEqual([node, node]);
          expect(sentBy.get(value)?.seq).toBeGreaterThan(deliveredAt.get(ref) ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });
});
