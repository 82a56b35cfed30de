import type { Session } from '../connection/index.ts';
import { text } from '../words/index.ts';

/** The live picture of me and my neighbours: fetched and drawn only after the buttons work. */
export function Neighbourhood({ session }: { readonly session: Session }) {
  return <div class="picture" role="img" aria-label={text('play.picture')} data-class={session.code} />;
}
