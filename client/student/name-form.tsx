import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_TEXT } from '../../shared/class/names/length.ts';
import type { ClassAnswer } from '../../shared/protocol/messages.ts';
import { deviceOf, type KeptSeat, type Shelf } from '../connection/browser-storage.ts';
import { readClass, takeSeat } from '../connection/http.ts';
import { say, text } from '../words/index.ts';
import { SaidLine, submitting } from './form.tsx';
import type { Taken, TakenForm } from './taken.tsx';

const takenForm = signal<typeof TakenForm | null>(null);

/** Few students need it, so it is loaded while the name is typed. */
async function loadTakenForm(): Promise<void> {
  takenForm.value ??= (await import('./taken.tsx')).TakenForm;
}

interface NameFormProps {
  readonly found: ClassAnswer;
  readonly shelf: Shelf;
  readonly onSeat: (seat: KeptSeat) => void;
  readonly onOther: () => void;
}

/** Who is it? A new name; or, with a name that is taken, whether it is theirs. */
export function NameForm({ found, shelf, onSeat, onOther }: NameFormProps) {
  const [name, setName] = useState('');
  const [said, setSaid] = useState(found.locked ? text('join.locked') : null);
  const [entering, setEntering] = useState(false);
  const [taken, setTaken] = useState<Taken | null>(null);
  /** The other form may not be there yet: `meanwhile` says why this one does not go on. */
  const turnTo = async (next: Taken | null, meanwhile: string | null): Promise<void> => {
    setSaid(meanwhile);
    if (next !== null) await loadTakenForm();
    setSaid(null);
    setTaken(next);
  };
  const enter = async (as: string, seatCode?: string): Promise<void> => {
    if (as.trim() === '') return setSaid(text('refusal.name-empty'));
    setEntering(true);
    const answer = await takeSeat(found, as.trim(), deviceOf(shelf), seatCode);
    setEntering(false);
    if (answer.ok) return onSeat({ code: found.code, ...answer.value });
    const { code, said } = answer.refusal;
    if (code !== 'name-taken') return setSaid(say(said));
    await turnTo({ name: as.trim(), offer: String(said.args?.['offer'] ?? '') }, say(said));
  };
  useEffect(() => void loadTakenForm(), []);
  const Taken = takenForm.value;
  if (taken !== null && Taken !== null) {
    return (
      <Taken
        key={taken.offer}
        taken={taken}
        said={said}
        entering={entering}
        onEnter={enter}
        onBack={() => void turnTo(null, null)}
      />
    );
  }
  return (
    <form onSubmit={submitting(() => enter(name))} noValidate>
      <p class="into">
        <b>{found.title}</b> <span>{text('join.class', { code: found.code })}</span>
      </p>
      {found.suggestedNames ? null : <NameField name={name} onName={setName} />}
      <Suggestions found={found} name={name} onName={setName} onSaid={setSaid} />
      <SaidLine said={said} />
      <button class="primary" type="submit" disabled={entering}>
        {text(entering ? 'join.entering' : 'join.enter')}
      </button>
      <button class="quiet" type="button" onClick={() => void turnTo({ name, offer: '' }, null)}>
        {text('join.moved')}
      </button>
      <button class="quiet" type="button" onClick={onOther}>
        {text('join.other')}
      </button>
    </form>
  );
}

function NameField({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <label for="name">{text('join.name')}</label>
      <input
        id="name"
        ref={field}
        value={name}
        onInput={({ currentTarget }) => onName(currentTarget.value)}
        aria-describedby="name-hint said"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="go"
        maxLength={LONGEST_TEXT}
      />
      <p id="name-hint" class="hint">
        {text('join.name.hint')}
      </p>
    </>
  );
}

interface SuggestionsProps {
  readonly found: ClassAnswer;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onSaid: (said: string) => void;
}

function Suggestions({ found, name, onName, onSaid }: SuggestionsProps) {
  const [names, setNames] = useState(found.names);
  const others = async (): Promise<void> => {
    const answer = await readClass(found.code, { link: found.link });
    if (answer.ok) setNames(answer.value.names);
    else onSaid(say(answer.refusal.said));
  };
  return (
    <fieldset class="names">
      <legend>{text(found.suggestedNames ? 'join.name.pick' : 'join.name.or')}</legend>
      {names.map((suggestion) => (
        <button
          key={suggestion}
          type="button"
          class="chip"
          translate={false}
          aria-pressed={suggestion === name}
          onClick={() => onName(suggestion)}
        >
          {suggestion}
        </button>
      ))}
      <button type="button" class="quiet" onClick={() => void others()}>
        {text('join.name.more')}
      </button>
    </fieldset>
  );
}
