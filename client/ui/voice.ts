import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../connection/index.ts';
import { serviceWords, type Voice, type Words } from '../words/index.ts';

/** The service that is played; on a desk before the first round the one that will be. */
function serviceOf(session: Session): string | null {
  const view = session.view.value;
  return view?.service ?? session.desk.value?.lesson[view?.round ?? 0]?.service ?? null;
}

/** How a page speaks of its class: with the words of the service that is played and the names of its machines. */
export function useVoice(session: Session): Voice {
  const service = serviceOf(session);
  const [words, setWords] = useState<Words | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const take = (arrived: Words): void => {
      if (current) setWords(arrived);
    };
    if (service !== null) void serviceWords(service).then(take);
    return () => {
      current = false;
    };
  }, [service]);
  const names = session.seat.value?.names;
  const roster = session.roster.value;
  return { service: words, nameOf: (node) => names?.[node]?.name ?? roster.find((line) => line.node === node)?.name };
}
