/**
 * A payment terminal speaking ZVT: the chart decides what a payment does, `commands.ts` what is answered to everything
 * else. It serves one till at a time. A process belongs to the connection it began on: when that is lost the payment
 * goes on without a till, and whoever connects meanwhile hears that the terminal is busy.
 */
import type { Accept, Channel, TimerHandle } from '#protocols/channel';
import { chargeKey } from '#protocols/cloud/payment-host';
import { sometimes } from '#protocols/marks';
import type { Apdu } from '#protocols/zvt/apdu';
import { abort, completion, intermediateStatus, negative, positive, statusInformation } from '#protocols/zvt/messages';
import { parseMessage } from '#protocols/zvt/parse';
import type { AfterCut, TerminalProfile } from '#protocols/zvt/profiles';
import { unreachable } from '#protocols/unreachable';
import { stateText } from '#machines/charts/chart-states';
import { paymentTerminal, type TerminalEffect, type TerminalEvent } from '#machines/payment-terminal';
import type { EventBody } from '#history/events';
import { Actor } from '#machines/actor';
import type { Ground } from '../../grounds/ground.ts';
import type { Random } from '../../random.ts';
import type { HostLine } from './host-line.ts';
import { busyAnswer, react, SENDS_INTERMEDIATE, TERMINAL_ID, UNREGISTERED, type Payment } from './commands.ts';
import { TillLine, type LineLimits } from './till-line.ts';
import { TransactionStore } from './transaction-store.ts';

const secondTill = sometimes('second-till', 'somebody connects to a terminal at which something runs');

/** What the guest and the card network will do with the next payments. */
export type GuestMood = { declines: boolean; aborts: boolean; slowMs: number };

export type Terminal = {
  name: string;
  mood: GuestMood;
  tell(event: TerminalEvent): void;
  state(): string;
};

export type TerminalOptions = {
  name: string;
  ground: Ground;
  random: Random;
  profile: TerminalProfile;
  afterCut: AfterCut;
  /** Not yet scaled. */
  cardMs: number;
  hostMs: number;
  tipPercent: number;
  /** Durations of the run. */
  cardWaitMs: number;
  t3Ms: number;
  secondMs: number;
  /** The line to the payment host; where there is none the terminal decides by itself. */
  host?: HostLine | undefined;
};

/** A till that has connected during a process of another, and what it has said meanwhile. */
type Waiting = { line: TillLine; heard: Uint8Array[] };

const TIP_PERCENT = 10;
const NOT_YET_SECONDS = 2;
const GOODS_SECONDS = 30;
const STOP = 0x06b0;
const NOT_POSSIBLE = 0x83;

/** Builds a terminal, switched on and idle. */
export function createTerminal(options: TerminalOptions): Terminal {
  const terminal = new SimulatedTerminal(options);
  return {
    name: options.name,
    mood: terminal.mood,
    tell: (event) => terminal.tell(event),
    state: () => terminal.state,
  };
}

class SimulatedTerminal {
  readonly mood: GuestMood = { declines: false, aborts: false, slowMs: 0 };
  state = 'idle';
  private readonly options: TerminalOptions;
  private readonly actor: Actor<typeof paymentTerminal>;
  private readonly store: TransactionStore;
  private registration = UNREGISTERED;
  private line: TillLine | null = null;
  /** The connection of the running payment, while there is one. */
  private payer: TillLine | null = null;
  /** The connection on which the till has asked that its payment be stopped. */
  private stopping: TillLine | null = null;
  private waiting: Waiting[] = [];
  private guest: TimerHandle | null = null;

  constructor(options: TerminalOptions) {
    this.options = options;
    const { name, ground, profile } = options;
    this.store = new TransactionStore(name, ground.record, profile, (numbers) =>
      options.host?.reverse(chargeKey({ terminal: name, ...numbers })),
    );
    this.actor = new Actor(
      paymentTerminal,
      ground.timers,
      { cardWaitMs: options.cardWaitMs },
      {
        effect: (effect) => this.perform(effect),
        changed: ({ value }) => this.entered(stateText(value)),
      },
    );
    this.actor.start();
    ground.listen(name, (channel) => this.accept(channel));
  }

  tell(event: TerminalEvent): void {
    const { ground, name } = this.options;
    if (event.type === 'POWER_OFF') {
      this.forgetGuest();
      this.options.host?.power(false);
      this.store.cut(this.options.afterCut);
      const lines = [this.line, ...this.waiting.map(({ line }) => line)];
      this.waiting = [];
      for (const line of lines) line?.gone();
      this.registration = UNREGISTERED;
      ground.power(name, false);
      this.record({ kind: 'condition', of: 'terminal', state: 'off' });
    }
    this.actor.send(event);
    if (event.type === 'POWER_ON') {
      ground.power(name, true);
      this.record({ kind: 'condition', of: 'terminal', state: 'on' });
      this.options.host?.power(true);
    }
  }

  private record(body: EventBody): void {
    this.options.ground.record(this.options.name, body);
  }

  private entered(state: string): void {
    if (state === this.state) return;
    this.record({ kind: 'transition', machine: 'payment-terminal', from: this.state, to: state });
    this.state = state;
  }

  /** In a process, until its last command has been answered. */
  private get busy(): boolean {
    return this.state !== 'idle' || this.line?.speaking === true;
  }

  /** A connection without a process gives way to a new one: its till may be long gone without a word. */
  private accept(channel: Channel<Uint8Array>): ReturnType<Accept<Uint8Array>> {
    const { ground } = this.options;
    const line: TillLine = new TillLine(channel, {
      timers: ground.timers,
      limits: this.limits({}),
      hear: (apdu) => this.hear(line, apdu),
      ended: () => this.ended(line),
    });
    secondTill(this.line !== null && this.busy);
    if (this.line === null) this.line = line;
    else if (!this.busy) {
      const idle = this.line;
      this.line = line;
      idle.close();
    } else if (this.options.profile.secondTill === 'waits') this.waiting.push({ line, heard: [] });
    else line.close();
    return {
      onData: (bytes) => {
        if (this.state === 'off') return;
        const waiting = this.waiting.find((one) => one.line === line);
        if (waiting === undefined) line.take(bytes);
        else waiting.heard.push(bytes);
      },
      onClose: () => this.hungUp(line),
    };
  }

  private limits({ goodsSeconds = GOODS_SECONDS, mostRepeats }: Partial<Payment>): LineLimits {
    const { t3Ms, secondMs } = this.options;
    return {
      t3Ms,
      notYetMs: NOT_YET_SECONDS * secondMs,
      goodsMs: goodsSeconds * secondMs,
      mostRepeats: mostRepeats ?? Number.POSITIVE_INFINITY,
    };
  }

  /** Its till has hung up, or is no more: a payment goes on without it. */
  private hungUp(line: TillLine): void {
    if (this.payer === line && this.state !== 'reversing')
      this.record({ kind: 'left-alone', askedToStop: this.stopping === line });
    line.gone();
  }

  private ended(line: TillLine): void {
    if (this.stopping === line) this.stopping = null;
    this.waiting = this.waiting.filter((one) => one.line !== line);
    if (this.payer === line) {
      this.payer = null;
      this.actor.send({ type: 'DISCONNECTED' });
    }
    if (this.line !== line) return;
    const next = this.waiting.shift();
    this.line = next?.line ?? null;
    for (const bytes of next?.heard ?? []) next?.line.take(bytes);
  }

  private hear(line: TillLine, apdu: Apdu): void {
    if (apdu.control === STOP) this.stopping = line;
    if (apdu.control === STOP && this.busy) {
      const stops = this.payer === line && this.state === 'waitingForCard';
      line.answer(stops ? positive() : negative(NOT_POSSIBLE));
      if (stops) this.actor.send({ type: 'ABORT' });
      return;
    }
    const { busy } = this.options.profile;
    if (this.busy && busy !== 'tells') {
      const answer = busyAnswer(busy);
      if (answer !== null) line.answer(answer);
      return;
    }
    const { answer, commands, pay, reverse } = react(parseMessage(apdu), {
      profile: this.options.profile,
      registration: this.registration,
      last: this.store.told(),
      busy: this.busy,
      register: (registration) => (this.registration = registration),
      canReverse: (receiptNo) => this.store.canReverse(receiptNo),
      endDay: () => this.store.endDay(),
    });
    line.answer(answer);
    for (const bytes of commands) line.say(bytes);
    if (reverse === true) {
      this.payer = line;
      this.actor.send({ type: 'REVERSE' });
    }
    if (pay === undefined) return;
    line.limits = this.limits(pay);
    this.payer = line;
    this.record({ kind: 'asked-to-pay', cents: pay.amountCents });
    this.actor.send({ type: 'AUTHORISE', amountCents: pay.amountCents });
  }

  private perform(effect: TerminalEffect): void {
    const { mood, options } = this;
    switch (effect.type) {
      case 'intermediate':
        if ((this.registration.configByte & SENDS_INTERMEDIATE) !== 0) this.payer?.say(intermediateStatus(effect.code));
        return;
      case 'card-wanted':
        this.later(options.cardMs, mood.aborts ? { type: 'STOP_KEY' } : { type: 'CARD' });
        return;
      case 'host-asked':
        if (options.host === undefined) this.later(options.hostMs, this.ownWord());
        else this.afterAbout(options.hostMs, () => this.askHost());
        return;
      case 'result':
        this.report(effect.result, effect.amountCents);
        return;
      case 'reversal-asked':
        this.later(options.hostMs, mood.declines ? { type: 'DECLINE' } : { type: 'REVERSED' });
        return;
      case 'reversed':
        this.reversed();
        return;
      case 'stored':
        this.store.keep();
        return;
      case 'unacknowledged':
        this.forgetGuest();
        this.store.cut(options.afterCut);
        return;
      case 'complete':
        this.payer?.say(completion());
        this.payer = null;
        return;
      case 'aborted':
        this.payer?.say(abort(effect.result));
        this.payer = null;
        return;
      default:
        unreachable(effect);
    }
  }

  private reversed(): void {
    const fields = { ...this.store.reverse(), terminalId: TERMINAL_ID };
    this.payer?.say(statusInformation(fields));
    this.payer?.say(completion());
    this.payer = null;
  }

  /** What guest and card network do: at the configured time, a fifth more or less. */
  private later(ms: number, event: TerminalEvent): void {
    this.afterAbout(ms, () => this.actor.send(event));
  }

  private afterAbout(ms: number, run: () => void): void {
    const { random, ground } = this.options;
    const about = Math.round((ms * (80 + random.below(41))) / 100 / ground.timeScale);
    this.guest = ground.timers.after(Math.max(1, about) + this.mood.slowMs, run);
  }

  /** What comes of a card where there is no host. */
  private ownWord(): TerminalEvent {
    return this.mood.declines ? { type: 'DECLINE' } : { type: 'APPROVE', tipCents: this.tip() };
  }

  /** Asks the host to charge the guest's card, under the numbers the payment will have. */
  private askHost(): void {
    const { host, name: terminal } = this.options;
    const tipCents = this.tip();
    const cents = this.actor.getSnapshot().context.amountCents + tipCents;
    const card = this.mood.declines ? 'blocked' : 'good';
    host?.charge({ terminal, ...this.store.reserve(), cents, card }, ({ result: code, isKnown }) => {
      if (!isKnown) this.actor.send({ type: 'NO_ANSWER', code });
      else this.actor.send(code === 0 ? { type: 'APPROVE', tipCents } : { type: 'DECLINE', code });
    });
  }

  private forgetGuest(): void {
    if (this.guest !== null) this.options.ground.timers.cancel(this.guest);
    this.guest = null;
  }

  /** About a tenth, in whole ten cents; nobody tips more than half of what they pay. */
  private tip(): number {
    const { random, tipPercent } = this.options;
    if (!random.chance(tipPercent * 10)) return 0;
    const amount = this.actor.getSnapshot().context.amountCents;
    const tipCents = Math.ceil((amount * TIP_PERCENT) / 100 / 10) * 10;
    return tipCents * 2 <= amount ? tipCents : 0;
  }

  /** Goods were given out for a part only. A host charges all or nothing: there the payment is undone. */
  private lower(issuedCents: number): boolean {
    return this.options.host === undefined && this.store.lower(issuedCents);
  }

  private report(result: number, amountCents: number): void {
    this.forgetGuest();
    // A result reported again was refused: the till gave nothing out.
    this.store.drop();
    const told = this.store.begin(result, amountCents);
    const { tellsCurrency } = this.registration;
    const fields = { ...told, terminalId: TERMINAL_ID, ...(tellsCurrency ? { currency: 978 } : {}) };
    this.payer?.say(statusInformation(fields), (answer) => {
      const issued = answer === 'acknowledged' || (answer !== 'refused' && this.lower(answer.issuedCents));
      this.actor.send({ type: issued ? 'ACKNOWLEDGED' : 'NOT_ISSUED' });
    });
  }
}
