/**
 * One command to a ZVT terminal and what it brings, up to its completion or abort. The till takes its turns here: the
 * terminal's answer comes first, within T3; from then on the terminal is master, each of its commands is answered by
 * exactly one response, and T4 limits its silence. What comes out of turn is still answered, so that the terminal can
 * end in order; but the dialogue then proves nothing. (PA00P016 rev 04, PA00P015 rev 13.08)
 */
import type { TimerHandle, Timers } from '#protocols/channel';
import { reachable, sometimes } from '#protocols/marks';
import type { Apdu } from '#protocols/zvt/apdu';
import { abortRequest, negative, positive } from '#protocols/zvt/messages';
import { parseMessage } from '#protocols/zvt/parse';
import type { Durations } from '#server/core/config';
import type { Dialogue, Statement } from '#server/core/money/evidence';

const stoppedByTill = reachable('stopped-by-till', 'a payment takes too long and is asked to stop');
const stoppedUnheard = sometimes('stopped-unheard', 'the connection of a payment is given up before the payment ends');
const terminalSilent = reachable('terminal-silent', 'a terminal is silent for so long that its connection is given up');

export const REGISTRATION = 0x0600;
export const AUTHORISATION = 0x0601;
export const STATUS_ENQUIRY = 0x0501;
export const REPEAT_RECEIPT = 0x0620;
export const REVERSAL = 0x0630;
export const END_OF_DAY = 0x0650;

const STATUS_INFORMATION = 0x040f;
const INTERMEDIATE_STATUS = 0x04ff;
const COMPLETION = 0x060f;
const ABORT = 0x061e;
/** What a terminal may say besides: print a line, print a block, set date and time. */
const ACCEPTED = [STATUS_INFORMATION, INTERMEDIATE_STATUS, COMPLETION, ABORT, 0x06d1, 0x06d3, 0x0401];
const NOT_POSSIBLE = 0x83;

export class Exchange {
  /** What was said so far. */
  readonly dialogue: Dialogue = { opening: null, results: [], ending: null, fault: null };
  /** Nothing more is to come: refused, completed, aborted, or the terminal was silent for too long. */
  over = false;
  private readonly control: number;
  private readonly timers: Timers;
  private readonly durations: Durations;
  private readonly send: (bytes: Uint8Array) => void;
  private readonly silent: () => void;
  private timer: TimerHandle | null = null;
  private t4Ms: number;
  /** An abort request was sent, and whether it was answered. */
  private stop: 'not-asked' | 'asked' | 'answered' = 'not-asked';

  /** `silent` is called when the terminal has kept silent for T3 or T4 and the connection is to be given up. */
  constructor(
    control: number,
    options: { timers: Timers; durations: Durations; send(bytes: Uint8Array): void; silent(): void },
  ) {
    this.control = control;
    this.timers = options.timers;
    this.durations = options.durations;
    this.send = options.send;
    this.silent = options.silent;
    this.t4Ms = options.durations.zvtT4Ms;
  }

  /** Sends the command. */
  begin(bytes: Uint8Array): void {
    this.wait(this.durations.zvtT3Ms);
    this.send(bytes);
  }

  /** Takes a whole message of the terminal. */
  receive(apdu: Apdu): void {
    if (this.over) this.fault('a message after the end');
    else if (apdu.control >> 8 === 0x80 || apdu.control >> 8 === 0x84) this.answer(apdu.control);
    else this.told(apdu);
  }

  /** Remembers the first thing that makes the dialogue unreadable. */
  fault(what: string): void {
    this.dialogue.fault ??= what;
  }

  /**
   * Leaves the terminal to itself. It is asked to stop all the same: should the command still be on its way, the
   * request arrives right behind it, and nobody pays for a process that nobody listens to.
   */
  abandon(): void {
    this.end();
    stoppedUnheard(this.control === AUTHORISATION && this.dialogue.ending === null);
    if (this.control === AUTHORISATION && this.stop === 'not-asked' && this.dialogue.ending === null) this.askToStop();
  }

  /** The answer to the command, or to a request to stop; a refusal counts in place of the acceptance only. */
  private answer(control: number): void {
    const refused = control >> 8 === 0x84 && control !== 0x8400;
    if (this.dialogue.opening === null) {
      this.dialogue.opening = refused ? { refused: control & 0xff } : 'accepted';
      if (refused) this.end();
      else this.wait(this.t4Ms);
    } else if (this.stop === 'asked') {
      this.stop = 'answered';
      this.wait(this.t4Ms);
    } else this.fault('an answer to nothing');
  }

  private told(apdu: Apdu): void {
    const { control } = apdu;
    if (this.dialogue.opening === null) this.fault('a command before the acceptance');
    this.send(ACCEPTED.includes(control) ? positive() : negative(NOT_POSSIBLE));
    const message = parseMessage(apdu, { answerTo: this.control });
    const { whole, fields }: Statement = message.ok
      ? { whole: message.unparsed === undefined, fields: message.fields }
      : { whole: false, fields: {} };
    if (control === STATUS_INFORMATION) {
      this.dialogue.results.push({ whole, fields });
      this.wait(this.t4Ms);
    } else if (control === INTERMEDIATE_STATUS) {
      const { timeoutMinutes = 0 } = fields;
      if (timeoutMinutes > 0) this.t4Ms = timeoutMinutes * this.durations.minuteMs;
      this.wait(this.t4Ms);
    } else if (control === COMPLETION || control === ABORT) {
      this.dialogue.ending = { by: control === ABORT ? 'abort' : 'completion', whole, fields };
      this.end();
    }
  }

  /** The answer is still due within T3, whatever else comes before it. */
  private wait(ms: number): void {
    if (this.timer !== null && this.isAnswerDue()) return;
    this.disarm();
    this.timer = this.timers.after(ms, () => this.tooLong());
  }

  private isAnswerDue(): boolean {
    return this.dialogue.opening === null || this.stop === 'asked';
  }

  /** After T3 the connection counts as broken; after T4 a payment is asked to stop, and has T4 once more to end. */
  private tooLong(): void {
    this.timer = null;
    if (this.control === AUTHORISATION && this.dialogue.opening === 'accepted' && this.stop === 'not-asked') {
      stoppedByTill();
      this.askToStop();
      this.wait(this.durations.zvtT3Ms);
      return;
    }
    terminalSilent();
    this.silent();
  }

  private askToStop(): void {
    this.stop = 'asked';
    this.send(abortRequest());
  }

  private end(): void {
    this.over = true;
    this.disarm();
  }

  private disarm(): void {
    if (this.timer !== null) this.timers.cancel(this.timer);
    this.timer = null;
  }
}
