/**
 * What a printer has received and not yet printed. It parses on arrival, as it must obey real-time commands at once;
 * everything else waits in order, over all connections, until it is printed or the power goes. The buffer is finite:
 * behind a full one the connection is not read, so that what cannot be taken waits at the sender.
 */
import type { Channel, Reading } from '#protocols/channel';
import { isRealTime, type Command } from '#protocols/escpos/commands';
import { createEscPosParser } from '#protocols/escpos/parser';
import type { PrinterProfile } from '#protocols/escpos/profiles';
import { createRealTimeScanner } from '#protocols/escpos/real-time';
import { reachable, sometimes } from '#protocols/marks';

const bufferFull = reachable(
  'printer-buffer-full',
  'the buffer of a printer is full, and the rest waits at the sender',
);
const lostUnprinted = sometimes('lost-unprinted', 'a printer loses its power with something in its buffer');

/** Who has sent something, and how to stop listening to it. */
export type Sender = { channel: Channel<Uint8Array>; reading: Reading };
export type Received = { command: Command; size: number; from: Sender };

export class ReceiveBuffer {
  private readonly profile: PrinterProfile;
  private readonly canPrint: () => boolean;
  private readonly obeyAtOnce: (command: Command, from: Sender) => void;
  private parser = createEscPosParser();
  private scanner = createRealTimeScanner();
  private waiting: Received[] = [];
  private waitingBytes = 0;
  /** Read from a connection, and no room for it. */
  private unread: { bytes: Uint8Array; from: Sender }[] = [];
  private readonly paused = new Set<Sender>();
  private admitting = false;

  constructor(options: {
    profile: PrinterProfile;
    canPrint(): boolean;
    obeyAtOnce(command: Command, from: Sender): void;
  }) {
    this.profile = options.profile;
    this.canPrint = options.canPrint;
    this.obeyAtOnce = options.obeyAtOnce;
  }

  /** The command whose turn it is. */
  get first(): Received | undefined {
    return this.waiting[0];
  }

  receive(bytes: Uint8Array, from: Sender): void {
    this.unread.push({ bytes, from });
    this.admit();
    if (this.unread.length === 0 || this.paused.has(from)) return;
    bufferFull();
    this.paused.add(from);
    from.reading.pause();
  }

  /** The first command is done with: its place is free. */
  shift(): void {
    const done = this.waiting.shift();
    if (done !== undefined) this.waitingBytes -= done.size;
    this.admit();
  }

  /** Takes what there is room for, and reads on once nothing is left. */
  admit(): void {
    if (this.admitting) return;
    this.admitting = true;
    for (let next = this.unread[0]; next !== undefined; next = this.unread[0]) {
      const room = this.room();
      if (room <= 0) break;
      const bytes = next.bytes.subarray(0, room);
      if (bytes.length < next.bytes.length) next.bytes = next.bytes.subarray(room);
      else this.unread.shift();
      this.take(bytes, next.from);
    }
    this.admitting = false;
    if (this.unread.length > 0 || this.paused.size === 0) return;
    const senders = [...this.paused];
    this.paused.clear();
    for (const { reading } of senders) reading.resume();
  }

  /** Forgets all commands that wait. */
  clear(): void {
    this.waiting = [];
    this.waitingBytes = 0;
  }

  /** The power is gone, and all that was received with it. */
  lose(): void {
    lostUnprinted(this.waiting.length > 0);
    this.clear();
    this.unread = [];
    this.parser = createEscPosParser();
    this.scanner = createRealTimeScanner();
    this.admit();
  }

  /** A command whose turn it is is worked off while it comes: a picture may be larger than the buffer. */
  private room(): number {
    const begun = this.waiting.length === 0 && this.canPrint();
    return this.profile.bufferBytes - this.waitingBytes - (begun ? 0 : this.parser.pendingBytes());
  }

  private take(bytes: Uint8Array, from: Sender): void {
    const { realTimeInData } = this.profile;
    if (realTimeInData) for (const command of this.scanner.push(bytes)) this.obeyAtOnce(command, from);
    for (const { command, size } of this.parser.push(bytes)) {
      if (!isRealTime(command)) {
        this.waiting.push({ command, size, from });
        this.waitingBytes += size;
      } else if (!realTimeInData) this.obeyAtOnce(command, from);
    }
  }
}
