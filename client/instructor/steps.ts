import type { InstructorCommand } from '../../shared/protocol/commands.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import { type Question, useQuestion } from '../ui/question.ts';
import { useSettled } from '../ui/settled.ts';

/** The steps of the lesson, as the desk takes them. */
export interface Steps {
  /** The phase on the desk has been there long enough to be meant. Until then a press names the one before, and the server says no. */
  readonly settled: boolean;
  /** Asked before a run is ended, by the button and the key alike. */
  readonly question: Question;
  next(): void;
  back(): void;
  end(): void;
}

export function useSteps(view: PublicView | null, tell: (command: InstructorCommand) => void): Steps {
  const epoch = view?.epoch ?? null;
  const seen = useSettled(epoch);
  const question = useQuestion(epoch);
  const settled = seen === epoch;
  const step = (type: 'start' | 'next' | 'back' | 'end'): void => {
    if (seen !== null) tell({ type, epoch: seen });
  };
  return {
    settled,
    question,
    next: () => {
      if (view?.phase === 'play' && settled) question.press(() => step('next'));
      else step(view?.phase === 'lobby' ? 'start' : 'next');
    },
    back: () => step('back'),
    end: () => step('end'),
  };
}
