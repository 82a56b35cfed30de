import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { codeWritten } from '../../shared/class/codes/alphabet.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { atBase, pagePath } from '../connection/base.ts';
import { browserShelf, forgetSeat, type KeptSeat, keepSeat, keptSeat } from '../connection/browser-storage.ts';
import { typedInPath } from '../view/typed-code.ts';
import { say, text } from '../words/index.ts';
import type { ClassPageProps } from './class.tsx';
import { JoinPage } from './join.tsx';

type Place =
  | { readonly at: 'join'; readonly code: string; readonly said: string | null }
  | { readonly at: 'class'; readonly seat: KeptSeat }
  /** The seat is open in another tab. */
  | { readonly at: 'elsewhere'; readonly seat: KeptSeat };

const shelf = browserShelf();
const place = signal<Place>(firstPlace());
const classPage = signal<FunctionComponent<ClassPageProps> | null>(null);

/** A student's page: the form to join, and then the class, whose code is fetched while the form is filled in. */
export function StudentApp() {
  const here = place.value;
  if (here.at === 'join') return <JoinPage shelf={shelf} code={here.code} said={here.said} onSeat={enter} />;
  if (here.at === 'elsewhere') return <Elsewhere onHere={() => enter(here.seat)} />;
  const Class = classPage.value;
  if (Class === null) return <p class="loading">{text('join.again', { name: here.seat.name })}</p>;
  return <Class key={here.seat.token} kept={here.seat} onOver={leave} />;
}

function firstPlace(): Place {
  const typed = typedInPath(pagePath());
  const code = codeWritten(typed);
  const seat = code === undefined ? undefined : keptSeat(shelf, code);
  return seat === undefined ? { at: 'join', code: code ?? typed, said: null } : { at: 'class', seat };
}

function enter(seat: KeptSeat): void {
  keepSeat(shelf, seat);
  // Relative to the address that the page came by, they would be looked for below the one that it gets now.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[href]')) link.setAttribute('href', link.href);
  history.replaceState(history.state, '', atBase(`/j/${seat.code}`));
  place.value = { at: 'class', seat };
}

function Elsewhere({ onHere }: { onHere: () => void }) {
  return (
    <main class="join">
      <p class="said" role="alert">
        {text('refusal.other-tab')}
      </p>
      <button type="button" class="primary" onClick={onHere}>
        {text('join.here')}
      </button>
    </main>
  );
}

/** Back to the form; with the reason, unless the student wanted to leave. */
function leave(code: string, refusal: Refusal | null): void {
  const seat = keptSeat(shelf, code);
  if (refusal?.code === 'other-tab' && seat !== undefined) {
    place.value = { at: 'elsewhere', seat };
    return;
  }
  forgetSeat(shelf, code);
  place.value = { at: 'join', code, said: refusal === null ? null : say(refusal.said) };
}

async function loadClass(): Promise<void> {
  const { ClassPage } = await import('./class.tsx');
  classPage.value = ClassPage;
}
void loadClass();
