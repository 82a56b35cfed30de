import { signal } from '@preact/signals';
import type { Refusal, Said } from '../../shared/sim/index.ts';
import { atBase } from '../connection/base.ts';
import {
  browserShelf,
  forgetClass,
  type KeptClass,
  keepClass,
  keptClass,
  keptClasses,
} from '../connection/browser-storage.ts';
import { keyInHash } from '../view/code.ts';
import { DeskPage } from './desk.tsx';
import { OverPage } from './over.tsx';
import { StartPage } from './start.tsx';

type Place =
  | { readonly at: 'start'; readonly said: Said | null }
  | { readonly at: 'desk'; readonly desk: KeptClass }
  /** The class is over; its results can still be had. */
  | { readonly at: 'over'; readonly desk: KeptClass };

const OVER: ReadonlySet<string> = new Set(['ended', 'class-over']);

const shelf = browserShelf();
const place = signal<Place>(firstPlace());
addEventListener('hashchange', () => {
  place.value = firstPlace();
});

/** The instructor's page: what to start, and then the desk of the class. The address names the class, so that a reload comes back. */
export function TeachApp() {
  const here = place.value;
  if (here.at === 'desk') return <DeskPage key={here.desk.code} desk={here.desk} onKeep={keep} onOver={leave} />;
  if (here.at === 'over') return <OverPage kept={here.desk} onLeave={() => leave(null)} />;
  return <StartPage said={here.said} classes={keptClasses(shelf)} onDesk={enter} onForget={forget} onGone={keep} />;
}

/** `#CODE.KEY` moves a desk here from another device; `#CODE` is one that this browser knows. */
function firstPlace(): Place {
  const moved = keyInHash(location.hash);
  if (moved !== undefined) {
    const desk = { ...moved, title: moved.code };
    keepClass(shelf, desk);
    // Hides the key: the address may be on the projector.
    history.replaceState(history.state, '', atBase(`/teach#${moved.code}`));
    return { at: 'desk', desk };
  }
  const code = location.hash.slice(1);
  const desk = keptClass(shelf, code);
  if (desk !== undefined) return { at: 'desk', desk };
  return { at: 'start', said: code === '' ? null : { key: 'teach.no-key', args: { code: code.slice(0, 8) } } };
}

function enter(desk: KeptClass): void {
  history.pushState(history.state, '', atBase(`/teach#${desk.code}`));
  keepClass(shelf, desk);
  place.value = { at: 'desk', desk };
}

function keep(desk: KeptClass): boolean {
  return keepClass(shelf, desk);
}

/** Back to the start; `gone` says why. The key is kept: a server that does not know the class now may know it again. */
function leave(gone: Refusal | null): void {
  const here = place.peek();
  if (here.at === 'desk' && gone !== null && OVER.has(gone.code)) {
    place.value = { at: 'over', desk: here.desk };
    return;
  }
  history.pushState(history.state, '', atBase('/teach'));
  place.value = { at: 'start', said: gone?.said ?? null };
}

function forget(code: string): void {
  forgetClass(shelf, code);
  place.value = { at: 'start', said: null };
}
