/**
 * The terminal's end of one connection to a till. What it says it says one command at a time, each after the answer to
 * the one before; without an answer within T3, or with half a message for longer than that, the connection is closed
 * (PA00P016 rev 04). A till that cannot take a result yet (84 9C) gets it again after a while.
 */
import type { Channel, TimerHandle, Timers } from '#protocols/channel';
import { createApduReader, type Apdu } from '#protocols/zvt/apdu';
import { parseMessage } from '#protocols/zvt/parse';

/** How the till has answered a command: 80 00 or 84 00, a refusal, or goods worth less than the result (84 9D). */
export type TillAnswer = 'acknowledged' | 'refused' | { issuedCents: number };

export type LineLimits = {
  t3Ms: number;
  /** Pause before a result is repeated to a till that was not ready (PA00P015 rev 13.08: 2 s). */
  notYetMs: number;
  /** How long a till may put a result off (30 s unless bitmap 01 says otherwise), and how often (bitmap 02). */
  goodsMs: number;
  mostRepeats: number;
};
type Said = { bytes: Uint8Array; answered: (answer: TillAnswer) => void; sinceMs: number | null; repeats: number };

const NOT_YET = 0x849c;
const ISSUED_IN_PART = 0x849d;

export class TillLine {
  limits: LineLimits;
  private readonly channel: Channel<Uint8Array>;
  private readonly timers: Timers;
  private readonly hear: (apdu: Apdu) => void;
  private readonly ended: () => void;
  private readonly reader = createApduReader();
  private readonly unsaid: Said[] = [];
  private said: Said | null = null;
  private open = true;
  /** T3 for an answer, or the pause before a repetition. */
  private waiting: TimerHandle | null = null;
  private half: TimerHandle | null = null;

  /** `hear` gets the till's commands, `ended` is called once when the connection is over, whoever ended it. */
  constructor(
    channel: Channel<Uint8Array>,
    options: { timers: Timers; limits: LineLimits; hear(apdu: Apdu): void; ended(): void },
  ) {
    this.channel = channel;
    this.timers = options.timers;
    this.limits = options.limits;
    this.hear = options.hear;
    this.ended = options.ended;
  }

  /** Something said is not answered yet, or waits to be said. */
  get speaking(): boolean {
    return this.said !== null || this.unsaid.length > 0;
  }

  /** Answers the till's command. */
  answer(bytes: Uint8Array): void {
    if (this.open) this.channel.send(bytes);
  }

  /** Says a command of the terminal's own, when what it said before has been answered. */
  say(bytes: Uint8Array, answered: (answer: TillAnswer) => void = () => {}): void {
    if (!this.open) return;
    this.unsaid.push({ bytes, answered, sinceMs: null, repeats: 0 });
    this.next();
  }

  take(bytes: Uint8Array): void {
    if (!this.open) return;
    const { apdus, broken } = this.reader.push(bytes);
    for (const apdu of apdus) {
      const answers = apdu.control >> 8 === 0x80 || apdu.control >> 8 === 0x84;
      if (answers) this.answered(apdu);
      else if (this.open) this.hear(apdu);
    }
    if (broken !== undefined) this.close();
    else this.watchHalfMessage(apdus.length > 0);
  }

  /** Ends the connection from this side. */
  close(): void {
    if (!this.open) return;
    this.channel.close();
    this.gone();
  }

  /** The connection has ended at the other side, or with the terminal's power. */
  gone(): void {
    if (!this.open) return;
    this.open = false;
    this.said = null;
    this.unsaid.length = 0;
    this.waiting = this.cancel(this.waiting);
    this.half = this.cancel(this.half);
    this.ended();
  }

  private next(): void {
    if (this.said !== null) return;
    const said = this.unsaid.shift();
    if (said !== undefined) this.sayNow(said);
  }

  private sayNow(said: Said): void {
    this.said = said;
    said.sinceMs ??= this.timers.now();
    this.channel.send(said.bytes);
    this.waiting = this.timers.after(this.limits.t3Ms, () => this.close());
  }

  private answered(apdu: Apdu): void {
    const { said } = this;
    const { control } = apdu;
    if (said === null) return;
    this.waiting = this.cancel(this.waiting);
    if (control === NOT_YET && this.mayWait(said)) {
      said.repeats += 1;
      this.waiting = this.timers.after(this.limits.notYetMs, () => this.sayNow(said));
      return;
    }
    this.said = null;
    said.answered(meaningOf(apdu));
    this.next();
  }

  private mayWait({ sinceMs, repeats }: Said): boolean {
    const { goodsMs, mostRepeats } = this.limits;
    return repeats < mostRepeats && this.timers.now() - (sinceMs ?? 0) < goodsMs;
  }

  private watchHalfMessage(anotherBegins: boolean): void {
    const half = this.open && this.reader.pendingBytes() > 0;
    if (anotherBegins || !half) this.half = this.cancel(this.half);
    if (half) this.half ??= this.timers.after(this.limits.t3Ms, () => this.close());
  }

  private cancel(timer: TimerHandle | null): null {
    if (timer !== null) this.timers.cancel(timer);
    return null;
  }
}

function meaningOf(apdu: Apdu): TillAnswer {
  const { control } = apdu;
  if (control >> 8 === 0x80 || control === 0x8400) return 'acknowledged';
  const message = control === ISSUED_IN_PART ? parseMessage(apdu) : null;
  const issuedCents = message?.ok === true ? message.fields.amountCents : undefined;
  return issuedCents === undefined ? 'refused' : { issuedCents };
}
