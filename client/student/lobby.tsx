import { StudentMark } from '../ui/marks.tsx';
import { readiness } from '../view/readiness.ts';
import { text } from '../words/index.ts';
import type { PhaseProps } from './phase-props.ts';

/** Shows who I am and whether my device is ready. */
export function LobbyPage({ session, view, seat, onLeave }: PhaseProps & { readonly onLeave: () => void }) {
  return (
    <main class="lobby">
      <section class="me">
        <p>{text('lobby.you')}</p>
        <StudentMark mark={seat.mark} size={132} />
        <h2 translate={false}>{seat.name}</h2>
        <p class="hint">{text('lobby.sign')}</p>
      </section>
      <p class="wait">{text('lobby.wait')}</p>
      {seat.code === null ? null : (
        <p class="seat-code">
          <span>
            {text('seat.code')} <b translate={false}>{seat.code}</b>
          </span>
          <span class="hint">{text('seat.code.long')}</span>
        </p>
      )}
      <p class="joined">{text('lobby.joined', { n: view.counts.joined })}</p>
      <Device connected={session.link.value.state === 'connected'} roundTrip={session.roundTrip.value} />
      <button type="button" class="quiet" onClick={onLeave}>
        {text('lobby.leave')}
      </button>
    </main>
  );
}

function Device({ connected, roundTrip }: { connected: boolean; roundTrip: number | null }) {
  const ready = readiness(roundTrip);
  return (
    <dl class="device" aria-label={text('lobby.device')}>
      <dt>{text('lobby.socket')}</dt>
      <dd class={connected ? 'good' : 'slow'}>{text(connected ? 'link.connected' : 'link.short.connecting')}</dd>
      <dt>{text('lobby.speed')}</dt>
      <dd class={ready}>
        {roundTrip === null ? null : `${text('lobby.ms', { n: Math.round(roundTrip) })}, `}
        {text(`lobby.ready.${ready}`)}
      </dd>
    </dl>
  );
}
