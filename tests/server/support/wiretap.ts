/** Every frame that a WebSocket of this process received, with the address that it was opened with. */
export interface Frame {
  readonly url: string;
  readonly bytes: Buffer;
}

let heard: Frame[] | undefined;

/** From now on every frame is kept. @returns the list, which grows */
export function listenIn(): readonly Frame[] {
  heard = [];
  return heard;
}

const Plain = globalThis.WebSocket;

/** The SDK takes the socket that it finds when it is loaded: this has to come before it. */
globalThis.WebSocket = class extends Plain {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }) => {
      heard?.push({ url: String(url), bytes: Buffer.from(data as ArrayBuffer) });
    });
  }
};
