import { useState } from 'preact/hooks';
import { ownPlace } from '../connection/index.ts';
import { text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { CopyField } from './key-link.tsx';

/** The browser keeps nothing: what to do before this tab is closed. The link itself is shown when asked for, since a projector may show the desk. */
export function Unkept({ kept, address }: Pick<DeskProps, 'kept' | 'address'>) {
  const [shown, setShown] = useState(false);
  const answer = address.answer.value;
  const place = answer?.reach === 'others' ? answer.url : ownPlace();
  return (
    <div class="unkept" role="alert">
      <p>{text('desk.unkept')}</p>
      {shown ? (
        <CopyField link={`${place}/teach#${kept.code}.${kept.key}`} />
      ) : (
        <button type="button" onClick={() => setShown(true)}>
          {text('desk.unkept.show')}
        </button>
      )}
    </div>
  );
}
