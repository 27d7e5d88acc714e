/**
 * A waiter at random: opens a tab, puts lines on it, hands some over at once, closes it in one of the usual ways, and
 * copes with what the device shows, as people do: waits when a tab is held, collects offline without radio. Between two
 * tabs there are habits: going back to the last one, signing off, a ticket printed once more. A table just settled is
 * left alone for a while. Every choice comes from the waiter's own generator, and a habit that nobody has takes nothing
 * from it.
 */
import type { DeviceEvent } from '#machines/holder';
import { LINES_OF_THE_SERVER } from '#protocols/mpos/tab-changes';
import type { Article } from '#scenarios/format/floor';
import type { StepAct, WaiterStyle } from '#scenarios/format/scenario';
import type { EventOf } from '#history/events';
import type { Ground } from '../grounds/ground.ts';
import type { Random } from '../random.ts';
import { drawCard } from './camera/draw-card.ts';
import { drawChange } from './draw-change.ts';
import type { Device } from './standard-device.ts';

export type WaiterOptions = {
  device: Device;
  operator: string;
  /** Everybody on the floor: who comes by when an operator has signed off. */
  operators: readonly string[];
  ground: Ground;
  random: Random;
  style: WaiterStyle;
  articles: readonly Article[];
  tables: { from: number; to: number };
  /** Tables this operator mostly serves. */
  ownTables: { from: number; to: number };
  /** The payment terminal this waiter uses, and all there are. */
  terminal: string | null;
  terminals: readonly string[];
  offlineBooking: boolean;
  /** Whether a Simple Order is set up for its devices. */
  simpleOrder: boolean;
  /** Whether there is a service of vouchers and customers. */
  cards: boolean;
  /** Cameras of the till, by name; none for who cannot look through them. */
  cameras: readonly string[];
  /** The till, at which tabs can be freed by force. */
  isTill: boolean;
  /** Fetches a sign-up code from the till. */
  signUp(): void;
};

/** Starts a waiter; `stop` lets them finish the tab at hand and open no other. */
export function startWaiter(options: WaiterOptions): { stop(): void } {
  return new Waiter(options);
}

/** How often a waiter who is to stop looks at the device once more. */
const LOOKS_AFTER_STOP = 3;
/** A tab whose payment or bill was refused or broken off so often is closed with new balance. */
const MOST_ATTEMPTS_TO_SETTLE = 2;
/** Nobody presses keys faster. Without it a floor without pauses would book without end, and no printer would follow. */
const LEAST_ACT_MS = 300;
/** Nobody walks to the till for a code more often. */
const LEAST_SIGN_UP_MS = 20_000;
/** A visit in which so much is changed at most. */
const MOST_CHANGES = 3;
/** How often it is about what the server has put on the tab itself, of which nothing can be taken. */
const OF_THE_SERVER_PERMILLE = 40;
/** Cards that are scanned in a visit at most. */
const MOST_SCANS = 2;
/** Tickets a visit to a tab may make: which numbers are worth printing again grows by it. */
const TICKETS_A_VISIT = 3;

/** A part that is settled is of so many euros at most; often that is more than there is. */
const MOST_EUROS_OF_PART = 20;

class Waiter {
  private readonly options: WaiterOptions;
  /** Who signs on next. */
  private operator: string;
  private wanted = 0;
  /** What was booked in this visit, and how many changes of it are still thought of. */
  private booked: string[] = [];
  private changes = 0;
  private scans = 0;
  /** Lines booked since the last hand-over. */
  private fresh = 0;
  private attempts = 0;
  private visits = 0;
  private lastTab = 0;
  /** The tab for which a guest was asked to pay by card last, at the own terminal; 0 for none, or when it was reversed. */
  private paidTab = 0;
  /** The tab at hand was opened to reverse its payment. */
  private reverses = false;
  private stopping = false;
  private looks = 0;

  constructor(options: WaiterOptions) {
    this.options = options;
    this.operator = options.operator;
    this.again(options.style.pause / 2 + 2_000);
  }

  stop(): void {
    this.stopping = true;
  }

  /** Does the next thing after about that time. */
  private again(ms: number): void {
    const { ground, random } = this.options;
    const about = Math.max(LEAST_ACT_MS, ms / 2 + random.below(ms + 1));
    ground.timers.after(Math.max(1, Math.round(about / ground.timeScale)), () => this.act());
  }

  /** Presses a key, some people twice. */
  private press(
    act: StepAct,
    event: DeviceEvent,
    said: Partial<Omit<EventOf<'act'>, 't' | 'node' | 'kind'>> = {},
  ): void {
    const { device, ground, style } = this.options;
    const twice = device.place === undefined && this.sometimes(style.twicePercent);
    ground.record(device.name, { kind: 'act', act, ...said, ...(twice ? { twice } : {}) });
    device.tell(event);
    if (twice) device.tell(event);
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
    const { device, style } = this.options;
    const { state } = device;
    if (device.isCovered) this.again(style.think);
    else if (state === 'signedOff') {
      const { operator } = this;
      this.press('sign-on', { type: 'SIGN_ON', operator }, { operator });
      this.again(style.think);
    } else if (state === 'idle') this.idle();
    else if (state.startsWith('refused') || state.startsWith('told')) {
      this.press('understood', { type: 'UNDERSTOOD' });
      this.again(style.pause / 3);
    } else if (state === 'open.booking') this.serve();
    else if (state === 'collectingOffline') this.collect();
    else if (device.place?.needsAnother() === true && !this.stopping) this.signUpAnew();
    else this.again(style.think);
  }

  /** The place of the device is gone, or its code was good no more: another code is fetched from the till. */
  private signUpAnew(): void {
    const { device, ground, style, signUp } = this.options;
    ground.record(device.name, { kind: 'act', act: 'sign-up' });
    signUp();
    this.again(Math.max(style.pause, LEAST_SIGN_UP_MS));
  }

  private idle(): void {
    const { style } = this.options;
    if (this.stopping) {
      this.looks += 1;
      if (this.looks < LOOKS_AFTER_STOP) this.again(style.think);
    } else if (this.doesSomethingElse()) this.again(style.think);
    else this.openTab();
  }

  /** What is done between two tabs, by some. */
  private doesSomethingElse(): boolean {
    const { device, ground, random, style, tables, isTill, operators } = this.options;
    if (isTill && this.sometimes(style.forceFreePercent)) {
      const tab = random.between(tables.from, tables.to);
      ground.record(device.name, { kind: 'act', act: 'force-free', tab });
      device.ask({ type: 'force-free', tab });
      return true;
    }
    if (this.sometimes(style.reprintPercent)) {
      const job = random.between(1, TICKETS_A_VISIT * (this.visits + 1));
      ground.record(device.name, { kind: 'act', act: 'reprint', job });
      device.ask({ type: 'reprint', job });
      return true;
    }
    if (this.options.simpleOrder && this.sometimes(style.simpleOrderPercent)) {
      this.press('simple-order', { type: 'SIMPLE_ORDER' });
      return true;
    }
    if (this.options.cameras.length > 0 && this.sometimes(style.cameraPercent)) {
      this.look();
      return true;
    }
    if (this.sometimes(style.takingsPercent)) {
      ground.record(device.name, { kind: 'act', act: 'takings' });
      device.ask({ type: 'takings' });
      return true;
    }
    if (this.sometimes(style.signOffPercent)) {
      this.operator = random.pick(operators);
      this.press('sign-off', { type: 'SIGN_OFF' });
      return true;
    }
    return false;
  }

  /** Looks through a camera of the till; who does already leaves it, or changes to another. */
  private look(): void {
    const { device, ground, random, cameras } = this.options;
    if (device.viewState === 'open' && random.chance(500)) {
      ground.record(device.name, { kind: 'act', act: 'leave-camera' });
      device.lookAway();
      return;
    }
    const camera = random.pick(cameras);
    ground.record(device.name, { kind: 'act', act: 'camera', camera });
    device.look(camera);
  }

  private openTab(): void {
    const { device, random, style, isTill } = this.options;
    this.reverses = this.paidTab > 0 && this.sometimes(style.reversePercent);
    const returns = !this.reverses && this.lastTab > 0 && this.sometimes(style.returnPercent);
    const tab = this.reverses ? this.paidTab : returns ? this.lastTab : this.anyTab();
    if (tab === device.tab() && !returns && !this.reverses) {
      this.again(style.think);
      return;
    }
    this.wanted = random.between(style.bookings.from, style.bookings.to);
    this.fresh = 0;
    this.attempts = 0;
    this.booked = [];
    this.changes = MOST_CHANGES;
    this.scans = MOST_SCANS;
    if (this.mustWait()) {
      this.again(style.pause);
      return;
    }
    this.visits += 1;
    this.lastTab = tab;
    if (device.connected()) {
      const quick = device.place === undefined && !isTill && this.sometimes(style.quickPercent);
      this.press('open', { type: 'OPEN', tab, quick }, { tab, ...(quick ? { quick } : {}) });
    } else this.press('collect', { type: 'COLLECT', tab }, { tab });
    this.again(style.think);
  }

  private anyTab(): number {
    const { random, style, tables, ownTables } = this.options;
    const range = random.chance(style.ownTablesPercent * 10) ? ownTables : tables;
    return random.between(range.from, range.to);
  }

  private serve(): void {
    const { device, random, style, terminal } = this.options;
    if (this.reverses && terminal !== null) {
      this.reverse(terminal);
      return;
    }
    if (this.wanted > 0) {
      if (this.mustWait()) this.again(style.think);
      else if (device.place === undefined && this.fresh > 0 && this.sometimes(style.handOverPercent)) this.handOver();
      else this.book();
      return;
    }
    if (this.changes > 0 && this.sometimes(style.changePercent)) {
      this.changeTab();
      return;
    }
    if (this.scansCard()) return;
    const choice = random.below(100);
    const confirmed = this.attempts > 0 && this.sometimes(style.confirmPercent);
    const said = confirmed ? { confirmed } : {};
    const tab = device.tab();
    const maySettle = this.attempts < MOST_ATTEMPTS_TO_SETTLE;
    if (choice < style.cardPercent && terminal !== null && maySettle) {
      this.attempts += 1;
      const part = this.part();
      const to = this.sometimes(style.otherTerminalPercent) ? random.pick(this.options.terminals) : terminal;
      if (to === terminal) this.paidTab = tab;
      this.press('pay', { type: 'PAY', terminal: to, confirmed, ...part }, { tab, to, ...said, ...part });
      this.again(style.think);
    } else if (choice < style.cardPercent + style.billPercent && maySettle) {
      this.attempts += 1;
      const part = this.part();
      this.press('bill', { type: 'BILL', confirmed, ...part }, { tab, ...said, ...part });
      this.again(style.pause);
    } else this.newBalance();
  }

  /** Has the last card payment taken back; the tab goes on meanwhile as any other. */
  private reverse(terminal: string): void {
    const { device, ground, style } = this.options;
    this.reverses = false;
    this.paidTab = 0;
    ground.record(device.name, { kind: 'act', act: 'reverse', to: terminal });
    device.reverse(terminal);
    this.again(style.think);
  }

  /** Whether a guest had a card, which was scanned now. Few vouchers go round: now and then one comes again. */
  private scansCard(): boolean {
    const { device, random, style, cards } = this.options;
    if (!cards || this.scans === 0 || !this.sometimes(style.scanPercent)) return false;
    this.scans -= 1;
    const card = drawCard(random);
    this.press('scan', { type: 'SCAN', card }, { tab: device.tab(), card });
    this.again(style.think);
    return true;
  }

  /** Some settle a part of a tab, in whole euros. */
  private part(): { cents?: number } {
    const { random, style } = this.options;
    if (!this.sometimes(style.partPercent)) return {};
    return { cents: random.between(1, MOST_EUROS_OF_PART) * 100 };
  }

  /**
   * Changes something of the tab: mostly of what was just booked, now and then of what is not there, or of what the server
   * has put there itself.
   */
  private changeTab(): void {
    const { device, random, style, articles } = this.options;
    this.changes -= 1;
    const names = random.chance(OF_THE_SERVER_PERMILLE)
      ? LINES_OF_THE_SERVER
      : this.booked.length === 0
        ? [random.pick(articles).name]
        : this.booked;
    const change = drawChange(random, names, this.anyTab());
    this.press(change.kind, { type: 'CHANGE', change }, { tab: device.tab(), change });
    this.again(style.think);
  }

  private collect(): void {
    if (this.wanted > 0) this.book();
    else this.newBalance();
  }

  private book(): void {
    const { device, random, style, articles } = this.options;
    for (let line = 0; line < style.atOnce && this.wanted > 0; line += 1) {
      this.wanted -= 1;
      this.fresh += 1;
      const article = random.pick(articles);
      this.booked.push(article.name);
      device.book(article, 1 + random.below(3));
    }
    this.again(style.think);
  }

  private handOver(): void {
    const { device, style } = this.options;
    this.fresh = 0;
    this.press('hand-over', { type: 'HAND_OVER' }, { tab: device.tab() });
    this.again(style.think);
  }

  private newBalance(): void {
    const { device, style } = this.options;
    this.press('new-balance', { type: 'NEW_BALANCE' }, { tab: device.tab() });
    this.again(style.pause);
  }
}
