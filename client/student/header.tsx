import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { SeatView } from '../../shared/protocol/views.ts';
import type { Session } from '../connection/index.ts';
import { ArchitectureMark, StudentMark } from '../ui/marks.tsx';
import { TimeLeft } from '../ui/time.tsx';
import { say, text, type Voice } from '../words/index.ts';

interface HeaderProps {
  readonly session: Session;
  readonly view: PublicView;
  readonly seat: SeatView;
  readonly voice: Voice;
}

/** Who I am, what I am, how long it goes on; in play in the colour of the architecture. */
export function Header({ session, view, seat, voice }: HeaderProps) {
  const playing = view.phase === 'play';
  const role = playing && seat.role !== null ? say(seat.role.name, voice) : null;
  return (
    <header class={`top ${playing ? 'playing' : ''}`}>
      <div class="who">
        {playing ? <ArchitectureMark of={view.architecture} /> : <StudentMark mark={seat.mark} size={40} />}
        <div>
          <h1 translate={role !== null}>{role ?? seat.name}</h1>
          <div class="line">
            <p>
              {role === null ? text(`phase.${view.phase}`) : <span translate={false}>{seat.name}</span>}{' '}
              <LinkWord session={session} />
            </p>
            {seat.code === null ? null : <SeatCode code={seat.code} />}
          </div>
        </div>
      </div>
      <div class="standing">
        <TimeLeft clock={session.clock} />
        {seat.points > 0 || playing ? <span class="points">{text('points', { n: seat.points })}</span> : null}
      </div>
    </header>
  );
}

/** Always at hand: when this device gives up, nobody can look it up on it any more. */
function SeatCode({ code }: { code: string }) {
  return (
    <p class="seat-code" title={text('seat.code.long')}>
      {text('seat.code.short')} <b translate={false}>{code}</b>
    </p>
  );
}

function LinkWord({ session }: { session: Session }) {
  const { state } = session.link.value;
  if (state === 'over') return null;
  const word = state === 'connected' ? 'link.connected' : (`link.short.${state}` as const);
  return <span class={`link ${state}`}>{text(word)}</span>;
}
