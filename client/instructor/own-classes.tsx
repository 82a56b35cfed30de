import { useEffect, useState } from 'preact/hooks';
import type { KeptClass } from '../connection/browser-storage.ts';
import { readClass } from '../connection/http.ts';
import { ConfirmButton } from '../ui/confirm.tsx';
import { text } from '../words/index.ts';

/** More open classes than these would push the lessons off the page. */
const SHOWN = 3;

export interface OwnClass {
  readonly desk: KeptClass;
  /** `gone`: the server did not know it when it was last asked. */
  readonly standing: 'open' | 'ended' | 'gone';
}

interface ListProps {
  readonly classes: readonly OwnClass[];
  readonly onDesk: (desk: KeptClass) => void;
  readonly onForget: (code: string) => void;
}

/** How this browser's classes stand, or null until the server has said. One that can't be asked about counts as open. */
export function useStandings(
  kept: readonly KeptClass[],
  onGone: (desk: KeptClass) => void,
): readonly OwnClass[] | null {
  const [standings, setStandings] = useState<ReadonlyMap<string, OwnClass['standing']> | null>(null);
  useEffect(() => {
    let shown = true;
    void Promise.all(kept.map(async (desk) => [desk.code, await standingOf(desk)] as const)).then((all) => {
      for (const desk of kept) if (new Map(all).get(desk.code) === 'gone') onGone({ ...desk, gone: true });
      if (shown) setStandings(new Map(all));
    });
    return () => {
      shown = false;
    };
  }, []);
  return standings && kept.map((desk) => ({ desk, standing: standings.get(desk.code) ?? 'open' }));
}

/** A class that is gone is not asked about again: the server counts wrong codes. */
async function standingOf({ code, key, gone }: KeptClass): Promise<OwnClass['standing']> {
  if (gone === true) return 'gone';
  const answer = await readClass(code, { key });
  if (answer.ok) return answer.value.ended ? 'ended' : 'open';
  const { code: why } = answer.refusal;
  return why === 'unknown-class' ? 'gone' : why === 'ended' ? 'ended' : 'open';
}

/** The classes that go on: above the lessons, in a few lines. */
export function OpenClasses({ classes, ...more }: ListProps) {
  const open = classes.filter(({ standing }) => standing === 'open');
  if (open.length === 0) return null;
  const others = open.slice(SHOWN);
  return (
    <section class="own-classes open-classes">
      <h2>{text('teach.open')}</h2>
      <ClassList classes={open.slice(0, SHOWN)} {...more} />
      {others.length === 0 ? null : (
        <details>
          <summary>{text('teach.more', { n: others.length })}</summary>
          <ClassList classes={others} {...more} />
        </details>
      )}
    </section>
  );
}

/** Those that are over: below everything, folded up. Their results can still be had. */
export function EndedClasses({ classes, ...more }: ListProps) {
  const ended = classes.filter(({ standing }) => standing !== 'open');
  if (ended.length === 0) return null;
  return (
    <details class="own-classes ended-classes">
      <summary>{text('teach.ended', { n: ended.length })}</summary>
      <ClassList classes={ended} {...more} />
    </details>
  );
}

function ClassList({ classes, onDesk, onForget }: ListProps) {
  return (
    <ul>
      {classes.map(({ desk, standing }) => (
        <li key={desk.code}>
          <b translate={false}>{desk.code}</b> <span class="title">{desk.title}</span>
          {standing === 'gone' ? <small class="hint">{text('teach.gone')}</small> : null}
          <button type="button" onClick={() => onDesk(desk)}>
            {text('teach.resume')}
          </button>
          <ConfirmButton
            label={text('teach.forget')}
            sure={text('teach.forget.sure')}
            onConfirm={() => onForget(desk.code)}
          />
        </li>
      ))}
    </ul>
  );
}
