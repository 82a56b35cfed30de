import type { Said } from '../sim/index.ts';
import type { KindLook, RoleSpec, VerbOffer } from './contract.ts';

/** How a service names what it shows: every key of its words begins with its id. */
export interface Naming {
  said(key: string, args?: Said['args']): Said;
  /** A button with the label `verb.<verb>` and its consequence under `verb.<verb>.effect`. */
  offer(verb: string, action: VerbOffer['action'], args?: Said['args']): VerbOffer;
  look(name: string, shape: KindLook['shape'], colour: KindLook['colour']): KindLook;
  role(id: string, hiddenTrait?: string): RoleSpec;
}

export function namingOf(service: string): Naming {
  const said = (key: string, args?: Said['args']): Said => ({ key: `${service}.${key}`, ...(args ? { args } : {}) });
  return {
    said,
    offer: (verb, action, args) => ({
      id: verb,
      label: said(`verb.${verb}`, args),
      effect: said(`verb.${verb}.effect`, args),
      action,
    }),
    look: (name, shape, colour) => ({ name: `${service}.kind.${name}`, shape, colour }),
    role: (id, hiddenTrait) => ({
      id,
      name: `${service}.role.${id}`,
      brief: `${service}.role.${id}.brief`,
      ...(hiddenTrait === undefined ? {} : { hiddenTrait }),
    }),
  };
}

/** Keeps the last three things that happened on a machine, newest first. */
export function remember(state: { recent: readonly Said[] }, said: Said): void {
  state.recent = [said, ...state.recent].slice(0, 3);
}
