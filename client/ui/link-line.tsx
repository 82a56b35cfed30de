import type { Said } from '../../shared/sim/index.ts';
import type { Link } from '../connection/index.ts';
import { say, text } from '../words/index.ts';

/** Says what is wrong with the connection and what it means; nothing while there is nothing to say. */
export function LinkLine({ link, desk = false }: { readonly link: Link; readonly desk?: boolean }) {
  const sentence = sentenceOf(link, desk);
  return (
    <div class="link-line" role="status">
      {sentence === undefined ? null : (
        <p>
          <PlugMark /> {sentence}
        </p>
      )}
    </div>
  );
}

function sentenceOf(link: Link, desk: boolean): string | undefined {
  if (link.state === 'connected' || link.state === 'over') return undefined;
  if (link.trouble === 'blocked') return text('link.blocked', { host: location.host });
  if (link.trouble === 'waits') return text('link.waits');
  if (link.state === 'connecting') return text(link.trouble === 'unreachable' ? 'link.unreachable' : 'link.connecting');
  return text(desk ? 'link.away.desk' : 'link.away');
}

/** Says what befell the server, such as a sleep; nothing otherwise. */
export function NoticeLine({ notice }: { readonly notice: Said | null }) {
  return (
    <div class="link-line notice" role="status">
      {notice === null ? null : (
        <p>
          <PlugMark /> {say(notice)}
        </p>
      )}
    </div>
  );
}

/** The sign of real trouble with the network, never used for trouble in the game. */
export function PlugMark() {
  return (
    <svg class="plug" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8 3v5M16 3v5M5 8h14v3a7 7 0 0 1-14 0zM12 18v3" />
    </svg>
  );
}
