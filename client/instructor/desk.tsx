import { useEffect, useMemo, useState } from 'preact/hooks';
import type { InstructorCommand } from '../../shared/protocol/commands.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { KeptClass } from '../connection/browser-storage.ts';
import { joinClass, type Session, watchAddress } from '../connection/index.ts';
import { LinkLine, NoticeLine } from '../ui/link-line.tsx';
import { useVoice } from '../ui/voice.ts';
import { say, text, type Voice } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { Header } from './header.tsx';
import { useKeys } from './keys.ts';
import { PhasePanel } from './phase-panel.tsx';
import { Roster } from './roster.tsx';
import { StatePanel } from './state.tsx';
import { useSteps } from './steps.ts';
import { StressPanel } from './stresses.tsx';
import { Unkept } from './unkept.tsx';

const LOOK_MS = 5_000;

interface DeskPageProps {
  readonly desk: KeptClass;
  /** Keeps the class in the browser. @returns whether it is still there when this tab is closed */
  readonly onKeep: (desk: KeptClass) => boolean;
  readonly onOver: (gone: Refusal | null) => void;
}

/** The instructor's desk of one class. */
export function DeskPage({ desk: kept, onKeep, onOver }: DeskPageProps) {
  const session = useMemo(() => joinClass(kept.code, { kind: 'desk', key: kept.key }), [kept.code]);
  useEffect(() => () => session.close(), [session]);
  const link = session.link.value;
  useEffect(() => {
    if (link.state === 'over') onOver(link.refusal);
  }, [link]);
  const title = session.view.value?.title;
  const lasting = useKept({ code: kept.code, key: kept.key, title: title ?? kept.title }, onKeep);
  return <Shown session={session} kept={kept} lasting={lasting} onLeave={() => onOver(null)} />;
}

/** Storage can be cleared while a desk is open, so the record is written again. */
function useKept(desk: KeptClass, keep: DeskPageProps['onKeep']): boolean {
  const [lasting, setLasting] = useState(true);
  useEffect(() => {
    const look = (): void => setLasting(keep(desk));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [desk.code, desk.title]);
  return lasting;
}

interface ShownProps {
  readonly session: Session;
  readonly kept: KeptClass;
  readonly lasting: boolean;
  readonly onLeave: () => void;
}

function Shown({ session, kept, lasting, onLeave }: ShownProps) {
  const voice = useVoice(session);
  const [said, setSaid] = useState<string | null>(null);
  const tell = (command: InstructorCommand): void => {
    void session.instruct(command).then((answer) => setSaid(answer.ok ? null : sentenceOf(answer.refusal, voice)));
  };
  const address = useMemo(() => watchAddress(kept.code, kept.key), [kept.code]);
  useEffect(() => () => address.close(), [address]);
  const view = session.view.value;
  const desk = session.desk.value;
  const steps = useSteps(view, tell);
  useKeys(view, desk, { tell, next: steps.next });
  if (view === null || desk === null || !voice.ready) {
    return (
      <main class="loading">
        <p>{text('desk.waiting')}</p>
        <LinkLine link={session.link.value} desk />
      </main>
    );
  }
  const props: DeskProps = { kept, session, address, view, desk, voice, tell, steps };
  return (
    <div
      class="desk"
      data-phase={view.phase}
      data-architecture={view.architecture}
      data-settled={steps.settled ? '' : undefined}
    >
      <Header {...props} onLeave={onLeave} />
      {lasting ? null : <Unkept {...props} />}
      <LinkLine link={session.link.value} desk />
      <NoticeLine notice={view.notice} />
      <Held view={view} />
      <p class="said" role="alert">
        {said}
      </p>
      <main>
        <StatePanel {...props} />
        <PhasePanel {...props} />
        <StressPanel {...props} />
        <Roster {...props} />
      </main>
    </div>
  );
}

/** Large, since nothing else on the desk moves either. */
function Held({ view }: { view: PublicView }) {
  return (
    <div class="held" role="status">
      {view.clock.paused ? (
        <p>
          <b>{text('desk.held')}</b> {text('desk.held.long')}
        </p>
      ) : null}
    </div>
  );
}

/** The desk's own words for what concerns a student's page otherwise. */
function sentenceOf({ code, said }: Refusal, voice: Voice): string {
  return code === 'not-connected' ? text('desk.not-connected') : say(said, voice);
}
