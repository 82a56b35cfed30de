import type { Neighbour, PlayerView } from '../../shared/services/contract.ts';

const PATHS: { readonly [mood in PlayerView['mood'] | Neighbour['mood']]: string } = {
  good: 'M5 12.5l4.5 4.5L19 7.5',
  waiting: 'M7 4h10M7 20h10M8 4c0 5 8 6 8 16M16 4c0 5-8 6-8 16',
  bad: 'M12 5v9M12 18.5v.5',
  neutral: 'M5 12h14',
};

/** The sign of a mood, so that colour is never the only hint. */
export function MoodMark({ mood }: { readonly mood: keyof typeof PATHS }) {
  return (
    <svg class={`mood ${mood}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[mood]} />
    </svg>
  );
}
