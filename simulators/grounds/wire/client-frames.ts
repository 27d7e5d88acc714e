/** What a browser says on its WebSocket, read from the bytes that a proxy has passed on. */
import { readClientFrame, TEXT } from '#protocols/web-socket/client-frames';

const HEAD_END = '\r\n\r\n';

/** Reads one connection: first the head of its request, then frames. Connections that are no WebSocket are left alone. */
export class ClientFrames {
  private readonly deliver: (text: string) => void;
  private bytes: Buffer = Buffer.alloc(0);
  private reads: 'head' | 'frames' | 'nothing' = 'head';

  constructor(deliver: (text: string) => void) {
    this.deliver = deliver;
  }

  /** More bytes of the connection. */
  take(bytes: Uint8Array): void {
    if (this.reads === 'nothing') return;
    this.bytes = Buffer.concat([this.bytes, bytes]);
    if (this.reads === 'head') this.readHead();
    while (this.reads === 'frames' && this.readFrame());
  }

  private readHead(): void {
    const end = this.bytes.indexOf(HEAD_END);
    if (end < 0) return;
    const isSocket = /^upgrade: *websocket/im.test(this.bytes.toString('latin1', 0, end));
    this.reads = isSocket ? 'frames' : 'nothing';
    this.bytes = this.bytes.subarray(end + HEAD_END.length);
  }

  /** Reads a frame if it is there as a whole; says whether it was. */
  private readFrame(): boolean {
    const frame = readClientFrame(this.bytes);
    if (frame === null) return false;
    if (frame.opcode === TEXT) this.deliver(Buffer.from(frame.payload).toString('utf8'));
    this.bytes = this.bytes.subarray(frame.length);
    return true;
  }
}
