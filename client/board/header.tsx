import { useState } from 'preact/hooks';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { Session } from '../connection/index.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { TimeLeft } from '../ui/time.tsx';
import { text } from '../words/index.ts';
import type { Feed } from './feed.ts';

/** One line: which architecture, what is played, how long yet, and how to join. */
export function Header({
  view,
  session,
  feed,
}: {
  readonly view: PublicView;
  readonly session: Session;
  readonly feed: Feed;
}) {
  const showArchitecture = view.architecture !== null && view.phase !== 'compare' && view.phase !== 'end';
  return (
    <header class="head">
      {showArchitecture && view.architecture !== null ? (
        <p class="architecture">
          <ArchitectureMark of={view.architecture} /> <b>{text(`architecture.${view.architecture}`)}</b>
        </p>
      ) : null}
      <h1>{view.brief?.title ?? view.title}</h1>
      <p class="where">{whereOf(view)}</p>
      <p class="clock">
        {view.clock.paused ? <span class="paused">{text('board.paused')}</span> : <TimeLeft clock={session.clock} />}
      </p>
      {view.phase === 'lobby' ? null : (
        <p class="code">
          {text('board.join')} <b translate={false}>{view.code}</b>
        </p>
      )}
      <SoundButton feed={feed} />
    </header>
  );
}

function whereOf(view: PublicView): string {
  if (view.phase === 'lobby' || view.phase === 'end') return '';
  if (view.rounds < 2) return text(view.run === 0 ? 'run.first' : 'run.second').split(':')[0] ?? '';
  return text('round.of', { round: view.round + 1, rounds: view.rounds });
}

/** Sound is off until the instructor turns it on. */
function SoundButton({ feed }: { readonly feed: Feed }) {
  const [on, setOn] = useState(false);
  const turn = (): void => {
    feed.sound.turn(!on);
    setOn(!on);
  };
  return (
    <button
      type="button"
      class="sound"
      aria-pressed={on}
      aria-label={text('board.sound')}
      title={text('board.sound')}
      onClick={turn}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path class="body" d="M4 9v6h4l5 4V5L8 9z" />
        <path d={on ? 'M16 8a5 5 0 0 1 0 8M18.5 5.5a8.5 8.5 0 0 1 0 13' : 'M16.5 9l6 6M22.5 9l-6 6'} />
      </svg>
    </button>
  );
}
