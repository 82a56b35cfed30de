/** What a connection asks to be, in the token of its join: `seat:<token>`, `desk:<key>` or `board`. */
export type Claim =
  | { readonly kind: 'seat'; readonly token: string }
  | { readonly kind: 'desk'; readonly key: string }
  | { readonly kind: 'board' };

export function claimText(claim: Claim): string {
  switch (claim.kind) {
    case 'seat':
      return `seat:${claim.token}`;
    case 'desk':
      return `desk:${claim.key}`;
    case 'board':
      return 'board:';
  }
}

/** Reads a claim; undefined when it is none. */
export function readClaim(text: unknown): Claim | undefined {
  if (typeof text !== 'string' || text.length > 200) return undefined;
  const [kind, secret = ''] = text.split(':');
  if (kind === 'seat' && secret !== '') return { kind, token: secret };
  if (kind === 'desk' && secret !== '') return { kind, key: secret };
  return kind === 'board' ? { kind } : undefined;
}
