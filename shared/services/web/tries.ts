import { type Refusal, seconds } from '../../sim/index.ts';
import { findWant, pageName, type ReaderSight, type Want } from './reading.ts';
import { no } from './texts.ts';

/** Whoever was asked gets this long before the reader may ask again or turn elsewhere. */
const PATIENCE = seconds(2);

/** Why a want that something was done about can't be tried again now, or nothing. */
export function whyNotAgain({ settings, now }: ReaderSight, want: Want): Refusal | undefined {
  const page = pageName(want);
  if (want.tries > settings.retries) return no('no-more-tries', { page });
  const from = want.stage === 'again' ? want.again : want.triedAt + PATIENCE;
  return now >= from ? undefined : no('too-soon', { page, seconds: Math.ceil((from - now) / 1_000_000) });
}

/** A rule about a page that is wanted; `none` says that there is none. */
export function aboutWant<Sight extends ReaderSight>(
  none: string,
  whyNot: (me: Sight, want: Want) => Refusal | undefined,
) {
  return (me: Sight, { want: ref }: { readonly want: number | null }): Refusal | undefined => {
    const want = findWant(me.state.reading, ref);
    if (want === undefined) return no(ref === null ? none : 'no-such-want');
    return whyNot(me, want);
  };
}
