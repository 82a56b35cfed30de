import { type ReadonlySignal, signal } from '@preact/signals';
import type { VerbOffer } from '../../shared/services/contract.ts';
import type { Session } from '../connection/index.ts';
import { say, type Voice } from '../words/index.ts';
import { shake } from './awake.ts';

/** The state of a tap on a button. */
export type Tap = { readonly state: 'sent' } | { readonly state: 'refused'; readonly said: string };

export interface Taps {
  readonly taps: ReadonlySignal<{ readonly [id: string]: Tap }>;
  tap(verb: VerbOffer, voice: Voice): void;
}

/** Sends taps. The button shows each at once, and its answer later. */
export function createTaps(session: Session): Taps {
  const taps = signal<{ readonly [id: string]: Tap }>({});
  const set = (id: string, tap: Tap | null): void => {
    const { [id]: _, ...others } = taps.peek();
    taps.value = tap === null ? others : { ...others, [id]: tap };
  };
  return {
    taps,
    tap: (verb, voice) => {
      if (taps.peek()[verb.id]?.state === 'sent') return;
      set(verb.id, { state: 'sent' });
      const epoch = session.view.peek()?.epoch ?? 0;
      void session.act({ type: 'act', action: verb.action, epoch }).then((answer) => {
        if (!answer.ok) shake();
        set(verb.id, answer.ok ? null : { state: 'refused', said: say(answer.refusal.said, voice) });
      });
    },
  };
}
