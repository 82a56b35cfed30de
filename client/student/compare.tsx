import { useState } from 'preact/hooks';
import { ArchitectureChoice } from '../ui/choice.tsx';
import { EvidenceTable } from '../ui/evidence-table.tsx';
import { RunSummary } from '../ui/result.tsx';
import type { Choice } from '../view/choices.ts';
import { say, text } from '../words/index.ts';
import type { PhaseProps } from './phase-props.ts';
import { Revealed, Then } from './reveal.tsx';

/** Both networks side by side, and what I say now. */
export function ComparePage({ session, view, seat, voice }: PhaseProps) {
  const result = view.result;
  if (result === null) return <main class="compare" />;
  return (
    <main class="compare">
      <h2>{text('compare.title')}</h2>
      <div class="pair">
        {result.runs.map((run) => (
          <RunSummary key={run.architecture} run={run} />
        ))}
      </div>
      <Vote session={session} view={view} seat={seat} voice={voice} />
      <Then seat={seat} runs={result.runs} />
      <EvidenceTable runs={result.runs} voice={voice} />
      <Revealed result={result} voice={voice} />
    </main>
  );
}

function Vote({ session, view, seat, voice }: PhaseProps) {
  const [wanted, setWanted] = useState<Choice | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const vote = async (better: Choice): Promise<void> => {
    setWanted(better);
    const answer = await session.act({ type: 'vote', better, epoch: view.epoch });
    setWanted(null);
    setSaid(answer.ok ? null : say(answer.refusal.said, voice));
  };
  return (
    <section class="vote">
      <ArchitectureChoice
        name="vote"
        legend={text('compare.vote')}
        chosen={wanted ?? seat.vote}
        onChoose={(choice) => void vote(choice)}
      />
      <p class="said" role="status">
        {said ?? (seat.vote === null ? '' : text('compare.voted', { better: text(`architecture.${seat.vote}`) }))}
      </p>
    </section>
  );
}
