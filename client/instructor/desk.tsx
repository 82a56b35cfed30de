import { useEffect, useMemo, useState } from 'preact/hooks';
import type { InstructorCommand } from '../../shared/class/command.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { joinClass, type Session } from '../connection/index.ts';
import type { KeptClass } from '../connection/keep.ts';
import { LinkLine, NoticeLine } from '../ui/link-line.tsx';
import { useVoice } from '../ui/voice.ts';
import { say, text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { useKeys } from './keys.ts';
import { Middle } from './middle.tsx';
import { Roster } from './roster.tsx';
import { StatePanel } from './state.tsx';
import { StressPanel } from './stresses.tsx';
import { TopBar } from './top.tsx';

interface DeskPageProps {
  readonly desk: KeptClass;
  readonly onTitle: (desk: KeptClass) => void;
  readonly onOver: (code: string, gone: Refusal | null) => void;
}

/** The instructor's desk of one class. */
export function DeskPage({ desk: kept, onTitle, onOver }: DeskPageProps) {
  const session = useMemo(() => joinClass(kept.code, { kind: 'desk', key: kept.key }), [kept.code]);
  useEffect(() => () => session.close(), [session]);
  const link = session.link.value;
  useEffect(() => {
    if (link.state === 'over') onOver(kept.code, link.refusal);
  }, [link]);
  const title = session.view.value?.title;
  useEffect(() => {
    if (title !== undefined) onTitle({ ...kept, title });
  }, [title]);
  return <Shown session={session} kept={kept} onLeave={() => onOver(kept.code, null)} />;
}

function Shown({ session, kept, onLeave }: { session: Session; kept: KeptClass; onLeave: () => void }) {
  const voice = useVoice(session);
  const [said, setSaid] = useState<string | null>(null);
  const tell = (command: InstructorCommand): void => {
    void session.instruct(command).then((answer) => setSaid(answer.ok ? null : say(answer.refusal.said, voice)));
  };
  const view = session.view.value;
  const desk = session.desk.value;
  useKeys(view, desk, tell);
  if (view === null || desk === null || !voice.ready) {
    return (
      <main class="loading">
        <p>{text('desk.waiting')}</p>
        <LinkLine link={session.link.value} desk />
      </main>
    );
  }
  const props: DeskProps = { kept, session, view, desk, voice, tell };
  return (
    <div class="desk" data-phase={view.phase} data-architecture={view.architecture}>
      <TopBar {...props} onLeave={onLeave} />
      <LinkLine link={session.link.value} desk />
      <NoticeLine notice={view.notice} />
      <p class="said" role="alert">
        {said}
      </p>
      <main>
        <StatePanel {...props} />
        <Middle {...props} />
        <StressPanel {...props} />
        <Roster {...props} />
      </main>
    </div>
  );
}
