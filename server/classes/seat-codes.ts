import { SEAT_CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import { codeReadings } from '../../shared/class/codes/read.ts';
import { randomSeatCode } from '../identity/codes.ts';
import { fits, hashOf, newSecret } from '../identity/secrets.ts';
import { tokenText } from '../identity/tokens.ts';
import { type Limits, SEAT_CODE_TRIES } from '../limits/limits.ts';
import { refusal } from '../refusals.ts';
import type { Refused } from './class-registry.ts';
import type { ClassRunner } from './class-runner.ts';
import type { SeatTaken } from './take-seat.ts';

/** A claim to an existing seat from a device other than the seat's own. */
export interface SeatClaim {
  readonly name: string;
  /** As it was typed. */
  readonly seatCode: string;
  readonly device: string;
  /** The key under which the request is limited. */
  readonly address: string;
}

const SERVER = { kind: 'server' } as const;

/**
 * Gives the device the seat of this name, if it knows its code: the seat's tokens end, and whoever shows them is told where it is. Whether
 * the name or the code was wrong is not told.
 */
export async function takeSeatByCode(
  runner: ClassRunner,
  { name, seatCode, device, address }: SeatClaim,
  limits: Pick<Limits, 'seatCode' | 'seatCodes' | 'seatMoves'>,
): Promise<SeatTaken | Refused> {
  const looked = await runner.read((classroom) => ({ seat: classroom.seatCalled(name) }));
  if ('refusal' in looked) return looked;
  const found = looked.seat;
  // With a new code the tries are new: nobody can spoil a seat for its owner by using them up.
  const seatKey = `${runner.code} ${found?.seat} ${found?.code}`;
  const addressKey = `${runner.code} ${address}`;
  const left = limits.seatCode.left(seatKey);
  // Nor by wrong codes for other seats, from the one address of a school: who has not been wrong about this seat may try.
  const mayTry = left >= SEAT_CODE_TRIES.atOnce || (left >= 1 && limits.seatCodes.left(addressKey) >= 1);
  if (!mayTry) return { refusal: refusal('seat-code-wait') };
  const right = isCode(seatCode, found?.code ?? '');
  if (found === undefined || !right) {
    limits.seatCodes.allows(addressKey);
    limits.seatCode.allows(seatKey);
    return { refusal: refusal('seat-code-wrong') };
  }
  if (!limits.seatMoves.allows(`${runner.code} ${found.seat}`)) return { refusal: refusal('too-fast') };
  return move(runner, found.seat, device);
}

async function move(runner: ClassRunner, seat: string, device: string): Promise<SeatTaken | Refused> {
  const secret = newSecret();
  const outcome = await runner.submit({
    command: { type: 'move', seat, device: hashOf(device) },
    actor: SERVER,
    credential: (holder) => ({ type: 'grant', holder, hash: hashOf(secret), alone: true }),
  });
  if (!outcome.ok) return outcome;
  const view = await runner.read((classroom) => classroom.seatView(seat) ?? { refusal: refusal('no-seat') });
  return 'refusal' in view ? view : { seat, token: tokenText({ seat, secret }), name: view.name };
}

/** Takes the same time however much of it was right. */
function isCode(typed: string, code: string): boolean {
  const hash = hashOf(code);
  const readings = codeReadings(typed, SEAT_CODE_LENGTH);
  return code !== '' && readings.filter((reading) => fits(reading, hash)).length > 0;
}

/** The code of a seat, for the desk. */
export function seatCodeOf(runner: ClassRunner, seat: string): Promise<{ readonly code: string | null } | Refused> {
  return runner.read((classroom) =>
    classroom.hasSeat(seat) ? { code: classroom.seatCode(seat) } : { refusal: refusal('no-seat') },
  );
}

/** Gives a seat another code; the device that it is on keeps it. */
export async function renewSeatCode(runner: ClassRunner, seat: string): Promise<{ readonly code: string } | Refused> {
  const code = randomSeatCode();
  const outcome = await runner.submit({ command: { type: 'seat-code', seat, code }, actor: SERVER });
  return outcome.ok ? { code } : outcome;
}
