import { useMemo } from 'preact/hooks';
import type { StressCardView } from '../../shared/protocol/views.ts';
import { MoodMark } from '../ui/mood.tsx';
import { timeUntil } from '../ui/time.tsx';
import { say, text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

/** How the network stands, in words: what the board says in large, why, what follows from it, and how long yet. */
export function News(props: DeskProps) {
  const { view, desk, voice } = props;
  const { banner } = view;
  const causes = desk.stresses.filter(({ active }) => active.length > 0);
  const mood = banner?.mood ?? (causes.length > 0 ? 'bad' : 'neutral');
  const going = causes.map(({ title }) => title).join(', ');
  const headline = banner === null ? headlineOf(going) : say(banner.said, voice);
  // Spoken when it is another matter, not each time that a number in it changes.
  const spoken = useMemo(() => headline, [banner?.said.key, going]);
  return (
    <section class={`news ${mood}`} aria-label={text('desk.news')}>
      <MoodMark mood={mood} />
      <div>
        <p class="headline">{headline}</p>
        <p class="unseen" role="status">
          {spoken}
        </p>
        <Causes {...props} causes={causes} />
      </div>
    </section>
  );
}

function headlineOf(going: string): string {
  return going === '' ? text('desk.news.quiet') : text('desk.news.going-on', { what: going });
}

/** A single one with what it does here; for that of several there is no room. */
function Causes({ view, voice, session, causes }: DeskProps & { readonly causes: readonly StressCardView[] }) {
  const [first, ...others] = causes;
  if (view.banner?.said.key === 'banner.slow')
    return <p>{text('desk.news.slow', { percent: Number(view.banner.said.args?.['percent']) })}</p>;
  if (first === undefined) {
    const ahead = view.brief?.trouble ?? [];
    if (view.banner !== null || ahead.length === 0) return null;
    return <p>{text('desk.news.ahead', { what: ahead.map((said) => say(said, voice)).join(', ') })}</p>;
  }
  const said = causes.map(({ title, endsAt }) => {
    const until =
      endsAt === null ? text('desk.news.open') : text('desk.news.left', { time: timeUntil(endsAt, session.clock) });
    return text('desk.news.cause', { what: title, until });
  });
  return (
    <p>
      {view.banner?.mood === 'bad' ? <b>{text('desk.news.why')} </b> : null}
      {said.join(' ')} {others.length === 0 ? first.meaning : null}
    </p>
  );
}
