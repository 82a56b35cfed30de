import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../connection/index.ts';
import { linkSentence, PlugMark } from '../ui/link-line.tsx';
import { say, text } from '../words/index.ts';
import type { Feed } from './feed.ts';

/** Frames older than this, in ms, are called old. */
const STALE_MS = 1_500;
const LOOK_EVERY_MS = 250;

interface StaleNoticeProps {
  readonly session: Session;
  readonly feed: Feed;
  readonly small: boolean;
}

/** Says when what the room sees is not what is: no connection, or no news from a run that goes on. */
export function StaleNotice({ session, feed, small }: StaleNoticeProps) {
  const [now, setNow] = useState(feed.local());
  useEffect(() => {
    const timer = setInterval(() => setNow(feed.local()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [feed]);
  const said = sentence(session, feed, now, small);
  return (
    <div class="behind" role="status">
      {said === undefined ? null : (
        <p>
          <PlugMark /> {said}
        </p>
      )}
    </div>
  );
}

function sentence(session: Session, feed: Feed, now: number, small: boolean): string | undefined {
  const link = linkSentence(session.link.value, 'board');
  if (link !== undefined) return link;
  const view = session.view.value;
  // Beside the small one the desk itself says it.
  if (!small && view !== null && view.notice !== null) return say(view.notice);
  const frameAt = feed.frameAt.value;
  if (view?.phase !== 'play' || view.clock.paused || frameAt === null) return undefined;
  const age = now - frameAt;
  return age > STALE_MS ? text('board.behind', { seconds: Math.floor(age / 1_000) }) : undefined;
}
