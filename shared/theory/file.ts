/**
 * Bounds on how long it takes until every one of N receivers has a whole file. Fluid bounds count access links alone and let nobody
 * leave. Kurose & Ross, "Computer Networking: A Top-Down Approach", 8th ed., equations 2.1 and 2.2; that they can be reached: Kumar &
 * Ross, "Peer-Assisted File Distribution: The Minimum Distribution Time" (2006).
 */
export interface Distribution {
  /** Machines that lack the file. */
  readonly receivers: number;
  /** Size of the file, in any unit; rates are in this unit a second. */
  readonly size: number;
  readonly serverUp: number;
  /** Sum of the receivers' uplinks. */
  readonly peersUp: number;
  /** The slowest receiver's downlink; null = unlimited. */
  readonly slowestDown: number | null;
}

/** Least time from one server, seconds (Kurose & Ross 2.1). */
export function clientServerBound({ receivers, size, serverUp, slowestDown }: Distribution): number {
  return Math.max((receivers * size) / serverUp, downloadTime(size, slowestDown));
}

/** Least time when receivers pass on what they have, seconds (Kurose & Ross 2.2). */
export function peerToPeerBound({ receivers, size, serverUp, peersUp, slowestDown }: Distribution): number {
  return Math.max(size / serverUp, downloadTime(size, slowestDown), (receivers * size) / (serverUp + peersUp));
}

/**
 * Least number of rounds in which one machine brings `pieces` to `receivers` when each machine, the first included, sends one piece a
 * round: K + floor(log2 N). Mundinger, Weber & Weiss, "Optimal Scheduling of Peer-to-Peer File Dissemination", J. of Scheduling 11 (2008).
 */
export function broadcastRounds(receivers: number, pieces: number): number {
  return pieces + Math.floor(Math.log2(receivers));
}

/**
 * Least number of rounds when the server sends `serverPieces` a round, each peer one, and a piece can be passed on only in the round
 * after it arrived: the least T with sum over t < T of (s + h_t) >= N K, h_0 = 0, h_{t+1} = min(N, 2 h_t + s). Derived.
 */
export function rampRounds(receivers: number, pieces: number, serverPieces: number): number {
  let holders = 0;
  let sent = 0;
  let rounds = 0;
  while (sent < receivers * pieces) {
    sent += serverPieces + holders;
    holders = Math.min(receivers, 2 * holders + serverPieces);
    rounds++;
  }
  return Math.max(rounds, Math.ceil(pieces / serverPieces));
}

function downloadTime(size: number, rate: number | null): number {
  return rate === null ? 0 : size / rate;
}
