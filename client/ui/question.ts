import { useEffect, useState } from 'preact/hooks';
import { useSettled } from './settled.ts';

const PATIENCE_MS = 5_000;

/** A question that stands between a press and what it does. */
export interface Question {
  readonly asked: boolean;
  /** It has been asked, but not yet long enough that somebody can have read it: a press is still the one before. */
  readonly fresh: boolean;
  /** Asks; the next press, on purpose, does it. */
  press(onSure: () => void): void;
  withdraw(): void;
}

/** Asks once. Waiting takes the question back, and so does another `about`, such as the next phase. */
export function useQuestion(about: unknown = null): Question {
  const [asked, setAsked] = useState(false);
  const fresh = useSettled(asked) !== asked;
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setTimeout(() => setAsked(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  useEffect(() => () => setAsked(false), [about]);
  return {
    asked,
    fresh: asked && fresh,
    press: (onSure) => {
      if (!asked) return setAsked(true);
      if (fresh) return undefined;
      setAsked(false);
      return onSure();
    },
    withdraw: () => setAsked(false),
  };
}
