import type { PublicView } from '../../shared/protocol/public-view.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { say, text, type Voice } from '../words/index.ts';

/** The job in two sentences, and what to look for. */
export function Brief({ view, voice }: { readonly view: PublicView; readonly voice: Voice }) {
  const { brief, architecture } = view;
  if (brief === null || architecture === null) return <main class="brief" />;
  return (
    <main class="brief">
      <ArchitectureMark of={architecture} />
      <h2>{text(`architecture.${architecture}`)}</h2>
      <p class="explained">{text(`architecture.${architecture}.explained`)}</p>
      <p class="story">{brief.story}</p>
      <section>
        <h3>{text('board.brief.look')}</h3>
        <p>{brief.lookFor}</p>
      </section>
      {brief.trouble.length === 0 ? null : (
        <section class="trouble">
          <h3>{text('board.brief.trouble')}</h3>
          <ul>
            {brief.trouble.map((said) => (
              <li key={JSON.stringify(said)}>{say(said, voice)}</li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
