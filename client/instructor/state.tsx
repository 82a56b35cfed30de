import type { PublicView } from '../../shared/class/views.ts';
import { atBase } from '../connection/index.ts';
import { ConfirmButton } from '../ui/confirm.tsx';
import { ArchitectureMark } from '../ui/marks.tsx';
import { TimeLeft } from '../ui/time.tsx';
import { say, text, type WordKey } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

const MORE_SECONDS = 30;

/** Where the class is, three numbers that are not the same, and the next step as the one big button. */
export function StatePanel(props: DeskProps) {
  const { view, session } = props;
  return (
    <section class="state" aria-label={text('desk.state')}>
      <div class="phase">
        <h2>{text(`phase.${view.phase}`)}</h2>
        <TimeLeft clock={session.clock} />
      </div>
      <WhereLine view={view} />
      <Counts view={view} />
      <Steps {...props} />
      <Alone view={view} />
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

function Counts({ view }: { view: PublicView }) {
  const { joined, connected, acted, bots } = view.counts;
  return (
    <>
      <dl class="counts">
        <Count n={joined} word={text('desk.joined')} />
        <Count n={connected} word={text('desk.connected')} />
        <Count n={acted} word={text(actedWord(view))} />
      </dl>
      <p class="hint bots">{bots > 0 ? text('desk.bots', { n: bots }) : null}</p>
    </>
  );
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
function Alone({ view }: { view: PublicView }) {
  if (view.counts.joined > 0 || view.phase === 'lobby' || view.phase === 'end') return null;
  return (
    <p class="alone">
      <b>{text('desk.alone')}</b> {text('desk.alone.long')}{' '}
      <a href={atBase(`/board/${view.code}`)} target="_blank" rel="noreferrer">
        {text('desk.alone.board')}
      </a>
    </p>
  );
}

function Steps({ view, desk, voice, tell }: DeskProps) {
  const over = view.phase === 'end';
  return (
    <div class="steps">
      {over ? null : (
        <button
          type="button"
          class="primary next"
          onClick={() => tell({ type: view.phase === 'lobby' ? 'start' : 'next' })}
        >
          {say(desk.next, voice)} <kbd>N</kbd>
        </button>
      )}
      <div class="row">
        <button type="button" onClick={() => tell({ type: view.clock.paused ? 'resume' : 'pause' })} disabled={over}>
          {text(view.clock.paused ? 'desk.resume' : 'desk.pause')}
        </button>
        <button
          type="button"
          disabled={view.clock.endsAt === null}
          title={text('desk.extend.long')}
          onClick={() => tell({ type: 'extend', seconds: MORE_SECONDS })}
        >
          {text('desk.extend')}
        </button>
      </div>
      <div class="row">
        {desk.canGoBack ? (
          <ConfirmButton
            label={text('desk.back')}
            sure={text('desk.back.sure')}
            onConfirm={() => tell({ type: 'back' })}
          />
        ) : null}
        {over ? null : (
          <ConfirmButton
            label={text('desk.end')}
            sure={text('desk.end.sure')}
            onConfirm={() => tell({ type: 'end' })}
          />
        )}
      </div>
    </div>
  );
}
