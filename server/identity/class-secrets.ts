import { createHmac } from 'node:crypto';

/** 96 bits, as letters that fit into a link and a QR code. */
const LETTERS = 16;

/** What lets somebody in without guessing: each follows from the class's own secret, so that no journal has to keep it. */
export interface ClassSecrets {
  /** In links and QR codes for students. Who has it need not wait where others have typed wrong codes. */
  readonly link: string;
  /** In the link by which a desk opens a board. */
  readonly board: string;
}

/** @param secret the class's own, which never leaves the server */
export function classSecrets(secret: string): ClassSecrets {
  return { link: derived(secret, 'link'), board: derived(secret, 'board') };
}

function derived(secret: string, purpose: keyof ClassSecrets): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url').slice(0, LETTERS);
}
