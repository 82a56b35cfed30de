import { randomSeatCode } from '../identity/codes.ts';
import { hashOf, newSecret } from '../identity/secrets.ts';
import { tokenText } from '../identity/tokens.ts';
import type { Credential } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';
import type { ClassRunner } from './class-runner.ts';
import type { Refused } from './kept-class.ts';

const SEAT_BYTES = 8;

export interface SeatTaken {
  readonly seat: string;
  readonly token: string;
  readonly name: string;
}

/** Gives a device its seat: a new one, or the one that it had. */
export async function takeSeat(runner: ClassRunner, name: string, device: string): Promise<SeatTaken | Refused> {
  const secret = newSecret();
  const outcome = await runner.submit({
    command: {
      type: 'join',
      seat: hashOf(newSecret()).slice(0, 2 * SEAT_BYTES),
      device: hashOf(device),
      name,
      code: randomSeatCode(),
    },
    actor: { kind: 'server' },
    credential: (seat): Credential => ({ type: 'grant', holder: seat, hash: hashOf(secret) }),
  });
  if (!outcome.ok) return outcome;
  const { seat } = outcome;
  if (seat === undefined) return { refusal: refusal('broken') };
  const view = await runner.read((classroom) => classroom.seatView(seat) ?? { refusal: refusal('broken') });
  if ('refusal' in view) return view;
  return { seat, token: tokenText({ seat, secret }), name: view.name };
}
