import { useEffect, useState } from 'preact/hooks';
import type { LessonLine } from '../../shared/protocol/messages.ts';
import type { Said } from '../../shared/sim/index.ts';
import type { KeptClass } from '../connection/browser-storage.ts';
import { openClass, readLessons } from '../connection/http.ts';
import { HubMark, MeshMark } from '../ui/marks.tsx';
import { say, text } from '../words/index.ts';
import { EndedClasses, OpenClasses, useStandings } from './own-classes.tsx';
import { TeacherPassword } from './teacher-password.tsx';

interface Wanted {
  readonly line: LessonLine;
  readonly alone: boolean;
}

interface StartPageProps {
  readonly said: Said | null;
  readonly classes: readonly KeptClass[];
  readonly onDesk: (desk: KeptClass) => void;
  readonly onForget: (code: string) => void;
  /** The server doesn't know this class; it need not be asked again. */
  readonly onGone: (desk: KeptClass) => void;
}

/** Choose what to play, press Start: a class is open. */
export function StartPage({ said: saidBefore, classes, onDesk, onForget, onGone }: StartPageProps) {
  const [said, setSaid] = useState(saidBefore && say(saidBefore));
  const [lines, setLines] = useState<readonly LessonLine[] | null>(null);
  const [starting, setStarting] = useState<string | null>(null);
  /** null until requested. */
  const [password, setPassword] = useState<string | null>(null);
  /** What was to be started when it was asked for, the last time. */
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const own = useStandings(classes, onGone);
  const load = async (): Promise<void> => {
    const answer = await readLessons();
    if (answer.ok) setLines(answer.value);
    else setSaid(say(answer.refusal.said));
  };
  const start = async (line: LessonLine, alone: boolean): Promise<void> => {
    setStarting(line.id);
    const answer = await openClass({ [line.kind]: line.id, alone, ...(password === null ? {} : { password }) });
    setStarting(null);
    if (answer.ok) return onDesk({ ...answer.value, title: line.title });
    if (answer.refusal.code.startsWith('password-')) {
      setPassword(password ?? '');
      setWanted({ line, alone });
    }
    setSaid(say(answer.refusal.said));
  };
  useEffect(() => void load(), []);
  return (
    <main class="start">
      <header>
        <h1>
          <HubMark /> {text('product.name')} <MeshMark />
        </h1>
        <p>{text('teach.promise')}</p>
      </header>
      <p class="said" role="alert">
        {said}
      </p>
      {password === null || wanted === null ? null : (
        <TeacherPassword
          password={password}
          asked={wanted}
          onPassword={setPassword}
          onEnter={() => void start(wanted.line, wanted.alone)}
        />
      )}
      <OpenClasses classes={own ?? []} onDesk={onDesk} onForget={onForget} />
      {lines === null || own === null ? (
        <Waiting said={said} onRetry={() => void load()} />
      ) : (
        <Offers lines={lines} starting={starting} onStart={start} />
      )}
      <EndedClasses classes={own ?? []} onDesk={onDesk} onForget={onForget} />
    </main>
  );
}

function Waiting({ said, onRetry }: { said: string | null; onRetry: () => void }) {
  if (said === null) return <p class="hint">{text('teach.loading')}</p>;
  return (
    <button type="button" onClick={onRetry}>
      {text('teach.retry')}
    </button>
  );
}

interface OffersProps {
  readonly lines: readonly LessonLine[];
  readonly starting: string | null;
  readonly onStart: (line: LessonLine, alone: boolean) => Promise<void>;
}

function Offers(props: OffersProps) {
  if (props.lines.length === 0) return <p>{text('teach.none')}</p>;
  return (
    <>
      <OfferList {...props} kind="lesson" title={text('teach.lessons')} />
      <OfferList {...props} kind="scenario" title={text('teach.scenarios')} />
    </>
  );
}

function OfferList({
  lines,
  kind,
  title,
  starting,
  onStart,
}: OffersProps & { kind: LessonLine['kind']; title: string }) {
  const shown = lines.filter((line) => line.kind === kind);
  if (shown.length === 0) return null;
  return (
    <section class={`offers-list ${kind}s`}>
      <h2>{title}</h2>
      <ul>
        {shown.map((line) => (
          <li key={line.id}>
            <h3>{line.title}</h3>
            <p>{line.about}</p>
            <p class="hint">{text('teach.minutes', { n: line.minutes })}</p>
            <div class="row">
              <button
                type="button"
                class="primary"
                disabled={starting !== null}
                onClick={() => void onStart(line, false)}
                aria-label={`${text('teach.start')}: ${line.title}`}
              >
                {text(starting === line.id ? 'teach.starting' : 'teach.start')}
              </button>
              <button
                type="button"
                disabled={starting !== null}
                onClick={() => void onStart(line, true)}
                title={text('teach.alone.long')}
                aria-label={`${text('teach.alone')}: ${line.title}`}
              >
                {text('teach.alone')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
