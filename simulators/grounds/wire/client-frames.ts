/** What a browser says on its WebSocket, read from the bytes that a proxy has passed on: masked text frames (RFC 6455). */

const HEAD_END = '\r\n\r\n';
const TEXT = 1;

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
    const { bytes } = this;
    if (bytes.length < 2) return false;
    const short = (bytes[1] ?? 0) & 0x7f;
    const maskAt = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < maskAt + 4) return false;
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
    const at = maskAt + 4;
    if (bytes.length < at + length) return false;
    if (((bytes[0] ?? 0) & 0x0f) === TEXT) {
      const text = Buffer.from(bytes.subarray(at, at + length));
      for (let i = 0; i < length; i += 1) text[i] = (text[i] ?? 0) ^ (bytes[maskAt + (i & 3)] ?? 0);
      this.deliver(text.toString('utf8'));
    }
    this.bytes = bytes.subarray(at + length);
    return true;
  }
}
