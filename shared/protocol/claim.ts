/** What a connection asks to be, in the token of its join: `seat:<token>`, `desk:<key>`, `board:<secret>` or `board:`. */
export type Claim =
  | { readonly kind: 'seat'; readonly token: string }
  | { readonly kind: 'desk'; readonly key: string }
  /** `secret`: of the link by which a desk opened it. */
  | { readonly kind: 'board'; readonly secret?: string };

export function claimText(claim: Claim): string {
  switch (claim.kind) {
    case 'seat':
      return `seat:${claim.token}`;
    case 'desk':
      return `desk:${claim.key}`;
    case 'board':
      return `board:${claim.secret ?? ''}`;
  }
}

/** Reads a claim; undefined when it is none. */
export function readClaim(text: unknown): Claim | undefined {
  if (typeof text !== 'string' || text.length > 200) return undefined;
  const [kind, secret = ''] = text.split(':');
  if (kind === 'seat' && secret !== '') return { kind, token: secret };
  if (kind === 'desk' && secret !== '') return { kind, key: secret };
  if (kind !== 'board') return undefined;
  return secret === '' ? { kind } : { kind, secret };
}
