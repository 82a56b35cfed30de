import type { RunFacts } from './contract.ts';
import type { Part } from './entry.ts';
import { absent, bump, type Face, found, sample, sum, take } from './sample.ts';

const JAIN: Face = { id: 'resource-sharing.jain', aspect: 'resource-sharing', unit: 'index', better: 0 };
const LARGEST: Face = { id: 'resource-sharing.largest-share', aspect: 'resource-sharing', unit: 'share', better: 0 };
const CARRIERS: Face = { id: 'resource-sharing.carriers', aspect: 'resource-sharing', unit: 'count', better: 0 };

export type SharingState = ReturnType<typeof nothingCarried>;
export function nothingCarried() {
  return {
    /** Bytes by kind of message and node. */
    carriedByKind: [] as number[][],
    delivered: sample(),
  };
}

export interface ResourceSharing extends Part {
  /** Bytes of content that each node has passed on to others, by node. */
  carried(facts: RunFacts): readonly number[];
}

/** Who carries the content. */
export function resourceSharing(state: SharingState): ResourceSharing {
  const { carriedByKind, delivered } = state;

  const carried = ({ size, kindUses }: RunFacts): readonly number[] => {
    const bytes = new Array<number>(size).fill(0);
    carriedByKind.forEach((byNode, kind) => {
      if (kindUses[kind] === 'useful')
        for (const [node, carriedHere] of byNode.entries()) bump(bytes, node, carriedHere);
    });
    return bytes;
  };

  return {
    carried,
    entries: {
      delivered: ({ peer, kind, value, seq }) => {
        if (value === 0) return;
        while (carriedByKind.length <= kind) carriedByKind.push([]);
        bump(carriedByKind[kind] as number[], peer, value);
        take(delivered, seq);
      },
    },
    facts: {},
    measures: (facts) => {
      // Infrastructure that carried nothing, such as a mirror that nobody added, is not there for this purpose.
      const bytes = carried(facts).filter((carriedHere, node) => node < facts.people || carriedHere > 0);
      const all = sum(bytes);
      if (all === 0) return [JAIN, LARGEST, CARRIERS].map((about) => absent(about, 'nothing-carried'));
      const largest = bytes.reduce((most, carriedHere) => Math.max(most, carriedHere), 0);
      return [
        found(JAIN, all ** 2 / (bytes.length * sum(bytes.map((x) => x * x))), delivered),
        found(LARGEST, largest / all, delivered),
        found(CARRIERS, bytes.filter((carriedHere) => carriedHere > 0).length, delivered),
      ];
    },
  };
}
