import { useLayoutEffect } from 'preact/hooks';
import type { InstructorCommand } from '../../shared/protocol/commands.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { DeskView } from '../../shared/protocol/views.ts';

/** Where letters and spaces are text. In a dialog the keys are the dialog's. */
const TYPED_IN = 'input:not([type="checkbox"], [type="radio"], [readonly]), textarea, dialog';
const PRESSED = 'button, a, summary';
const TICKED = 'input:is([type="checkbox"], [type="radio"])';

export interface KeyTargets {
  readonly tell: (command: InstructorCommand) => void;
  /** N, which may ask first. */
  readonly next: () => void;
}

/**
 * Space holds the clock and lets it go on, N takes the next step, 1 to 9 cause trouble: wherever the focus is, unless something is typed
 * or a dialog is open. Enter presses what has the focus, once for each time that it is pressed.
 */
export function useKeys(view: PublicView | null, desk: DeskView | null, targets: KeyTargets): void {
  // Runs before the page is painted, so that a key means what the desk shows.
  useLayoutEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event)) return;
      const asked = view === null || desk === null ? undefined : meaningOf(event.key, view, desk);
      if (asked !== undefined) event.preventDefault();
      if (asked !== undefined && !event.repeat) asked === 'next' ? targets.next() : targets.tell(asked);
      if (event.key === 'Enter') pressOnce(event);
    };
    // Some browsers press a button when Space comes up again, whatever became of its way down.
    const up = (event: KeyboardEvent): void => {
      if (event.key === ' ' && !isTyped(event)) event.preventDefault();
    };
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
    };
  }, [view, desk, targets]);
}

function isTyped({ target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof Element && target.closest(TYPED_IN) !== null;
}

/** A key that is held down would press a button again and again. A box, whose own key is Space, is ticked by Enter too. */
function pressOnce(event: KeyboardEvent): void {
  const { target, repeat } = event;
  if (!(target instanceof HTMLElement)) return;
  if (repeat && target.closest(PRESSED) !== null) event.preventDefault();
  if (!repeat && target.matches(TICKED)) target.click();
}

/** What a key asks for at this point of the lesson. */
export function meaningOf(key: string, view: PublicView, desk: DeskView): InstructorCommand | 'next' | undefined {
  const { clock, epoch, phase } = view;
  if (key === ' ') return { type: clock.paused ? 'resume' : 'pause', revision: clock.revision };
  if (key === 'n' || key === 'N') return phase === 'end' ? undefined : 'next';
  const card = phase === 'play' && /^[1-9]$/.test(key) ? desk.stresses[Number(key) - 1] : undefined;
  return card && { type: 'stress', id: card.id, params: card.params, uses: card.uses, epoch };
}
