import type { StressCard } from './contract.ts';

/** Start and end of a stress that gives its targets a trait, which the services' protocols read. */
export function traitStress(trait: string): Pick<StressCard, 'start' | 'end'> {
  return {
    start: (control, targets) => {
      for (const target of targets) control.setTrait(target, trait, true);
    },
    end: (control, targets) => {
      for (const target of targets) control.setTrait(target, trait, false);
    },
  };
}
