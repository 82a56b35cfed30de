import { useQuestion } from './question.ts';

/**
 * A button that asks once before it does something that is not easily undone. Leaving it, waiting, or another `about` takes the question
 * back; the second half of a double click answers nothing, nor does a key that is held down.
 */
export function ConfirmButton(props: {
  readonly label: string;
  readonly sure: string;
  readonly class?: string;
  /** What the question is about, if that can change while it is asked. */
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
