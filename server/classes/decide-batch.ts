import type { Actor, Classroom, Command } from '../../shared/class/index.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { Credential, Entry } from '../journal/contract.ts';
import type { Budget } from './budget.ts';

export interface Ask {
  readonly command: Command;
  readonly actor: Actor;
  /** A secret that is kept together with what the command leads to. */
  readonly credential?: (seat: string) => Credential;
}

/** `seat`: whose seat a join was about. */
export type Outcome = { readonly ok: true; readonly seat?: string } | { readonly ok: false; readonly refusal: Refusal };

/** Decides commands one by one, each on the class as those before it left it. @returns the entries to keep, and the answers */
export function decideBatch(
  classroom: Classroom,
  batch: readonly Ask[],
  at: number,
  budget: Budget | undefined,
): { readonly entries: readonly Entry[]; readonly outcomes: readonly Outcome[] } {
  const entries: Entry[] = [];
  const outcomes = batch.map((ask): Outcome => {
    const { command, actor } = ask;
    const tooMuch = actor.kind === 'instructor' ? budget?.refuses(classroom, command) : undefined;
    return tooMuch === undefined ? decide(classroom, ask, at, entries) : { ok: false, refusal: tooMuch };
  });
  return { entries, outcomes };
}

function decide(classroom: Classroom, { command, actor, credential }: Ask, at: number, entries: Entry[]): Outcome {
  const decision = classroom.decide(command, actor, at);
  if ('refusal' in decision) return { ok: false, refusal: decision.refusal };
  let refused: Refusal | undefined;
  for (const event of decision.events) {
    refused = classroom.apply(event) ?? refused;
    entries.push({ type: 'event', event });
  }
  if (credential !== undefined && decision.seat !== undefined) entries.push(credential(decision.seat));
  if (refused !== undefined) return { ok: false, refusal: refused };
  return { ok: true, ...(decision.seat === undefined ? {} : { seat: decision.seat }) };
}
