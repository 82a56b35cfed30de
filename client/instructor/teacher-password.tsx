import { useEffect, useRef } from 'preact/hooks';
import { text } from '../words/index.ts';

interface TeacherPasswordProps {
  readonly password: string;
  /** Another object each time that it is asked for: the field is brought before the eyes then. */
  readonly asked: object;
  readonly onPassword: (password: string) => void;
  /** Starts what was to be started. */
  readonly onEnter: () => void;
}

/** Where opening classes is kept for teachers: the password, typed once for as long as the page is open. */
export function TeacherPassword({ password, asked, onPassword, onEnter }: TeacherPasswordProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [asked]);
  return (
    <form
      class="teacher-password"
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <label for="teacher-password">{text('teach.password')}</label>
      <input
        id="teacher-password"
        ref={field}
        type="password"
        value={password}
        onInput={({ currentTarget }) => onPassword(currentTarget.value)}
        autocomplete="current-password"
        aria-describedby="teacher-password-hint"
      />
      <button type="submit" class="primary">
        {text('teach.start')}
      </button>
      <small id="teacher-password-hint" class="hint">
        {text('teach.password.hint')}
      </small>
    </form>
  );
}
