import WebSocket from 'ws';
import { CLOSE } from '../../shared/protocol/close.ts';

/** Bytes that may wait for a reader: many times what a page of the largest class gets at once. */
export const MOST_WAITING = 1_024 * 1_024;
/** Pings and the like from the other end in one second. Pages send none, and answer one in three seconds. */
const MOST_CONTROLS = 30;
const SECOND_MS = 1_000;

type Bytes = Parameters<WebSocket['send']>[0];
type Options = Parameters<WebSocket['send']>[1];
type Sent = (error?: Error) => void;

/**
 * The WebSocket through which all goes out that this server sends, the framework's own patches, answers and pongs among it. What its
 * reader doesn't take in is bounded: then the connection is closed, and the page comes back to a fresh one.
 */
export class BoundedSocket extends WebSocket {
  private controls = 0;
  private countedSince = 0;

  override send(bytes: Bytes, options?: Options | Sent, sent?: Sent): void {
    if (this.readyState === WebSocket.OPEN && this.bufferedAmount > MOST_WAITING) return this.close(CLOSE.behind);
    if (typeof options === 'object') super.send(ownCopy(bytes), options, sent);
    else super.send(ownCopy(bytes), options);
  }

  override emit(event: string | symbol, ...what: unknown[]): boolean {
    if (event === 'ping' || event === 'pong') this.countControl();
    return super.emit(event, ...what);
  }

  private countControl(): void {
    const now = performance.now();
    if (now - this.countedSince > SECOND_MS) Object.assign(this, { controls: 0, countedSince: now });
    this.controls += 1;
    if (this.controls > MOST_CONTROLS) this.terminate();
  }
}

/** The framework sends views of a buffer that it writes into again, while a slow reader's bytes still wait in it. */
function ownCopy(bytes: Bytes): Bytes {
  return bytes instanceof Uint8Array && !Buffer.isBuffer(bytes) ? Buffer.from(bytes) : bytes;
}
