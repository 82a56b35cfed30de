import { useState } from 'preact/hooks';
import type { Prediction } from '../../shared/protocol/commands.ts';
import { ArchitectureChoice, RadioCards } from '../ui/choice.tsx';
import { ArchitectureMark } from '../ui/marks.tsx';
import type { Choice } from '../view/choices.ts';
import { say, text } from '../words/index.ts';
import type { PhaseProps } from './phase-props.ts';

const SURE: readonly Prediction['sure'][] = [1, 2, 3];
const STEP = 5;

/** A prediction before the run: which network, how sure, and one number. Then it is locked. */
export function PredictPage({ session, view, seat, voice }: PhaseProps) {
  const [better, setBetter] = useState<Choice | null>(null);
  const [sure, setSure] = useState<Prediction['sure'] | null>(null);
  const [finish, setFinish] = useState(50);
  const [said, setSaid] = useState<string | null>(null);
  const [locking, setLocking] = useState(false);
  if (seat.prediction !== null) return <Locked prediction={seat.prediction} />;
  const lock = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (better === null || sure === null) return setSaid(text('predict.missing'));
    setLocking(true);
    const answer = await session.act({ type: 'predict', prediction: { better, sure, finish }, epoch: view.epoch });
    setLocking(false);
    setSaid(answer.ok ? null : say(answer.refusal.said, voice));
  };
  return (
    <main class="predict">
      <h2>{view.brief?.question || text('predict.title')}</h2>
      <form onSubmit={(event) => void lock(event)}>
        <ArchitectureChoice name="better" legend={text('predict.better')} chosen={better} onChoose={setBetter} />
        <RadioCards
          name="sure"
          legend={text('predict.sure')}
          class="sure"
          values={SURE}
          chosen={sure}
          onChoose={setSure}
          show={(value) => text(`predict.sure.${value}`)}
        />
        <FinishSlider finish={finish} onFinish={setFinish} />
        <p class="said" role="alert">
          {said}
        </p>
        <button class="primary" type="submit" disabled={locking}>
          {text(locking ? 'predict.locking' : 'predict.lock')}
        </button>
      </form>
    </main>
  );
}

function FinishSlider({ finish, onFinish }: { finish: number; onFinish: (finish: number) => void }) {
  return (
    <div class="slider">
      <label for="finish">{text('predict.finish')}</label>
      <output for="finish">{text('predict.finish.of', { n: finish })}</output>
      <input
        id="finish"
        type="range"
        min={0}
        max={100}
        step={STEP}
        value={finish}
        aria-valuetext={text('predict.finish.of', { n: finish })}
        onInput={({ currentTarget }) => onFinish(Number(currentTarget.value))}
      />
    </div>
  );
}

function Locked({ prediction }: { prediction: Prediction }) {
  return (
    <main class="predict locked">
      <PredictionCard prediction={prediction} />
      <p class="wait">{text('predict.locked')}</p>
    </main>
  );
}

/** What I predicted, to be read again beside the result. */
export function PredictionCard(props: { readonly prediction: Prediction; readonly verdict?: string | null }) {
  const { prediction, verdict = null } = props;
  return (
    <section class="prediction" data-choice={prediction.better}>
      <ArchitectureMark of={prediction.better} />
      <div>
        <h3>{text('predict.mine')}</h3>
        <p>
          <b>{text(`architecture.${prediction.better}`)}</b> · {text(`predict.sure.${prediction.sure}`)}
        </p>
        <p>{text('predict.finish.of', { n: prediction.finish })}</p>
        {verdict === null ? null : <p class="verdict">{verdict}</p>}
      </div>
    </section>
  );
}
