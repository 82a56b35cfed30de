import { signal } from '@preact/signals';
import type { Refusal } from '../../shared/sim/index.ts';
import { browserShelf, forgetClass, type KeptClass, keepClass, keptClasses } from '../connection/keep.ts';
import { keyInHash } from '../view/code.ts';
import { say } from '../words/index.ts';
import { DeskPage } from './desk.tsx';
import { OverPage } from './over.tsx';
import { StartPage } from './start.tsx';

type Place =
  | { readonly at: 'start'; readonly said: string | null }
  | { readonly at: 'desk'; readonly desk: KeptClass }
  | { readonly at: 'over'; readonly desk: KeptClass };

/** The class is over, and its results are not. */
const OVER: ReadonlySet<string> = new Set(['ended', 'class-over']);

const shelf = browserShelf();
const place = signal<Place>(firstPlace());
addEventListener('hashchange', () => {
  place.value = firstPlace();
});

/** The instructor's page: what to start, and then the desk of the class. The address names the class, so that a reload comes back. */
export function TeachApp() {
  const here = place.value;
  if (here.at === 'desk') return <DeskPage key={here.desk.code} desk={here.desk} onTitle={keep} onOver={leave} />;
  if (here.at === 'over') return <OverPage kept={here.desk} onLeave={() => leave(here.desk.code, null)} />;
  return <StartPage said={here.said} classes={keptClasses(shelf)} onDesk={enter} onForget={forget} />;
}

/** `#CODE.KEY` moves a desk here from another device; `#CODE` is one that this browser knows. */
function firstPlace(): Place {
  const moved = keyInHash(location.hash);
  if (moved !== undefined) {
    const desk = { ...moved, title: moved.code };
    keepClass(shelf, desk);
    history.replaceState(null, '', `/teach#${moved.code}`);
    return { at: 'desk', desk };
  }
  const known = keptClasses(shelf).find(({ code }) => `#${code}` === location.hash);
  return known === undefined ? { at: 'start', said: null } : { at: 'desk', desk: known };
}

function enter(desk: KeptClass): void {
  keepClass(shelf, desk);
  history.pushState(null, '', `/teach#${desk.code}`);
  place.value = { at: 'desk', desk };
}

function keep(desk: KeptClass): void {
  keepClass(shelf, desk);
}

/** Back to the start; `gone` takes the class off the list and says why. One that is over stays on it, for its results. */
function leave(code: string, gone: Refusal | null): void {
  const kept = keptClasses(shelf).find((one) => one.code === code);
  if (gone !== null && OVER.has(gone.code) && kept !== undefined) {
    place.value = { at: 'over', desk: kept };
    return;
  }
  if (gone !== null) forgetClass(shelf, code);
  history.pushState(null, '', '/teach');
  place.value = { at: 'start', said: gone === null ? null : say(gone.said) };
}

function forget(code: string): void {
  forgetClass(shelf, code);
  place.value = { at: 'start', said: null };
}
