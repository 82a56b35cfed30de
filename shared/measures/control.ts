import type { Measure } from './contract.ts';
import type { Part } from './entry.ts';
import { absent, bump, type Face, found, sample, sum, take } from './sample.ts';

const LARGEST: Face = { id: 'control.largest-share', aspect: 'control', unit: 'share', better: 0 };
const DECIDERS: Face = { id: 'control.deciders', aspect: 'control', unit: 'count', better: 0 };
const RULE_TIME: Face = { id: 'control.rule-time', aspect: 'control', unit: 'seconds', better: -1 };

export type ControlState = ReturnType<typeof noDecisions>;
export function noDecisions() {
  return {
    /** By node. */
    decisions: [] as number[],
    decided: sample(),
    rules: new Map<number, { readonly made: number; kept: number }>(),
    ruled: sample(),
  };
}

/** Who decides, and how long a rule takes to hold everywhere. */
export function control(state: ControlState): Part {
  const { decisions, decided, rules, ruled } = state;

  const ruleTime = (): Measure => {
    if (rules.size === 0) return absent(RULE_TIME, 'no-rules');
    const spans = [...rules.values()].map(({ made, kept }) => kept - made);
    return found(RULE_TIME, sum(spans) / spans.length / 1e6, ruled);
  };

  return {
    entries: {},
    facts: {
      decided: ({ node, seq }) => {
        bump(decisions, node, 1);
        take(decided, seq);
      },
      'rule-made': ({ ref, time, seq }) => {
        if (!rules.has(ref)) rules.set(ref, { made: time, kept: time });
        take(ruled, seq);
      },
      'rule-kept': ({ ref, time, seq }) => {
        const rule = rules.get(ref);
        if (rule === undefined) return;
        rule.kept = time;
        take(ruled, seq);
      },
    },
    measures: () => {
      if (decided.count === 0) return [absent(LARGEST, 'no-decisions'), absent(DECIDERS, 'no-decisions'), ruleTime()];
      const deciders = decisions.filter((count) => count > 0).length;
      const largest = decisions.reduce((most, count) => Math.max(most, count), 0);
      return [found(LARGEST, largest / decided.count, decided), found(DECIDERS, deciders, decided), ruleTime()];
    },
  };
}
