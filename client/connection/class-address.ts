import { type ReadonlySignal, signal } from '@preact/signals';
import type { AddressAnswer } from '../../shared/protocol/messages.ts';
import { chooseAddress, readAddress, readQrCode } from './http.ts';
import type { Answer, Shows } from './request.ts';

const AGAIN_MS = 4_000;

/** Where other devices reach a class, as the server knows it now. */
export interface ClassAddress {
  /** null until the server has said; nothing that this page knows can replace it. */
  readonly answer: ReadonlySignal<AddressAnswer | null>;
  /** A picture of the link for students, at one of the candidates' URLs. */
  qrCode(url: string): Promise<Answer<Blob>>;
  /** Only with the desk's key. */
  choose(id: string): Promise<Answer<AddressAnswer>>;
  close(): void;
}

/**
 * Asks again every few seconds: a board may be opened before the Wi-Fi is up, and networks change.
 * @param key the desk's, which may choose, and whose own place others may be sent to
 * @param board the secret of a board that the desk opened
 */
export function watchAddress(code: string, key?: string, board?: string): ClassAddress {
  const answer = signal<AddressAnswer | null>(null);
  const take = (found: Answer<AddressAnswer>): void => {
    if (found.ok && JSON.stringify(found.value) !== JSON.stringify(answer.peek())) answer.value = found.value;
  };
  const shows = (): Shows => ({ board, link: answer.peek()?.link });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const look = async (): Promise<void> => {
    take(await readAddress(code, key, shows()));
    if (!closed) timer = setTimeout(look, AGAIN_MS);
  };
  void look();
  return {
    answer,
    qrCode: (url) => readQrCode(code, url, shows()),
    choose: async (id) => {
      const found = await chooseAddress(code, key ?? '', id);
      take(found);
      return found;
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
