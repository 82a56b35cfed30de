import type { Said } from '../../shared/sim/index.ts';
import type { Link, Trouble } from '../connection/index.ts';
import { say, text } from '../words/index.ts';

/** Whose page says it. */
export type LinkReader = 'student' | 'desk' | 'board';

/** Says what is wrong with the connection and what that means; otherwise empty. */
export function LinkLine({ link, desk = false }: { readonly link: Link; readonly desk?: boolean }) {
  const sentence = linkSentence(link, desk ? 'desk' : 'student');
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

/** What there is to say about the connection: what it means for this reader, and what is known of the cause. */
export function linkSentence(link: Link, reader: LinkReader): string | undefined {
  switch (link.state) {
    case 'over':
      return undefined;
    case 'connected':
      // A line that comes and goes would move the student's buttons below it.
      return link.trouble === 'none' || reader === 'student' ? undefined : troubleSentence(link.trouble);
    case 'connecting':
      return troubleSentence(link.trouble) ?? text('link.connecting');
    case 'away':
      return `${text(AWAY[reader])} ${troubleSentence(link.trouble) ?? text('link.trying')}`;
  }
}

const TROUBLE = {
  unreachable: 'link.unreachable',
  silent: 'link.silent',
  unreadable: 'link.unreadable',
  late: 'link.late',
  blocked: 'link.blocked',
  cut: 'link.cut',
} as const;
const AWAY = { student: 'link.away', desk: 'link.away.desk', board: 'link.away.board' } as const;

function troubleSentence(trouble: Trouble): string | undefined {
  if (trouble === 'none') return undefined;
  if (typeof trouble === 'object') return say(trouble.said);
  return text(TROUBLE[trouble], { address: location.origin.replace(/^http/, 'ws') });
}

/** Shows a notice about the server, such as that it slept; otherwise empty. */
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
