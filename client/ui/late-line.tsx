import { late } from '../loading/late.ts';
import { text } from '../words/index.ts';
import { PlugMark } from './link-line.tsx';

/** Says that a part of the page is missing and what is being done about it; otherwise empty. */
export function LateLine() {
  const state = late.value;
  return (
    <div class="late-line" role="status">
      {state === 'no' ? null : (
        <p>
          <PlugMark /> <span>{text(`late.${state}`)}</span>
          <button type="button" class="quiet" onClick={() => location.reload()}>
            {text('late.reload')}
          </button>
        </p>
      )}
    </div>
  );
}
