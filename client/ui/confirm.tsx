import { useEffect, useState } from 'preact/hooks';

const PATIENCE_MS = 5_000;

/** A button that asks once before it does something that can't be undone. Leaving it, or waiting, takes the question back. */
export function ConfirmButton(props: {
  readonly label: string;
  readonly sure: string;
  readonly class?: string;
  readonly onConfirm: () => void;
}) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setTimeout(() => setAsked(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const press = (): void => {
    setAsked(!asked);
    if (asked) props.onConfirm();
  };
  return (
    <button
      type="button"
      class={`${props.class ?? 'quiet'} ${asked ? 'danger' : ''}`}
      onClick={press}
      onBlur={() => setAsked(false)}
      aria-live="polite"
    >
      {asked ? props.sure : props.label}
    </button>
  );
}
