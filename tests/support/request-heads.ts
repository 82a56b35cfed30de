/** Bytes of a connection's request side, in order; `head` is there where they are the head of a request. */
export interface RequestPart {
  readonly bytes: Buffer;
  readonly head?: string;
}

const END = Buffer.from('\r\n\r\n');

/** Finds the heads of HTTP/1.1 requests in what a client sends; after an upgrade everything is one stream. @returns what takes in bytes */
export function requestHeads(): (bytes: Buffer) => readonly RequestPart[] {
  let waiting = Buffer.alloc(0);
  let body = 0;
  let upgraded = false;
  return (bytes) => {
    const parts: RequestPart[] = [];
    waiting = Buffer.concat([waiting, bytes]);
    for (;;) {
      const passing = upgraded ? waiting.length : Math.min(body, waiting.length);
      if (passing > 0) parts.push({ bytes: waiting.subarray(0, passing) });
      waiting = waiting.subarray(passing);
      if (!upgraded) body -= passing;
      const end = waiting.indexOf(END);
      if (upgraded || body > 0 || end < 0) return parts;
      const head = waiting.subarray(0, end + END.length);
      const text = head.toString('latin1');
      parts.push({ bytes: head, head: text });
      waiting = waiting.subarray(head.length);
      body = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
      upgraded = isUpgrade(text);
    }
  };
}

/** Does this head ask for a WebSocket? */
export function isUpgrade(head: string): boolean {
  return /^upgrade: *websocket/im.test(head);
}
