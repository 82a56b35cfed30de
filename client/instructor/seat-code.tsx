import { useState } from 'preact/hooks';
import type { SeatLine } from '../../shared/protocol/views.ts';
import type { KeptClass } from '../connection/browser-storage.ts';
import { readSeatCode } from '../connection/http.ts';
import { say, text } from '../words/index.ts';

/** A student's seat code: asked for only when somebody needs it, since the desk is often on the projector. */
export function SeatCode({ line, kept }: { readonly line: SeatLine; readonly kept: KeptClass }) {
  const [code, setCode] = useState<string | null | undefined>(undefined);
  const [said, setSaid] = useState<string | null>(null);
  const read = async (renew: boolean): Promise<void> => {
    const answer = await readSeatCode(kept, line.seat, renew);
    setSaid(answer.ok ? null : say(answer.refusal.said));
    if (answer.ok) setCode(answer.value.code);
  };
  return (
    <div class="seat-code">
      {code === undefined ? (
        <button type="button" onClick={() => void read(false)}>
          {text('desk.seat-code')}
        </button>
      ) : (
        <>
          <p role="status">
            {code === null ? text('desk.seat-code.none') : <b translate={false}>{code}</b>}
            <small>{text('desk.seat-code.long', { name: line.name })}</small>
          </p>
          <button type="button" onClick={() => void read(true)}>
            {text('desk.seat-code.new')}
          </button>
        </>
      )}
      {said === null ? null : <p role="alert">{said}</p>}
    </div>
  );
}
