/**
 * A terminal's line to its payment host. A charge is asked for under one key until the host has answered it, or for as long
 * as a guest waits; of one that was not answered nobody knows whether it was made, so it is reversed. Reversals are asked
 * for one after the other, each until it is answered: what is owed to the host outlives the terminal's power.
 */
import type { TimerHandle, Timers } from '#protocols/channel';
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';
import {
  CHARGE_PATH,
  charged,
  chargeKey,
  declined,
  REVERSE_PATH,
  reversed,
  type Charge,
} from '#protocols/cloud/payment-host';
import { sometimes } from '#protocols/marks';

const autoReversed = sometimes('auto-reversal', 'a payment host does not answer, and the terminal reverses the charge');
const reversedAgain = sometimes('auto-reversal-again', 'a payment host does not answer a reversal, and is asked again');

/** One exchange with the host; null if there will be no answer. The returned function gives up. */
export type AskHost = (request: CloudRequest, answered: (answer: CloudAnswer | null) => void) => () => void;

/** How long each answer is waited for, the pause before asking again, and how long a guest waits in all; ms of the run. */
export type HostTimes = { answerMs: number; restMs: number; wholeMs: number };

/** What comes of a charge: a result code of ZVT. */
type Answered = { result: number; isKnown: boolean };

const OK = 0x00;
/** Result codes of ZVT for a host that has answered something else, and for one that has not answered. */
const COMMUNICATION_ERROR = 0x7d;
const NO_ANSWER = 0xa1;

export class HostLine {
  private readonly timers: Timers;
  private readonly ask: AskHost;
  private readonly times: HostTimes;
  /** The charge that is asked for. */
  private asked: { key: string; giveUp: () => void } | null = null;
  /** Keys that are to be reversed, the oldest first. */
  private readonly owed: string[] = [];
  private reversing: (() => void) | null = null;
  private on = true;

  constructor(options: { timers: Timers; ask: AskHost; times: HostTimes }) {
    this.timers = options.timers;
    this.ask = options.ask;
    this.times = options.times;
  }

  /** Asks for a charge; `answered` gets the result once, unless the power goes before. One at a time. */
  charge(what: Charge, answered: (answer: Answered) => void): void {
    const key = chargeKey(what);
    let result = NO_ANSWER;
    const stop = this.untilAnswered({ path: CHARGE_PATH, key, body: what }, (answer) => {
      const said = resultOf(key, answer);
      result = answer === null ? NO_ANSWER : COMMUNICATION_ERROR;
      if (said === null) return false;
      end({ result: said, isKnown: true });
      return true;
    });
    const patience = this.timers.after(this.times.wholeMs, () => {
      autoReversed();
      giveUp();
      this.reverse(key);
      end({ result, isKnown: false });
    });
    const giveUp = (): void => {
      this.timers.cancel(patience);
      stop();
    };
    const end = (answer: Answered): void => {
      this.timers.cancel(patience);
      this.asked = null;
      answered(answer);
    };
    this.asked = { key, giveUp };
  }

  /** Nothing is to stay charged under that key. */
  reverse(key: string): void {
    this.owed.push(key);
    this.reverseNext();
  }

  /** Without power nobody asks; what was asked for is reversed when the power is back. */
  power(on: boolean): void {
    this.on = on;
    if (on) {
      this.reverseNext();
      return;
    }
    this.reversing?.();
    this.reversing = null;
    if (this.asked === null) return;
    this.asked.giveUp();
    this.owed.push(this.asked.key);
    this.asked = null;
  }

  private reverseNext(): void {
    const [key] = this.owed;
    if (key === undefined || this.reversing !== null || !this.on) return;
    this.reversing = this.untilAnswered({ path: REVERSE_PATH, key, body: {} }, (answer) => {
      const isDone = reversed.safeParse(answer?.body).data?.key === key;
      reversedAgain(!isDone);
      if (!isDone) return false;
      this.owed.shift();
      this.reversing = null;
      this.reverseNext();
      return true;
    });
  }

  /** Asks the same again, with a pause, until `heard` takes the answer; null is none. Returns what ends that. */
  private untilAnswered(request: CloudRequest, heard: (answer: CloudAnswer | null) => boolean): () => void {
    const { answerMs, restMs } = this.times;
    let timer: TimerHandle | null = null;
    let hangUp = (): void => {};
    const ask = (): void => {
      let over = false;
      const end = (answer: CloudAnswer | null): void => {
        if (over) return;
        over = true;
        if (timer !== null) this.timers.cancel(timer);
        timer = null;
        if (!heard(answer)) timer = this.timers.after(restMs, ask);
      };
      timer = this.timers.after(answerMs, () => {
        giveUp();
        end(null);
      });
      const giveUp = this.ask(request, end);
      hangUp = () => {
        over = true;
        giveUp();
      };
    };
    ask();
    return () => {
      if (timer !== null) this.timers.cancel(timer);
      hangUp();
    };
  }
}

/** The result code a host's answer stands for; null if it is no answer to that key. */
function resultOf(key: string, answer: CloudAnswer | null): number | null {
  if (charged.safeParse(answer?.body).data?.key === key) return OK;
  const refusal = declined.safeParse(answer?.body).data;
  return refusal?.key === key ? refusal.declined : null;
}
