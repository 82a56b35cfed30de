import type { CommandAnswer } from '../../../shared/protocol/messages.ts';
import type { VerbOffer } from '../../../shared/services/contract.ts';
import type { Student } from './page.ts';

/** What became of a scripted student's taps. */
export interface Tally {
  readonly answers: CommandAnswer[];
  readonly acknowledged: string[];
}

/** Predicts, plays and votes whenever it can, until the class ends. */
export async function playAlong(
  { page, name }: Student,
  until: () => boolean = () => page.state.phase === 'end',
): Promise<Tally> {
  const tally: Tally = { answers: [], acknowledged: [] };
  let shown = '';
  while (!until()) {
    await page.until(() => until() || waitsForMe(page) !== shown);
    shown = waitsForMe(page);
    const answer = await answerTo(page, `${name}-${tally.answers.length}`, tally);
    if (answer !== undefined) tally.answers.push(answer);
  }
  return tally;
}

/** Changes whenever there is something to react to. */
function waitsForMe({ state, seat }: Student['page']): string {
  return `${state.phase} ${state.run} ${state.round} ${state.phase === 'play' ? JSON.stringify(seat?.play) : ''}`;
}

async function answerTo(page: Student['page'], id: string, tally: Tally): Promise<CommandAnswer | undefined> {
  switch (page.state.phase) {
    case 'predict':
      return page.act({ type: 'predict', prediction: { better: 'peer-to-peer', sure: 2, finish: 80 } });
    case 'compare':
      return page.act({ type: 'vote', better: 'same' });
    case 'play': {
      const verb = possible(page);
      if (verb === undefined) return undefined;
      const answer = await page.act({ type: 'act', id, action: verb.action });
      if (answer.ok) tally.acknowledged.push(id);
      return answer;
    }
    default:
      return undefined;
  }
}

/** What the student can do now. */
export function possible({ seat }: Student['page']): VerbOffer | undefined {
  return [...(seat?.play?.offers ?? []), ...(seat?.play?.verbs ?? [])].find(({ blocked }) => blocked === undefined);
}
