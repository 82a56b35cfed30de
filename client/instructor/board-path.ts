import { atBase, type ClassAddress } from '../connection/index.ts';

/** Where this desk opens a board: with the secret that lets it in before all that were opened by the code, as soon as the server has told it. */
export function boardPath(code: string, { answer }: ClassAddress, query = ''): string {
  const secret = answer.value?.board ?? null;
  return atBase(`/board/${code}${query}${secret === null ? '' : `#${secret}`}`);
}
