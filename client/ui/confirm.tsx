import { useQuestion } from './question.ts';

/**
 * A button that asks for confirmation before something that is not easily undone. Leaving it, waiting, or another `about` cancels the
 * question; the second half of a double click doesn't answer it, nor does a key held down.
 */
export function ConfirmButton(props: {
  readonly label: string;
  readonly sure: string;
  readonly class?: string;
  /** The subject of the question, if it can change meanwhile. */
  readonly about?: unknown;
  readonly onConfirm: () => void;
}) {
  const question = useQuestion(props.about);
  return (
    <button
      type="button"
      class={`${props.class ?? 'quiet'} ${question.asked ? 'danger' : ''}`}
      aria-disabled={question.fresh}
      onClick={() => question.press(props.onConfirm)}
      onKeyDown={(event) => {
        if (event.repeat) event.preventDefault();
      }}
      onBlur={question.withdraw}
      aria-live="polite"
    >
      {question.asked ? props.sure : props.label}
    </button>
  );
}
