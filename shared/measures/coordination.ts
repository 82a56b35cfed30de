import type { RunFacts } from './contract.ts';
import type { Part } from './entry.ts';
import { absent, type Face, found, type Sample, sample, take } from './sample.ts';

const CONTROL: Face = { id: 'coordination.control-per-useful', aspect: 'coordination', unit: 'ratio', better: -1 };
const ALL: Face = { id: 'coordination.messages-per-useful', aspect: 'coordination', unit: 'ratio', better: -1 };

export type CoordinationState = ReturnType<typeof noMessages>;
/** By kind of message. */
export function noMessages() {
  return { sent: [] as Sample[], delivered: [] as Sample[] };
}

/** How many messages it takes to agree on what to do. */
export function coordination(state: CoordinationState): Part {
  const { sent, delivered } = state;
  const count = (list: Sample[], kind: number, seq: number): void => {
    while (list.length <= kind) list.push(sample());
    take(list[kind] as Sample, seq);
  };
  const used = (list: readonly Sample[], { kindUses }: RunFacts, use: string): Sample[] =>
    list.filter((_, kind) => kindUses[kind] === use);
  const total = (samples: readonly Sample[]): number => samples.reduce((all, one) => all + one.count, 0);

  return {
    entries: {
      sent: ({ kind, seq }) => count(sent, kind, seq),
      delivered: ({ kind, seq }) => count(delivered, kind, seq),
    },
    facts: {},
    measures: (facts) => {
      const useful = used(delivered, facts, 'useful');
      const all = total(useful);
      if (all === 0) return [CONTROL, ALL].map((about) => absent(about, 'nothing-useful'));
      const control = used(sent, facts, 'control');
      return [found(CONTROL, total(control) / all, ...control, ...useful), found(ALL, total(sent) / all, ...sent)];
    },
  };
}
