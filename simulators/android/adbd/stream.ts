/**
 * One stream of an adb connection, as adbd keeps it. Each side has one packet of data out that is not acknowledged, and
 * no more: what else is to be sent waits here. What came in is acknowledged when its taker has taken it.
 */
import { encodePacket } from '#protocols/adb/packet';

/** What a service does with what it hears. `taken` lets the next packet come. */
export type StreamHandlers = {
  onData(bytes: Uint8Array, taken: () => void): void;
  /** The other end has closed the stream, or the connection is gone. */
  onClose(): void;
};

/** A service takes a stream: it accepts or refuses it, at once or later, and says what it does with what it hears. */
export type OpenService = (stream: AdbStream) => StreamHandlers;

export class AdbStream {
  readonly localId: number;
  private remoteId: number;
  private readonly send: (bytes: Uint8Array) => void;
  private readonly maxPayload: number;
  private readonly gone: () => void;
  private handlers: StreamHandlers | null = null;
  private readonly queue: Uint8Array[] = [];
  /** Data is out that is not acknowledged; or the stream is not open yet. */
  private waits = true;
  private ending = false;
  private closed = false;
  private readonly drained: (() => void)[] = [];

  /** `remoteId` 0: we have asked for the stream, and wait to hear whether it opens. */
  constructor(
    ids: { localId: number; remoteId: number },
    line: { send: (bytes: Uint8Array) => void; maxPayload: number; gone: () => void },
  ) {
    this.localId = ids.localId;
    this.remoteId = ids.remoteId;
    this.send = line.send;
    this.maxPayload = line.maxPayload;
    this.gone = line.gone;
  }

  attach(handlers: StreamHandlers): void {
    this.handlers = handlers;
  }

  /** Lets the stream that the other end has asked for be open. */
  accept(): void {
    if (this.closed) return;
    this.send(encodePacket('OKAY', this.localId, this.remoteId));
    this.waits = false;
    this.pump();
  }

  /** The stream does not open. */
  refuse(): void {
    if (this.closed) return;
    this.send(encodePacket('CLSE', 0, this.remoteId));
    this.over();
  }

  /** Sends bytes, in packets, when it is their turn. */
  write(bytes: Uint8Array): void {
    if (this.closed || this.ending) return;
    for (let at = 0; at < bytes.length; at += this.maxPayload) this.queue.push(bytes.slice(at, at + this.maxPayload));
    this.pump();
  }

  /** Calls back once everything written has been acknowledged; at once if nothing is out. */
  whenDrained(run: () => void): void {
    if (this.closed) return;
    if (this.waits || this.queue.length > 0) this.drained.push(run);
    else run();
  }

  /** Closes the stream when all that was written is with the other end. */
  end(): void {
    this.ending = true;
    this.pump();
  }

  /** Closes it now. */
  close(): void {
    if (this.closed) return;
    this.send(encodePacket('CLSE', this.localId, this.remoteId));
    this.over();
  }

  /** OKAY has come: the stream is open, or what was out has been taken. */
  okay(remoteId: number): void {
    if (this.remoteId === 0) this.remoteId = remoteId;
    this.waits = false;
    this.pump();
    if (!this.waits) for (const run of this.drained.splice(0)) run();
  }

  /** WRTE has come. */
  data(payload: Uint8Array): void {
    let isTaken = false;
    this.handlers?.onData(payload, () => {
      if (isTaken || this.closed) return;
      isTaken = true;
      this.send(encodePacket('OKAY', this.localId, this.remoteId));
    });
  }

  /** CLSE has come, or the connection is gone. */
  closedByPeer(): void {
    if (this.closed) return;
    this.send(encodePacket('CLSE', this.localId, this.remoteId));
    this.over();
    this.handlers?.onClose();
  }

  private over(): void {
    this.closed = true;
    this.queue.length = 0;
    this.drained.length = 0;
    this.gone();
  }

  private pump(): void {
    if (this.closed || this.waits) return;
    const next = this.queue.shift();
    if (next !== undefined) {
      this.waits = true;
      this.send(encodePacket('WRTE', this.localId, this.remoteId, next));
    } else if (this.ending) this.close();
  }
}
