import type { PublicView } from '../../shared/protocol/public-view.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { text } from '../words/index.ts';

/** How many have decided; what they chose stays theirs until the reveal. */
export function Predict({ view }: { readonly view: PublicView }) {
  const { acted, joined } = view.counts;
  const share = joined === 0 ? 0 : acted / joined;
  return (
    <main class="predict">
      <h2>{view.brief?.question ?? text('board.predict.title')}</h2>
      <p class="sides">
        <span data-architecture="client-server">
          <ArchitectureMark of="client-server" /> {text('architecture.client-server')}
        </span>
        <span data-architecture="peer-to-peer">
          <ArchitectureMark of="peer-to-peer" /> {text('architecture.peer-to-peer')}
        </span>
      </p>
      <p class="huge">
        <b>{text('board.predict.count', { n: acted, of: joined })}</b>{' '}
        <span>{text('board.predict.have', { n: acted })}</span>
      </p>
      <div class="bar" aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      <p class="how">{text('board.predict.how')}</p>
    </main>
  );
}
