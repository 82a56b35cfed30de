import { useLayoutEffect } from 'preact/hooks';
import type { InstructorCommand } from '../../shared/class/command.ts';
import type { DeskView, PublicView } from '../../shared/class/views.ts';

/** Space = pause, N = next, 1 to 9 = stresses; never while something is typed, something is asked, or a button has the focus for its own keys. */
export function useKeys(
  view: PublicView | null,
  desk: DeskView | null,
  tell: (command: InstructorCommand) => void,
): void {
  // Before the page is painted: a key means what the desk shows.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || takesKeys(event)) return;
      const command = view === null || desk === null ? undefined : commandOf(event.key, view, desk);
      if (command === undefined) return;
      event.preventDefault();
      tell(command);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [view, desk]);
}

function takesKeys({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input:not([type="checkbox"]), textarea, select, dialog') !== null) return true;
  return key === ' ' && target.closest('button, a, summary, input') !== null;
}

/** What a key asks for at this point of the lesson. */
export function commandOf(key: string, view: PublicView, desk: DeskView): InstructorCommand | undefined {
  if (key === ' ') return { type: view.clock.paused ? 'resume' : 'pause' };
  if (key === 'n' || key === 'N') return { type: view.phase === 'lobby' ? 'start' : 'next' };
  const card = view.phase === 'play' && /^[1-9]$/.test(key) ? desk.stresses[Number(key) - 1] : undefined;
  return card === undefined ? undefined : { type: 'stress', id: card.id, params: card.params };
}
