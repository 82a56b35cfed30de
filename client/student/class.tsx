import { useEffect, useMemo } from 'preact/hooks';
import type { Refusal } from '../../shared/sim/index.ts';
import type { KeptSeat } from '../connection/browser-storage.ts';
import { joinClass, type Session } from '../connection/index.ts';
import { LinkLine } from '../ui/link-line.tsx';
import { useVoice } from '../ui/voice.ts';
import { EN_CLASS } from '../words/en/class.ts';
import { EN_SAID } from '../words/en/said.ts';
import { addWords, text } from '../words/index.ts';
import { stayAwake } from './awake.ts';
import { Header } from './header.tsx';
import { loadAfter, PhasePage } from './phase.tsx';

addWords(EN_CLASS);
addWords(EN_SAID);

export interface ClassPageProps {
  readonly kept: KeptSeat;
  /** The seat is gone (with the reason), or the student leaves it (null). */
  readonly onOver: (code: string, refusal: Refusal | null) => void;
}

/** A student in a class; joined while this component is mounted. */
export function ClassPage({ kept, onOver }: ClassPageProps) {
  const session = useMemo(() => joinClass(kept.code, { kind: 'seat', token: kept.token }), [kept.token]);
  useEffect(() => () => session.close(), [session]);
  const link = session.link.value;
  useEffect(() => stayAwake(), []);
  useEffect(() => {
    if (link.state === 'connected') void loadAfter();
  }, [link.state]);
  useEffect(() => {
    if (link.state === 'over') onOver(kept.code, link.refusal);
  }, [link]);
  return <Shown session={session} kept={kept} onLeave={() => onOver(kept.code, null)} />;
}

function Shown({ session, kept, onLeave }: { session: Session; kept: KeptSeat; onLeave: () => void }) {
  const voice = useVoice(session);
  const view = session.view.value;
  const seat = session.seat.value;
  if (view === null || seat === null || !voice.ready) {
    return (
      <main class="loading">
        <p>{text('join.again', { name: seat?.name ?? kept.name })}</p>
        <LinkLine link={session.link.value} />
      </main>
    );
  }
  return (
    <div class="class" data-phase={view.phase} data-architecture={view.architecture}>
      <Header session={session} view={view} seat={seat} voice={voice} />
      <LinkLine link={session.link.value} />
      <ClassLine paused={view.clock.paused} absent={!session.instructor.value} />
      <PhasePage session={session} view={view} seat={seat} voice={voice} onLeave={onLeave} />
    </div>
  );
}

/** What holds for the whole class: paused, or the teacher's screen is away. */
function ClassLine({ paused, absent }: { paused: boolean; absent: boolean }) {
  return (
    <div class="class-line" role="status">
      {paused ? (
        <p class="paused">
          <b>{text('link.paused')}</b> {text('link.paused.long')}
        </p>
      ) : null}
      {absent ? <p>{text('link.absent')}</p> : null}
    </div>
  );
}
