import { useRef, useState } from 'preact/hooks';
import { whyOnlyHere } from '../ui/address-choice.tsx';
import { text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { JoinAddress } from './join-address.tsx';

/** The link that opens the desk on another device; shown only on request. */
export function KeyLink({ kept, address }: DeskProps) {
  return (
    <details class="key-link">
      <summary>{text('desk.key')}</summary>
      <div>
        <LinkToDesk kept={kept} address={address} />
      </div>
    </details>
  );
}

function LinkToDesk({ kept, address }: Pick<DeskProps, 'kept' | 'address'>) {
  const answer = address.answer.value;
  if (answer === null) return <p>{text('address.waiting')}</p>;
  const problem = whyOnlyHere(answer);
  return (
    <>
      <p>{text('desk.key.long')}</p>
      {problem === undefined ? null : <p>{problem}</p>}
      <CopyField link={`${answer.url}/teach#${kept.code}.${kept.key}`} />
      <JoinAddress address={address} answer={answer} />
    </>
  );
}

export function CopyField({ link, label = text('desk.key') }: { readonly link: string; readonly label?: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const copy = (): void => {
    field.current?.select();
    // Over plain http there is no clipboard API; the selected field can still be copied.
    const copying = navigator.clipboard?.writeText(link) ?? Promise.resolve(void document.execCommand('copy'));
    void copying.then(() => setCopied(link));
  };
  return (
    <>
      <input ref={field} readOnly value={link} aria-label={label} />
      <button type="button" onClick={copy}>
        {text(copied === link ? 'desk.copied' : 'desk.copy')}
      </button>
    </>
  );
}
