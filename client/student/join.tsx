import { useEffect, useRef, useState } from 'preact/hooks';
import { CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import { codeReadings } from '../../shared/class/codes/read.ts';
import { LONGEST_TEXT } from '../../shared/class/names/length.ts';
import type { ClassAnswer } from '../../shared/protocol/messages.ts';
import { atBase } from '../connection/base.ts';
import { readClass, takeSeat } from '../connection/http.ts';
import { deviceOf, type KeptSeat, keptSeat, type Shelf } from '../connection/keep.ts';
import type { Answer } from '../connection/request.ts';
import { HubMark, MeshMark } from '../ui/marks.tsx';
import { shownCode } from '../view/code.ts';
import { say, text } from '../words/index.ts';

interface JoinPageProps {
  readonly shelf: Shelf;
  readonly code: string;
  readonly said: string | null;
  readonly onSeat: (seat: KeptSeat) => void;
}

/** Two steps: the code, then a name. With the code in the address the first is taken already. */
export function JoinPage({ shelf, code, said, onSeat }: JoinPageProps) {
  const [found, setFound] = useState<ClassAnswer | null>(null);
  const open = (answer: ClassAnswer): void => {
    const kept = keptSeat(shelf, answer.code);
    if (kept === undefined) setFound(answer);
    else onSeat(kept);
  };
  return (
    <main class="join">
      <h1>
        <HubMark /> {text('product.name')} <MeshMark />
      </h1>
      {found === null ? (
        <CodeForm code={code} said={said} onFound={open} />
      ) : (
        <NameForm found={found} shelf={shelf} onSeat={onSeat} onOther={() => setFound(null)} />
      )}
      <p class="teach">
        <a href={atBase('/teach')}>{text('join.teach')}</a>
      </p>
    </main>
  );
}

function CodeForm(props: { code: string; said: string | null; onFound: (found: ClassAnswer) => void }) {
  const [code, setCode] = useState(props.code);
  const [said, setSaid] = useState(props.said);
  const [looking, setLooking] = useState(false);
  const look = async (): Promise<void> => {
    setLooking(true);
    const answer = await findClass(code);
    setLooking(false);
    if (answer === undefined) setSaid(text('refusal.code-unread', { n: CODE_LENGTH }));
    else if (answer.ok) props.onFound(answer.value);
    else setSaid(say(answer.refusal.said));
  };
  useEffect(() => {
    if (props.code !== '' && props.said === null) void look();
  }, []);
  return (
    <form onSubmit={submitting(look)} noValidate>
      <p class="promise">{text('product.promise')}</p>
      <label for="code">{text('join.code')}</label>
      <input
        id="code"
        class="code"
        value={code}
        onInput={({ currentTarget, isComposing }) => {
          // What an input method is still at must not be touched.
          if (!isComposing) currentTarget.value = shownCode(currentTarget.value);
          setCode(currentTarget.value);
        }}
        aria-describedby="code-hint said"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="next"
        placeholder="·····"
        size={8}
      />
      <p id="code-hint" class="hint">
        {text('join.code.hint')}
      </p>
      <SaidLine said={said} />
      <button class="primary" type="submit" disabled={looking}>
        {looking ? text('join.looking') : text('join.go')}
      </button>
    </form>
  );
}

/** Asks for each class that the typed code can mean; undefined when it can mean none. */
async function findClass(typed: string): Promise<Answer<ClassAnswer> | undefined> {
  let answer: Answer<ClassAnswer> | undefined;
  for (const code of codeReadings(typed)) {
    answer = await readClass(code);
    if (answer.ok || answer.refusal.code !== 'unknown-class') return answer;
  }
  return answer;
}

interface NameFormProps {
  readonly found: ClassAnswer;
  readonly shelf: Shelf;
  readonly onSeat: (seat: KeptSeat) => void;
  readonly onOther: () => void;
}

function NameForm({ found, shelf, onSeat, onOther }: NameFormProps) {
  const [name, setName] = useState('');
  const [names, setNames] = useState(found.names);
  const [said, setSaid] = useState(found.locked ? text('join.locked') : null);
  const [entering, setEntering] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const enter = async (): Promise<void> => {
    if (name.trim() === '') return setSaid(text('refusal.name-empty'));
    setEntering(true);
    const answer = await takeSeat(found.code, name.trim(), deviceOf(shelf));
    setEntering(false);
    if (answer.ok) onSeat({ code: found.code, ...answer.value });
    else setSaid(say(answer.refusal.said));
  };
  const others = async (): Promise<void> => {
    const answer = await readClass(found.code);
    if (answer.ok) setNames(answer.value.names);
    else setSaid(say(answer.refusal.said));
  };
  return (
    <form onSubmit={submitting(enter)} noValidate>
      <p class="into">
        <b>{found.title}</b> <span>{text('join.class', { code: found.code })}</span>
      </p>
      {found.suggestedNames ? null : <NameField name={name} field={field} onName={setName} />}
      <fieldset class="names">
        <legend>{text(found.suggestedNames ? 'join.name.pick' : 'join.name.or')}</legend>
        {names.map((suggestion) => (
          <button
            key={suggestion}
            type="button"
            class="chip"
            translate={false}
            aria-pressed={suggestion === name}
            onClick={() => setName(suggestion)}
          >
            {suggestion}
          </button>
        ))}
        <button type="button" class="quiet" onClick={() => void others()}>
          {text('join.name.more')}
        </button>
      </fieldset>
      <SaidLine said={said} />
      <button class="primary" type="submit" disabled={entering}>
        {text(entering ? 'join.entering' : 'join.enter')}
      </button>
      <button class="quiet" type="button" onClick={onOther}>
        {text('join.other')}
      </button>
    </form>
  );
}

function NameField(props: {
  name: string;
  field: { current: HTMLInputElement | null };
  onName: (name: string) => void;
}) {
  return (
    <>
      <label for="name">{text('join.name')}</label>
      <input
        id="name"
        ref={props.field}
        value={props.name}
        onInput={({ currentTarget }) => props.onName(currentTarget.value)}
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

function SaidLine({ said }: { said: string | null }) {
  return (
    <p id="said" class="said" role="alert">
      {said}
    </p>
  );
}

function submitting(act: () => Promise<void> | undefined) {
  return (event: Event): void => {
    event.preventDefault();
    void act();
  };
}
