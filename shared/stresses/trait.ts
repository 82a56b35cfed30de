import type { StressCard } from './contract.ts';

/** A trait whose bearers nobody else knows before the reveal. */
export function hiddenRole(trait: string): Pick<StressCard, 'hiddenRole' | 'start' | 'end'> {
  return { hiddenRole: trait, ...traitStress(trait) };
}

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
