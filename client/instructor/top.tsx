import { useEffect, useRef, useState } from 'preact/hooks';
import { readAddress } from '../connection/http.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

/** Which class this is, and how others get into it. */
export function TopBar({ kept, view, onLeave }: DeskProps & { readonly onLeave: () => void }) {
  return (
    <header class="bar-top">
      <h1>
        {view.architecture === null ? null : <ArchitectureMark of={view.architecture} />}
        {view.title}
      </h1>
      <p class="code-line">
        {text('desk.code')} <b translate={false}>{view.code}</b>
      </p>
      <nav>
        <a href={`/board/${view.code}`} target="_blank" rel="noreferrer">
          {text('desk.board')}
        </a>
        <KeyLink code={view.code} secret={kept.key} />
        <button type="button" class="quiet" onClick={onLeave}>
          {text('desk.leave')}
        </button>
      </nav>
    </header>
  );
}

/** The link that drives the class from another device; shown only when asked for. */
function KeyLink({ code, secret }: { code: string; secret: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const link = `${location.origin}/teach#${code}.${secret}`;
  const copy = (): void => {
    field.current?.select();
    // Plain http has no clipboard interface; the selected field can still be copied.
    const copying = navigator.clipboard?.writeText(link) ?? Promise.resolve(void document.execCommand('copy'));
    void copying.then(() => setCopied(true));
  };
  return (
    <details class="key-link">
      <summary>{text('desk.key')}</summary>
      <div>
        <p>{text('desk.key.long')}</p>
        <input ref={field} readOnly value={link} aria-label={text('desk.key')} />
        <button type="button" onClick={copy}>
          {text(copied ? 'desk.copied' : 'desk.copy')}
        </button>
      </div>
    </details>
  );
}

/** Where phones on the same network find the class; this page's own address until the server has said. */
export function useJoinAddress(): string {
  const [url, setUrl] = useState(location.origin);
  useEffect(() => {
    void readAddress().then((answer) => {
      if (answer.ok) setUrl(answer.value.url);
    });
  }, []);
  return url.replace(/\/$/, '');
}
