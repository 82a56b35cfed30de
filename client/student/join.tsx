import { useEffect, useRef, useState } from 'preact/hooks';
import { CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import type { ClassAnswer } from '../../shared/protocol/messages.ts';
import { atBase } from '../connection/base.ts';
import { deviceOf, type KeptSeat, keptSeat, type Shelf } from '../connection/browser-storage.ts';
import { readClass } from '../connection/http.ts';
import type { Answer, Shows } from '../connection/request.ts';
import { HubMark, MeshMark } from '../ui/marks.tsx';
import { secretIn } from '../view/link-secret.ts';
import { say, text } from '../words/index.ts';
import { codesMeant, loadCodeReader, shownCode } from './code-reader.ts';
import { SaidLine, submitting } from './form.tsx';
import { NameForm } from './name-form.tsx';

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
        <CodeForm code={code} said={said} shelf={shelf} onFound={open} />
      ) : (
        <NameForm found={found} shelf={shelf} onSeat={onSeat} onOther={() => setFound(null)} />
      )}
      <p class="teach">
        <a href={atBase('/teach')}>{text('join.teach')}</a>
      </p>
    </main>
  );
}

interface CodeFormProps {
  readonly code: string;
  readonly said: string | null;
  readonly shelf: Shelf;
  readonly onFound: (found: ClassAnswer) => void;
}

function CodeForm(props: CodeFormProps) {
  const [code, setCode] = useState(props.code);
  const [link, setLink] = useState(secretIn(location.hash));
  const [said, setSaid] = useState(props.said);
  const [looking, setLooking] = useState(false);
  const look = async (): Promise<void> => {
    setLooking(true);
    const answer = await findClass(code, { link, device: deviceOf(props.shelf) });
    setLooking(false);
    if (answer === undefined) setSaid(text('refusal.code-unread', { n: CODE_LENGTH }));
    else if (answer.ok) props.onFound(answer.value);
    else setSaid(say(answer.refusal.said));
  };
  const composing = useRef(false);
  useEffect(() => {
    // What was typed before it came is shown as what it means, too.
    void loadCodeReader().then(() => {
      if (!composing.current) setCode((typed) => shownCode(typed));
    });
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
          const pasted = secretIn(currentTarget.value);
          if (pasted !== undefined) setLink(pasted);
          // What an input method is still at must not be touched.
          composing.current = isComposing;
          if (!isComposing) currentTarget.value = shownCode(currentTarget.value);
          setCode(currentTarget.value);
        }}
        aria-describedby="code-hint said"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="next"
        placeholder="······"
        size={9}
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
async function findClass(typed: string, shows: Shows): Promise<Answer<ClassAnswer> | undefined> {
  let answer: Answer<ClassAnswer> | undefined;
  for (const code of await codesMeant(typed)) {
    answer = await readClass(code, shows);
    if (answer.ok || answer.refusal.code !== 'unknown-class') return answer;
  }
  return answer;
}
