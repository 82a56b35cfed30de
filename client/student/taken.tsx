import { useEffect, useRef, useState } from 'preact/hooks';
import { SEAT_CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import { LONGEST_TEXT } from '../../shared/class/names/length.ts';
import { EN_SEAT } from '../words/en/seat.ts';
import { addWords, text } from '../words/index.ts';
import { shownCode } from './code-reader.ts';
import { SaidLine, submitting } from './form.tsx';

addWords(EN_SEAT);

/** A name that somebody in the class has, and one that is free; each '' when it is not known. */
export interface Taken {
  readonly name: string;
  readonly offer: string;
}

interface TakenFormProps {
  readonly taken: Taken;
  readonly said: string | null;
  readonly entering: boolean;
  readonly onEnter: (name: string, seatCode?: string) => Promise<void>;
  readonly onBack: () => void;
}

/** Is it you, on another device? Then your seat's code tells so; else take another name. */
export function TakenForm({ taken, said, entering, onEnter, onBack }: TakenFormProps) {
  const [name, setName] = useState(taken.name);
  const [code, setCode] = useState('');
  const [short, setShort] = useState<string | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => (taken.name === '' ? nameField : codeField).current?.focus(), []);
  const enter = (): Promise<void> | undefined => {
    const missing = name.trim() === '' || code.trim() === '';
    setShort(missing ? text('refusal.seat-code-missing') : null);
    return missing ? undefined : onEnter(name, code);
  };
  return (
    <form onSubmit={submitting(enter)} noValidate class="taken">
      <h2>{text(taken.offer === '' ? 'join.moved.title' : 'join.taken', { name: taken.name })}</h2>
      <label for="name">{text('join.moved.name')}</label>
      <input
        id="name"
        ref={nameField}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
        autocomplete="off"
        spellcheck={false}
        maxLength={LONGEST_TEXT}
      />
      <SeatCodeField code={code} field={codeField} onCode={setCode} />
      <SaidLine said={short ?? said} />
      <button class="primary" type="submit" disabled={entering}>
        {text(entering ? 'join.entering' : 'join.moved.enter')}
      </button>
      {taken.offer === '' ? null : (
        <button type="button" disabled={entering} onClick={() => void onEnter(taken.offer)}>
          {text('join.taken.offer', { offer: taken.offer })}
        </button>
      )}
      <button class="quiet" type="button" onClick={onBack}>
        {text('join.taken.back')}
      </button>
    </form>
  );
}

interface SeatCodeFieldProps {
  readonly code: string;
  readonly field: { current: HTMLInputElement | null };
  readonly onCode: (code: string) => void;
}

function SeatCodeField({ code, field, onCode }: SeatCodeFieldProps) {
  return (
    <>
      <label for="seat-code">{text('join.moved.code')}</label>
      <input
        id="seat-code"
        class="code"
        ref={field}
        value={code}
        onInput={({ currentTarget, isComposing }) => {
          const typed = currentTarget.value;
          if (!isComposing) currentTarget.value = shownCode(typed, SEAT_CODE_LENGTH);
          onCode(currentTarget.value);
        }}
        aria-describedby="seat-code-hint said"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="go"
        size={8}
      />
      <p id="seat-code-hint" class="hint">
        {text('join.moved.hint')}
      </p>
    </>
  );
}
