import type { Architecture } from '../../shared/sim/index.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { termsIn } from '../view/terms.ts';
import { EN_TERMS } from '../words/en/terms.ts';
import { say, text } from '../words/index.ts';
import type { PhaseProps } from './phase-props.ts';

const MOST_TERMS = 4;

/** The job, my part in it, and the words that are new. */
export function BriefPage({ view, seat, voice }: PhaseProps) {
  const { brief } = view;
  const role = seat.role;
  const about = role === null ? '' : say(role.brief, voice);
  const terms = termsIn([about, brief?.story ?? '', brief?.lookFor ?? ''], EN_TERMS).slice(0, MOST_TERMS);
  return (
    <main class="brief">
      {brief === null ? null : (
        <section class="story">
          <h2>{view.run === 0 ? brief.title : again(view.architecture)}</h2>
          <p>{brief.story}</p>
        </section>
      )}
      {role === null ? null : (
        <section class="role" data-architecture={view.architecture}>
          <ArchitectureMark of={view.architecture} />
          <p class="hint">{text('brief.role')}</p>
          <h2>{say(role.name, voice)}</h2>
          <p>{about}</p>
        </section>
      )}
      {seat.secret === null ? null : <Secret said={say(seat.secret, voice)} />}
      {brief === null || brief.lookFor === '' ? null : (
        <p class="look-for">
          <b>{text('brief.watch')}</b> {brief.lookFor}
        </p>
      )}
      {terms.length === 0 ? null : (
        <dl class="terms" aria-label={text('brief.terms')}>
          {terms.map(({ term, meaning }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </main>
  );
}

function again(architecture: Architecture | null): string {
  return text('brief.again', { architecture: text(`architecture.${architecture ?? 'same'}`).toLowerCase() });
}

/** Told to this student alone. */
export function Secret({ said }: { readonly said: string }) {
  return (
    <p class="secret">
      <b>{text('play.secret')}</b> {said}
    </p>
  );
}
