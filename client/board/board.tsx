import { useEffect, useMemo } from 'preact/hooks';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { Link, Session } from '../connection/index.ts';
import { linkSentence } from '../ui/link-line.tsx';
import { useVoice } from '../ui/voice.ts';
import { EN_ADDRESS } from '../words/en/address.ts';
import { EN_BOARD } from '../words/en/board.ts';
import { EN_CLASS } from '../words/en/class.ts';
import { EN_EVIDENCE } from '../words/en/evidence.ts';
import { EN_JOIN } from '../words/en/join.ts';
import { EN_SAID } from '../words/en/said.ts';
import { addWords, say, text, type Voice } from '../words/index.ts';
import { Brief } from './brief.tsx';
import { Compare } from './compare.tsx';
import { End } from './end.tsx';
import { type Feed, openFeed } from './feed.ts';
import { Header } from './header.tsx';
import { useHeld } from './held.ts';
import { Lobby } from './lobby.tsx';
import { Play } from './play.tsx';
import { Predict } from './predict.tsx';
import { Reveal } from './reveal.tsx';
import { StaleNotice } from './stale-notice.tsx';

for (const words of [EN_ADDRESS, EN_BOARD, EN_CLASS, EN_EVIDENCE, EN_JOIN, EN_SAID]) addWords(words);

/** The projector's page. `local`: this page's monotonic clock in ms. `small`: the desk shows it in a corner. */
export function Board(props: {
  readonly session: Session;
  readonly local: () => number;
  readonly small: boolean;
  /** Of the link by which a desk opened it. */
  readonly secret?: string | undefined;
}) {
  const { session, local, small, secret } = props;
  const feed = useMemo(() => openFeed(session, local), [session, local]);
  useEffect(() => () => feed.close(), [feed]);
  const voice = useVoice(session);
  const link = session.link.value;
  const shown = useHeld(session.view.value, feed);
  if (link.state === 'over') return <Notice said={say(link.refusal.said)} />;
  if (shown === null) return <Notice said={connecting(link)} />;
  return (
    <div class={`board ${small ? 'small' : ''}`} data-phase={shown.phase} data-architecture={shown.architecture}>
      <Header view={shown} session={session} feed={feed} />
      <StaleNotice session={session} feed={feed} small={small} />
      <Phase view={shown} session={session} feed={feed} voice={voice} secret={secret} />
    </div>
  );
}

/** Shown before anything has arrived. */
function connecting(link: Link): string {
  return link.state === 'connecting' && link.trouble === 'none'
    ? text('board.connecting')
    : (linkSentence(link, 'board') ?? text('board.connecting'));
}

/** The address names no class. */
export function NoClass() {
  return <Notice said={text('board.gone')} />;
}

function Notice({ said }: { readonly said: string }) {
  return (
    <main class="notice">
      <h1>{text('product.name')}</h1>
      <p>{said}</p>
    </main>
  );
}

function Phase(props: {
  readonly view: PublicView;
  readonly session: Session;
  readonly feed: Feed;
  readonly voice: Voice;
  readonly secret: string | undefined;
}) {
  switch (props.view.phase) {
    case 'lobby':
      return <Lobby view={props.view} session={props.session} secret={props.secret} />;
    case 'brief':
      return <Brief {...props} />;
    case 'predict':
      return <Predict view={props.view} />;
    case 'play':
      return <Play {...props} />;
    case 'reveal':
      return <Reveal view={props.view} voice={props.voice} />;
    case 'compare':
      return <Compare view={props.view} feed={props.feed} voice={props.voice} />;
    case 'end':
      return <End view={props.view} voice={props.voice} />;
  }
}
