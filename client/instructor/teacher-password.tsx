import { useEffect, useRef } from 'preact/hooks';
import { text } from '../words/index.ts';

interface TeacherPasswordProps {
  readonly password: string;
  readonly onPassword: (password: string) => void;
}

/** Where opening classes is kept for teachers: the password, typed once for as long as the page is open. */
export function TeacherPassword({ password, onPassword }: TeacherPasswordProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <p class="teacher-password">
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
      <small id="teacher-password-hint" class="hint">
        {text('teach.password.hint')}
      </small>
    </p>
  );
}
