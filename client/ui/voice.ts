import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../connection/index.ts';
import { late } from '../loading/late.ts';
import { serviceWords, type Voice, type Words } from '../words/index.ts';

/** The service that is played; on a desk before the first round the one that will be. */
function serviceOf(session: Session): string | null {
  const view = session.view.value;
  return view?.service ?? session.desk.value?.lesson[view?.round ?? 0]?.service ?? null;
}

/** How a page speaks of its class. */
export interface PageVoice extends Voice {
  /** The words of the service that is played have arrived, or don't come: nothing of it should be shown before. */
  readonly ready: boolean;
}

/** With the words of the service that is played and the names of its machines. */
export function useVoice(session: Session): PageVoice {
  const service = serviceOf(session);
  const [loaded, setLoaded] = useState<{ readonly of: string; readonly words: Words } | null>(null);
  useEffect(() => {
    let current = true;
    const take = (words: Words): void => {
      if (current && service !== null) setLoaded({ of: service, words });
    };
    if (service !== null) void serviceWords(service).then(take);
    return () => {
      current = false;
    };
  }, [service]);
  const names = session.seat.value?.names;
  const roster = session.roster.value;
  return {
    service: loaded?.words,
    ready: service === null || loaded?.of === service || late.value !== 'no',
    nameOf: (node) => names?.[node]?.name ?? roster.find((line) => line.node === node)?.name,
  };
}
