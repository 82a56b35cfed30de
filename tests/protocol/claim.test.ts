import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, claimText, readClaim } from '../../shared/protocol/claim.ts';

const secret = fc.stringMatching(/^[A-Za-z0-9_-]{1,120}$/);
const claim: fc.Arbitrary<Claim> = fc.oneof(
  secret.map((token) => ({ kind: 'seat' as const, token })),
  secret.map((key) => ({ kind: 'desk' as const, key })),
  secret.map((of) => ({ kind: 'board' as const, secret: of })),
  fc.constant({ kind: 'board' as const }),
);

test('A claim that was written and read is the same again', () => {
  fc.assert(
    fc.property(claim, (one) => {
      expect(readClaim(claimText(one))).toEqual(one);
    }),
  );
});

test('Any text is read as a claim or as none, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.string().map((text) => `seat:${text}`),
      ),
      (text) => {
        const read = readClaim(text);
        if (read !== undefined) expect(readClaim(claimText(read))).toEqual(read);
      },
    ),
  );
});
