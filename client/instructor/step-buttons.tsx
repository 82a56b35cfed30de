import { ConfirmButton } from '../ui/confirm.tsx';
import { say, text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

const MORE_SECONDS = 30;

/** The next step as the one big button; the clock; the ways back and out. What loses something asks once. */
export function StepButtons(props: DeskProps) {
  const over = props.view.phase === 'end';
  return (
    <div class="steps">
      {over ? null : <NextButton {...props} />}
      {over ? null : <ClockButtons {...props} />}
      <WaysOut {...props} />
    </div>
  );
}

function NextButton({ desk, voice, steps }: DeskProps) {
  const { settled, question, next } = steps;
  return (
    <button
      type="button"
      class={`primary next ${question.asked ? 'danger' : ''}`}
      aria-disabled={!settled || question.fresh}
      aria-live="polite"
      onClick={next}
    >
      {question.asked ? text('desk.next.sure') : say(desk.next, voice)} <kbd>N</kbd>
    </button>
  );
}

function ClockButtons({ view, tell }: DeskProps) {
  const { epoch } = view;
  const { paused, endsAt, revision } = view.clock;
  return (
    <div class="row">
      <button
        type="button"
        class={paused ? 'primary' : ''}
        disabled={endsAt === null}
        onClick={() => tell({ type: paused ? 'resume' : 'pause', revision })}
      >
        {text(paused ? 'desk.resume' : 'desk.pause')}
      </button>
      <button
        type="button"
        disabled={endsAt === null}
        title={text('desk.extend.long')}
        onClick={() => tell({ type: 'extend', seconds: MORE_SECONDS, epoch })}
      >
        {text('desk.extend')}
      </button>
    </div>
  );
}

function WaysOut({ view, desk, voice, steps }: DeskProps) {
  return (
    <div class="row">
      {desk.back === null ? null : (
        <ConfirmButton
          about={view.epoch}
          label={say(desk.back.said, voice)}
          sure={say(desk.back.sure, voice)}
          onConfirm={steps.back}
        />
      )}
      {view.phase === 'end' ? null : (
        <ConfirmButton about={view.epoch} label={text('desk.end')} sure={text('desk.end.sure')} onConfirm={steps.end} />
      )}
    </div>
  );
}
