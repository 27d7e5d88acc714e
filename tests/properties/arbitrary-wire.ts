// A terminal's end of a connection on which anything may happen to the bytes: any segmentation, delays, a cut, a silence
// nobody is told of. It takes its turns as ZVT wants them, unless the tape says otherwise.
import type { Channel, ChannelHandlers, TimerHandle, Timers } from '#protocols/channel';
import { createApduReader, type Apdu } from '#protocols/zvt/apdu';
import type { Tape } from './tape.ts';

/** Something a terminal says; `answered` is called when the till has acknowledged it. */
export type Step = { bytes: Uint8Array; command: boolean; answered?: () => void; sent?: () => void };

const T3_MS = 5_000;

export class ArbitraryWire implements Channel<Uint8Array> {
  /** The terminal's end is open. */
  open = true;
  private tillOpen = true;
  /** Nothing passes any more, and nobody is told. */
  private black = false;
  /** The next command does not wait for the answer to the one before; what is said counts as acknowledged. */
  private readonly hasty: boolean;
  private readonly lateMs: number;
  private readonly tape: Tape;
  private readonly timers: Timers;
  private readonly handlers: ChannelHandlers<Uint8Array>;
  private readonly hear: (apdu: Apdu) => void;
  private readonly gone: () => void;
  private steps: Step[] = [];
  /** What waits to be said next; anything said before it was replaced is not said. */
  private pause: TimerHandle | null = null;
  private awaited: Step | null = null;
  private t3: TimerHandle | null = null;
  private busyUntil = 0;
  private readonly reader = createApduReader();

  constructor(options: {
    tape: Tape;
    timers: Timers;
    handlers: ChannelHandlers<Uint8Array>;
    hear(wire: ArbitraryWire, apdu: Apdu): void;
    gone(wire: ArbitraryWire): void;
  }) {
    this.tape = options.tape;
    this.timers = options.timers;
    this.handlers = options.handlers;
    this.hear = (apdu) => options.hear(this, apdu);
    this.gone = () => options.gone(this);
    this.hasty = this.tape.rarely();
    this.lateMs = this.tape.rarely() ? 4_000 : 2;
  }

  /** The till says something; it arrives even if the till hangs up meanwhile. */
  send(bytes: Uint8Array): void {
    if (!this.tillOpen) return;
    this.timers.after(this.lateMs, () => {
      if (this.black || !this.open) return;
      for (const apdu of this.reader.push(bytes).apdus) this.take(apdu);
    });
  }

  /** The till hangs up. */
  close(): void {
    if (!this.tillOpen) return;
    this.tillOpen = false;
    this.timers.after(this.lateMs, () => {
      if (!this.black) this.end();
    });
  }

  /** Says one thing after the other, then calls `done`. */
  say(steps: Step[], done: () => void = () => {}): void {
    this.steps = [...steps, { bytes: new Uint8Array(), command: false, sent: done }];
    if (this.pause !== null) this.timers.cancel(this.pause);
    this.pause = null;
    if (this.awaited === null) this.next();
  }

  /** Says something at once, whatever else is being said. */
  interject(bytes: Uint8Array): void {
    if (this.open) this.write(bytes);
  }

  /** The terminal's end is gone: `loudly`, the till is told. */
  cut(loudly: boolean): void {
    if (!loudly) this.black = true;
    else if (this.tillOpen) {
      this.tillOpen = false;
      this.timers.after(2, () => this.handlers.onClose('reset'));
    }
    this.end();
  }

  /** Nothing passes any more; either end finds out by its own time-outs. */
  silence(): void {
    this.black = true;
  }

  private take(apdu: Apdu): void {
    if (apdu.control >> 8 !== 0x80 && apdu.control >> 8 !== 0x84) {
      this.hear(apdu);
      return;
    }
    const { awaited } = this;
    if (awaited === null) return;
    this.awaited = null;
    if (this.t3 !== null) this.timers.cancel(this.t3);
    awaited.answered?.();
    this.next();
  }

  private next(): void {
    const step = this.steps.shift();
    if (step === undefined) return;
    const pauses = [5, 5, 5, 5, 5, 400, 400, 3_000, 20_000, 100_000];
    this.pause = this.timers.after(step.bytes.length === 0 ? 0 : (pauses[this.tape.choose(pauses.length)] ?? 0), () => {
      this.pause = null;
      if (!this.open) return;
      this.write(step.bytes);
      step.sent?.();
      if (!step.command) this.next();
      else if (this.hasty) {
        step.answered?.();
        this.next();
      } else {
        this.awaited = step;
        this.t3 = this.timers.after(T3_MS, () => this.cut(true));
      }
    });
  }

  /** In pieces, or in one; some on the way to the till are lost with the connection. */
  private write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const fate = this.tape.choose(80);
    const size = fate >= 72 ? 1 + this.tape.choose(4) : bytes.length;
    const gapMs = fate === 79 ? 2_000 : 1;
    if (fate === 70) this.silence();
    for (let from = 0; from < bytes.length; from += size) {
      this.busyUntil = Math.max(this.busyUntil, this.timers.now()) + (from === 0 ? 1 : gapMs);
      const piece = bytes.slice(from, from + size);
      this.timers.after(this.busyUntil - this.timers.now(), () => {
        if (this.tillOpen && !this.black) this.handlers.onData(piece);
      });
    }
    if (fate === 71) this.cut(true);
  }

  private end(): void {
    if (!this.open) return;
    this.open = false;
    this.steps = [];
    if (this.t3 !== null) this.timers.cancel(this.t3);
    this.gone();
  }
}
