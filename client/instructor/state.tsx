import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { DeskView } from '../../shared/protocol/views.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { TimeLeft } from '../ui/time.tsx';
import { text, type WordKey } from '../words/index.ts';
import { boardPath } from './board-path.ts';
import type { DeskProps } from './desk-props.ts';
import { StepButtons } from './step-buttons.tsx';

/** Where the class is, three numbers that are not the same, and the next step as the one big button. */
export function StatePanel(props: DeskProps) {
  const { view, session, address } = props;
  return (
    <section class="state" aria-label={text('desk.state')}>
      <div class="phase">
        <h2>{text(`phase.${view.phase}`)}</h2>
        <TimeLeft clock={session.clock} />
      </div>
      <WhereLine view={view} />
      <Counts {...props} />
      <StepButtons {...props} />
      <Alone view={view} address={address} />
    </section>
  );
}

function WhereLine({ view }: { view: PublicView }) {
  if (view.architecture === null) return null;
  return (
    <p class="where">
      <ArchitectureMark of={view.architecture} /> <b>{text(`architecture.${view.architecture}`)}</b>{' '}
      {view.rounds > 1 ? text('round.of', { round: view.round + 1, rounds: view.rounds }) : null}
    </p>
  );
}

function Counts({ view, desk }: DeskProps) {
  const { joined, connected, acted } = view.counts;
  return (
    <>
      <dl class="counts">
        <Count n={joined} word={text('desk.joined')} />
        <Count n={connected} word={text('desk.connected')} />
        <Count n={acted} word={text(actedWord(view))} />
      </dl>
      <p class="hint bots">{botsLine(view, desk)}</p>
    </>
  );
}

/** Bots fill a class up to what the desk says; above that they keep a machine for each who may still come. */
function botsLine({ phase, counts: { joined, bots } }: PublicView, desk: DeskView): string | null {
  if (bots === 0 || phase === 'end') return null;
  return text(joined + bots > desk.bots ? 'desk.bots.spare' : 'desk.bots', { n: bots });
}

function actedWord(view: PublicView): WordKey {
  if (view.phase === 'predict') return 'desk.acted.predict';
  return view.phase === 'compare' ? 'desk.acted.compare' : 'desk.acted';
}

function Count({ n, word }: { n: number; word: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{n}</dd>
    </div>
  );
}

/** A lesson that bots play: what goes on without a click, and what there is to see. */
function Alone({ view, address }: Pick<DeskProps, 'view' | 'address'>) {
  if (view.counts.joined > 0 || view.phase === 'lobby' || view.phase === 'end') return null;
  return (
    <p class="alone">
      <b>{text('desk.alone')}</b> {text('desk.alone.long')}{' '}
      <a href={boardPath(view.code, address)} target="_blank" rel="noreferrer">
        {text('desk.alone.board')}
      </a>
    </p>
  );
}
