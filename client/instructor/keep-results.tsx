import { useState } from 'preact/hooks';
import { readReport } from '../connection/http.ts';
import { say, text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

/** The results as a file for a spreadsheet, and on paper where the page shows them. */
export function KeepResults({ kept, printable = true }: Pick<DeskProps, 'kept'> & { readonly printable?: boolean }) {
  const [said, setSaid] = useState<string | null>(null);
  const download = async (): Promise<void> => {
    const answer = await readReport(kept.code, kept.key);
    if (answer.ok) saveAs(answer.value, `hub-and-mesh-${kept.code}.csv`);
    setSaid(answer.ok ? null : say(answer.refusal.said));
  };
  return (
    <section class="keep-results">
      <h2>{text('desk.report')}</h2>
      <p class="row">
        <button type="button" onClick={() => void download()}>
          {text('desk.report.csv')}
        </button>
        {printable ? (
          <button type="button" onClick={() => print()}>
            {text('desk.report.print')}
          </button>
        ) : null}
      </p>
      <p class="said" role="alert">
        {said}
      </p>
    </section>
  );
}

function saveAs(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
