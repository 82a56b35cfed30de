import type { Client } from '@colyseus/core';
import { WebSocketClient } from '@colyseus/ws-transport';
import type { Wire } from '../audience/connection.ts';
import { BoundedSocket } from './bounded-socket.ts';

/** The framework's client as the audience's connection. */
export function wireOf(client: Client): Wire {
  return {
    send: (kind, message) => client.send(kind, message),
    close: (code) => client.leave(code),
    waiting: () => (client.ref instanceof BoundedSocket ? client.ref.bufferedAmount : 0),
  };
}

/**
 * The framework keeps what is sent to somebody who has been let in and has not yet said that it heard so. Nobody here sends anything before
 * that, but the framework itself answers requests, as many as a stranger sends.
 */
export function keepNothingForLater(client: Client): void {
  if (client instanceof WebSocketClient) client._enqueuedMessages = new Forgetful();
}

class Forgetful extends Array<never> {
  override push(): number {
    return 0;
  }
}
