import type { VerbOffer } from '../../shared/services/contract.ts';
import { say, text, type Voice } from '../words/index.ts';
import type { Taps } from './taps.ts';

interface VerbProps {
  readonly verb: VerbOffer;
  readonly taps: Taps;
  readonly voice: Voice;
  readonly primary?: boolean;
}

/** A verb: what it does in big print, what follows in small print, and why not if it can't be done now. */
export function VerbButton({ verb, taps, voice, primary = false }: VerbProps) {
  const tap = taps.taps.value[verb.id];
  const blocked = verb.blocked !== undefined;
  const press = (): void => {
    if (!blocked) taps.tap(verb, voice);
  };
  return (
    <li>
      <button
        type="button"
        class={`verb ${primary && !blocked ? 'first' : ''} ${tap?.state ?? ''}`}
        aria-disabled={blocked}
        onClick={press}
      >
        <span class="label">{say(verb.label, voice)}</span>
        <small>{smallPrint(verb, tap?.state === 'sent', voice)}</small>
      </button>
      {tap?.state === 'refused' ? (
        <p class="said" role="alert">
          {tap.said}
        </p>
      ) : null}
    </li>
  );
}

function smallPrint(verb: VerbOffer, sent: boolean, voice: Voice): string {
  if (sent) return text('play.sent');
  if (verb.blocked !== undefined) return text('play.blocked', { why: say(verb.blocked, voice) });
  return say(verb.effect, voice);
}
