import { useEffect, useState } from 'preact/hooks';

/** How long (ms) something must have been on the screen before a press can mean it: as long as it takes to see and stop a finger. */
const REACTION_MS = 600;

/**
 * The value that the person at the screen has before their eyes: a new one counts once it has been there for a moment, null until the
 * first has. What is pressed in the same instant as the page changes was meant for what stood there before.
 */
export function useSettled<Value>(value: Value): Value | null {
  const [settled, setSettled] = useState<Value | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), REACTION_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
