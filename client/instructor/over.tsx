import type { KeptClass } from '../connection/browser-storage.ts';
import { text } from '../words/index.ts';
import { KeepResults } from './keep-results.tsx';

/** A class that is over, whose results can still be had. */
export function OverPage({ kept, onLeave }: { readonly kept: KeptClass; readonly onLeave: () => void }) {
  return (
    <main class="over">
      <h1>{kept.title}</h1>
      <p>{text('desk.closed')}</p>
      <KeepResults kept={kept} printable={false} />
      <button type="button" class="quiet" onClick={onLeave}>
        {text('desk.leave')}
      </button>
    </main>
  );
}
