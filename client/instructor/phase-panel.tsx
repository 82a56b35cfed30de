import { EvidenceTable } from '../ui/evidence-table.tsx';
import { Podium } from '../ui/podium.tsx';
import { Poll } from '../ui/poll.tsx';
import { RunSummary, Timeline } from '../ui/result.tsx';
import { say, text } from '../words/index.ts';
import { boardPath } from './board-path.ts';
import type { DeskProps } from './desk-props.ts';
import { Invitation } from './invitation.tsx';
import { KeepResults } from './keep-results.tsx';
import { News } from './news.tsx';

/** What the class looks at now, on the desk. */
export function PhasePanel(props: DeskProps) {
  switch (props.view.phase) {
    case 'lobby':
      return <Invitation {...props} />;
    case 'brief':
    case 'predict':
      return <Brief {...props} />;
    case 'play':
      return <SmallBoard {...props} />;
    case 'reveal':
      return <Reveal {...props} />;
    case 'compare':
      return <Compare {...props} />;
    case 'end':
      return <End {...props} />;
  }
}

function Brief({ view, voice }: DeskProps) {
  const { brief, result } = view;
  if (brief === null) return <section class="middle" />;
  return (
    <section class="middle brief">
      <h2>{brief.title}</h2>
      <p class="story">{brief.story}</p>
      <p>
        <b>{text('brief.watch')}</b> {brief.lookFor}
      </p>
      {brief.trouble.length === 0 ? null : (
        <p>
          <b>{text('brief.trouble')}</b> {brief.trouble.map((said) => say(said, voice)).join(' · ')}
        </p>
      )}
      <p class="question">{brief.question}</p>
      {view.phase === 'predict' && result !== null ? (
        <Poll title={text('desk.predictions')} counts={result.predictions.better} />
      ) : null}
    </section>
  );
}

/** The board as a picture alone: a click on it must not take the keys from the desk. */
function SmallBoard(props: DeskProps) {
  const { view, address } = props;
  return (
    <section class="middle small-board">
      <News {...props} />
      {address.answer.value === null ? null : (
        <iframe inert src={boardPath(view.code, address, '?small')} title={text('desk.small-board')} />
      )}
    </section>
  );
}

function Reveal({ view, voice }: DeskProps) {
  const result = view.result;
  if (result === null) return <section class="middle" />;
  const run = result.runs.find(({ architecture }) => architecture === view.architecture) ?? result.runs.at(-1);
  return (
    <section class="middle reveal">
      {run === undefined ? null : <RunSummary run={run} />}
      {result.revealed.length === 0 ? null : (
        <p class="revealed">
          <b>{text('result.revealed')}</b> {result.revealed.map((said) => say(said, voice)).join(' ')}
        </p>
      )}
      <Poll title={text('result.predicted')} counts={result.predictions.better} />
      {run === undefined ? null : <Timeline runs={[run]} voice={voice} />}
    </section>
  );
}

function Compare({ view, voice }: DeskProps) {
  const result = view.result;
  if (result === null) return <section class="middle" />;
  return (
    <section class="middle compare">
      <div class="pair">
        {result.runs.map((run) => (
          <RunSummary key={run.architecture} run={run} />
        ))}
      </div>
      <Discuss questions={view.brief?.discuss ?? []} />
      <EvidenceTable runs={result.runs} voice={voice} traced />
      <div class="pair">
        <Poll title={text('result.predicted')} counts={result.predictions.better} />
        <Poll title={text('result.voted')} counts={result.predictions.votes} />
      </div>
      <Timeline runs={result.runs} voice={voice} />
    </section>
  );
}

function Discuss({ questions }: { questions: readonly string[] }) {
  if (questions.length === 0) return null;
  return (
    <section class="discuss">
      <h2>{text('desk.question')}</h2>
      <ul>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </section>
  );
}

function End(props: DeskProps) {
  const { view, voice } = props;
  return (
    <section class="middle end">
      <h2>{text('desk.over')}</h2>
      <p class="hint">{text('desk.over.long')}</p>
      {view.result === null ? null : <Podium podium={view.result.podium} voice={voice} />}
      <KeepResults {...props} />
      {view.result === null ? null : <EvidenceTable runs={view.result.runs} voice={voice} traced />}
    </section>
  );
}
