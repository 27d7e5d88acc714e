/**
 * A waiter at random: opens a tab, puts lines on it, hands some over at once, closes it in one of the usual ways, and
 * copes with what the device shows, as people do: waits when a tab is held, collects offline without radio, swipes when
 * the app is frozen. A table just settled is left alone for a while. Every choice comes from the waiter's own generator.
 */
import type { Article } from '#scenarios/format/floor';
import type { WaiterStyle } from '#scenarios/format/scenario';
import type { EventBody } from '#history/events';
import type { Ground } from '../grounds/ground.ts';
import type { Random } from '../random.ts';
import type { Device } from './standard-device.ts';

export type WaiterOptions = {
  device: Device;
  operator: string;
  ground: Ground;
  random: Random;
  style: WaiterStyle;
  articles: readonly Article[];
  tables: { from: number; to: number };
  /** Tables this operator mostly serves. */
  ownTables: { from: number; to: number };
  /** The payment terminal this waiter uses. */
  terminal: string | null;
  offlineBooking: boolean;
};

/** Starts a waiter; `stop` lets them finish the tab at hand and open no other. */
export function startWaiter(options: WaiterOptions): { stop(): void } {
  return new Waiter(options);
}

/** How often a waiter who is to stop looks at the device once more. */
const LOOKS_AFTER_STOP = 3;
/** A tab whose payment or bill was refused or broken off so often is closed with new balance. */
const MOST_ATTEMPTS_TO_SETTLE = 2;

class Waiter {
  private readonly options: WaiterOptions;
  private wanted = 0;
  /** Lines booked since the last hand-over. */
  private fresh = 0;
  private attempts = 0;
  private stopping = false;
  private looks = 0;

  constructor(options: WaiterOptions) {
    this.options = options;
    this.again(options.style.pause / 2 + 2_000);
  }

  stop(): void {
    this.stopping = true;
  }

  /** Does the next thing after about that time. */
  private again(ms: number): void {
    const { ground, random } = this.options;
    const about = Math.max(1, Math.round((ms / 2 + random.below(ms + 1)) / ground.timeScale));
    ground.timers.after(about, () => this.act());
  }

  private record(body: EventBody): void {
    this.options.ground.record(this.options.device.name, body);
  }

  /** With this chance; what never happens takes nothing from the generator. */
  private sometimes(percent: number): boolean {
    return percent > 0 && this.options.random.chance(percent * 10);
  }

  /** Whether the device would refuse a line now: people see the dialog and wait. */
  private mustWait(): boolean {
    return !this.options.offlineBooking && !this.options.device.connected();
  }

  /** Looks at the device and does the next thing. */
  private act(): void {
    const { device, operator, style } = this.options;
    const { state } = device;
    if (state === 'signedOff') {
      this.record({ kind: 'act', act: 'sign-on', operator });
      device.tell({ type: 'SIGN_ON', operator });
      this.again(style.think);
    } else if (state === 'idle') this.idle();
    else if (state.startsWith('refused')) {
      this.record({ kind: 'act', act: 'understood' });
      device.tell({ type: 'UNDERSTOOD' });
      this.again(style.pause / 3);
    } else if (state === 'open.booking') this.serve();
    else if (state === 'collectingOffline') this.collect();
    else this.again(style.think);
  }

  private idle(): void {
    const { device, random, style, tables, ownTables } = this.options;
    if (this.stopping) {
      this.looks += 1;
      if (this.looks < LOOKS_AFTER_STOP) this.again(style.think);
      return;
    }
    const range = random.chance(style.ownTablesPercent * 10) ? ownTables : tables;
    const tab = random.between(range.from, range.to);
    if (tab === device.tab()) {
      this.again(style.think);
      return;
    }
    this.wanted = random.between(style.bookings.from, style.bookings.to);
    this.fresh = 0;
    this.attempts = 0;
    if (this.mustWait()) {
      this.again(style.pause);
      return;
    }
    const online = device.connected();
    this.record({ kind: 'act', act: online ? 'open' : 'collect', tab });
    device.tell(online ? { type: 'OPEN', tab } : { type: 'COLLECT', tab });
    this.again(style.think);
  }

  private serve(): void {
    const { device, random, style, terminal } = this.options;
    if (this.wanted > 0) {
      if (this.mustWait()) this.again(style.think);
      else if (this.fresh > 0 && this.sometimes(style.handOverPercent)) this.handOver();
      else this.book();
      return;
    }
    const choice = random.below(100);
    const insists = this.attempts > 0 && this.sometimes(style.confirmPercent);
    const said = insists ? { confirmed: insists } : {};
    const maySettle = this.attempts < MOST_ATTEMPTS_TO_SETTLE;
    if (choice < style.cardPercent && terminal !== null && maySettle) {
      this.attempts += 1;
      this.record({ kind: 'act', act: 'pay', tab: device.tab(), to: terminal, ...said });
      device.tell({ type: 'PAY', terminal, confirmed: insists });
      this.again(style.think);
    } else if (choice < style.cardPercent + style.billPercent && maySettle) {
      this.attempts += 1;
      this.record({ kind: 'act', act: 'bill', tab: device.tab(), ...said });
      device.tell({ type: 'BILL', confirmed: insists });
      this.again(style.pause);
    } else this.newBalance();
  }

  private collect(): void {
    if (this.wanted > 0) this.book();
    else this.newBalance();
  }

  private book(): void {
    const { device, random, style, articles } = this.options;
    this.wanted -= 1;
    this.fresh += 1;
    device.book(random.pick(articles), 1 + random.below(3));
    this.again(style.think);
  }

  private handOver(): void {
    const { device, style } = this.options;
    this.fresh = 0;
    this.record({ kind: 'act', act: 'hand-over', tab: device.tab() });
    device.tell({ type: 'HAND_OVER' });
    this.again(style.think);
  }

  private newBalance(): void {
    const { device, style } = this.options;
    this.record({ kind: 'act', act: 'new-balance', tab: device.tab() });
    device.tell({ type: 'NEW_BALANCE' });
    this.again(style.pause);
  }
}
