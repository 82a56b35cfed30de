import { useEffect, useMemo } from 'preact/hooks';
import type { SeatView } from '../../shared/protocol/views.ts';
import type { Neighbour, PlayerView } from '../../shared/services/contract.ts';
import { StudentMark } from '../ui/marks.tsx';
import { MoodMark } from '../ui/mood.tsx';
import { crowd, fitInPairs } from '../view/crowd.ts';
import { say, text, type Voice } from '../words/index.ts';
import { shake } from './awake.ts';
import { Secret } from './brief.tsx';
import type { PhaseProps } from './phase-props.ts';
import { Neighbourhood } from './picture.tsx';
import { createTaps, type Taps } from './taps.ts';
import { VerbButton } from './verb.tsx';

/** My machine: what is happening to it, my job, and what I can do. */
export function PlayPage({ session, view, seat, voice }: PhaseProps) {
  const taps = useMemo(() => createTaps(session), [session]);
  const play = seat.play;
  if (play === null) {
    return (
      <main class="play">
        <p class="status waiting">{text(seat.node < 0 ? 'play.watching' : 'play.wait')}</p>
      </main>
    );
  }
  return (
    <main class="play" data-paused={view.clock.paused}>
      <Status play={play} outage={seat.outage} voice={voice} />
      {seat.pilot === 'autopilot' && seat.outage === null ? <p class="autopilot">{text('play.autopilot')}</p> : null}
      {seat.secret === null ? null : <Secret said={say(seat.secret, voice)} />}
      <Job play={play} voice={voice} />
      <Neighbourhood session={session} />
      <Hands play={play} taps={taps} voice={voice} />
      <Recent play={play} voice={voice} />
      <Neighbours play={play} seat={seat} voice={voice} />
    </main>
  );
}

interface Part {
  readonly play: PlayerView;
  readonly voice: Voice;
}

/** What is happening to me, and why. */
function Status({ play, outage, voice }: Part & Pick<SeatView, 'outage'>) {
  useEffect(() => {
    if (play.mood === 'bad') shake();
  }, [play.mood]);
  return (
    <p class={`status ${play.mood}`} role="status">
      <MoodMark mood={play.mood} />
      <span>
        {say(play.status, voice)} {outage === null ? null : say(outage)}
      </span>
    </p>
  );
}

function Job({ play: { job }, voice }: Part) {
  const label = say(job.label, voice);
  return (
    <section class="job">
      <h2>{label}</h2>
      <progress value={job.done} max={Math.max(1, job.total)} aria-label={label} />
      <b>
        {job.done} / {job.total}
      </b>
    </section>
  );
}

/** Verbs keep their places under the thumb; offers come and go below them. */
function Hands({ play, taps, voice }: Part & { readonly taps: Taps }) {
  const inPairs = fitInPairs(play.offers, ({ label }) => say(label, voice));
  return (
    <div class="hands">
      <section class="verbs">
        <h2 class="unseen">{text('play.verbs')}</h2>
        <ul>
          {play.verbs.map((verb, index) => (
            <VerbButton key={verb.id} verb={verb} taps={taps} voice={voice} primary={index === 0} />
          ))}
        </ul>
      </section>
      {play.offers.length === 0 ? null : (
        <section class={`offers ${inPairs ? 'pairs' : ''}`}>
          <h2>{text('play.offers')}</h2>
          <ul>
            {play.offers.map((offer) => (
              <VerbButton key={offer.id} verb={offer} taps={taps} voice={voice} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type Crowd = Part & { readonly seat: PhaseProps['seat'] };

function Neighbours({ play, seat, voice }: Crowd) {
  const { shown, others } = crowd(play.neighbours);
  if (shown.length === 0) return null;
  return (
    <section class="neighbours">
      <h2>{text('play.neighbours')}</h2>
      <NeighbourList neighbours={shown} seat={seat} voice={voice} />
      {others.length === 0 ? null : (
        <details>
          <summary>{text('play.neighbours.more', { n: others.length })}</summary>
          <NeighbourList neighbours={others} seat={seat} voice={voice} />
        </details>
      )}
    </section>
  );
}

function NeighbourList(props: Pick<Crowd, 'seat' | 'voice'> & { readonly neighbours: readonly Neighbour[] }) {
  const { neighbours, seat, voice } = props;
  return (
    <ul>
      {neighbours.map(({ node, note, mood }) => {
        const known = seat.names[node];
        return (
          <li key={node} class={mood}>
            {known === undefined ? <MoodMark mood={mood} /> : <StudentMark mark={known.mark} size={28} />}
            <NeighbourName node={node} voice={voice} /> <span>{say(note, voice)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function NeighbourName({ node, voice }: { readonly node: number; readonly voice: Voice }) {
  const name = voice.nameOf?.(node);
  return name === undefined ? <b>{text('machine.numbered', { n: node + 1 })}</b> : <b translate={false}>{name}</b>;
}

function Recent({ play, voice }: Part) {
  if (play.recent.length === 0) return null;
  return (
    <section class="recent">
      <h2>{text('play.recent')}</h2>
      <ol>
        {play.recent.slice(0, 3).map((said, index) => (
          <li key={`${index}${said.key}`}>{say(said, voice)}</li>
        ))}
      </ol>
    </section>
  );
}
