import type { ResultView } from '../../shared/protocol/views.ts';
import { say, text, type Voice } from '../words/index.ts';
import { StudentMark } from './marks.tsx';

/** Several awards, one name each; nobody is last. */
export function Podium({ podium, voice }: { readonly podium: ResultView['podium']; readonly voice: Voice }) {
  if (podium.length === 0) return null;
  return (
    <section class="podium">
      <h2>{text('end.podium')}</h2>
      <ul>
        {podium.map((place) => (
          <li key={`${place.title.key}${place.name}`}>
            <StudentMark mark={place.mark} size={56} />
            <span class="good">{say({ ...place.title, args: { n: place.value, ...place.title.args } }, voice)}</span>
            <b translate={false}>{place.name}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
