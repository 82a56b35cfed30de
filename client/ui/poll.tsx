import { barsOf } from '../view/choices.ts';
import { text } from '../words/index.ts';
import { ArchitectureMark } from './marks.tsx';

/** How the class chose, as bars with their counts in words. */
export function Poll({
  title,
  counts,
}: {
  readonly title: string;
  readonly counts: { readonly [choice: string]: number };
}) {
  return (
    <figure class="poll">
      <figcaption>{title}</figcaption>
      <ul>
        {barsOf(counts).map(({ choice, count, share }) => (
          <li key={choice} data-choice={choice}>
            <ArchitectureMark of={choice} />
            <span class="name">{text(`architecture.${choice}`)}</span>
            <span class="bar" aria-hidden="true">
              <span style={{ width: `${Math.round(share * 100)}%` }} />
            </span>
            <span class="count">{count}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
