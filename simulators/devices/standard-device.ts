/**
 * The edge of a standard mPOS device or the till: performs what the chart announces and tells it what happens. Its parts
 * are the line to the server (server-link.ts), the requests on it (request-line.ts), what the server's words mean
 * (server-messages.ts), and what is stored (storage.ts, stored-lines.ts). A heartbeat in time needs no decision, so it
 * never passes through the chart.
 */
import type { AnyStateMachine, StateValue } from 'xstate';
import type { Receipt } from '#protocols/mpos/messages';
import type { ToldStation } from '#protocols/smart-swap';
import { appStateOf, deviceStateText } from '#machines/device-state';
import {
  START_REFUSALS,
  type DeviceContext,
  type DeviceEffect,
  type DeviceEvent,
  type DeviceInput,
} from '#machines/holder';
import type { EventBody } from '#history/events';
import type { Article } from '#scenarios/format/floor';
import type { Durations } from '#server/core/config';
import { Actor } from '#machines/actor';
import type { Ground } from '../grounds/ground.ts';
import { CameraView } from './camera/camera-view.ts';
import type { DeviceParts } from './device-parts.ts';
import { requestOf } from './effect-requests.ts';
import { Heart, type Skew } from './link/heartbeat.ts';
import { createRequestLine, type RequestLine, type Unnumbered } from './link/request-line.ts';
import { ServerLink, type LinkOwner } from './link/server-link.ts';
import { ServerMessages } from './link/server-messages.ts';
import { StartChecks } from './start-checks.ts';
import { emptyStorage, newBooking, storeBooking, type DeviceStorage } from './store/storage.ts';
import { StoredLines } from './store/stored-lines.ts';
import type { Place } from './thin/place.ts';

export type DeviceOptions = {
  name: string;
  family: 'handheld' | 'tablet' | 'till';
  machine: AnyStateMachine;
  ground: Ground;
  offlineBooking: boolean;
  /** Whether its camera reads cards. */
  scans: boolean;
  durations: Pick<Durations, 'heartbeatMs' | 'toleranceMs' | 'leaseMs' | 'graceMs'>;
  /** The IIS it is set up to talk to; absent where there is one for all. */
  iis?: string;
  /** What one key books to which table, to cash that out; absent where no Simple Order is set up. */
  simpleOrder?: { tab: number; article: Article };
  /** Prints a receipt on the belt printer; absent without one. */
  printReceipt?: (receipt: Receipt) => void;
  /** The till has a sign-up code to show; absent at devices that show none. */
  codeShown?: (code: string) => void;
};

export type Device = {
  name: string;
  /** The app's state, e.g. `idle`, `open.booking`, `off`, `putAway`. */
  readonly state: string;
  connected(): boolean;
  tab(): number;
  storage: DeviceStorage;
  /** Tells the chart what the operator, the radio or a fault does. */
  tell(event: DeviceEvent): void;
  /** The carrier of its cable is gone: there is no network, and its connections are over at once. */
  unplugged(): void;
  /** Puts a line on the open tab (or on the one being collected offline). */
  book(article: Article, quantity: number): void;
  /** A request outside the chart: print results, reprint, force-free. */
  ask(request: Unnumbered): void;
  /**
   * Has the last card payment of a terminal reversed, which is one of the tab that is open, or of another one that is due
   * back; thin clients have keys for the one that is open.
   */
  reverse(terminal: string, tab?: number): void;
  /** Its operator turns it by a quarter, or back; what it shows does not turn. */
  turn(): void;
  /** Whether something lies over its app: then nobody sees or touches that, and it goes on by itself. */
  isCovered: boolean;
  /** Whether the app on the device is installed. Removed, it ends, and a start without it fails that check. */
  setInstalled(installed: boolean): void;
  skewClock(skew: Skew): void;
  /** Its app takes so much longer for everything; a negative time takes that back. */
  slowDown(ms: number): void;
  /** Records what is still stored, and the traffic there was; at the end of a run. */
  report(): void;
  /** Its CAM view: `closed`, `asking`, `leaving` or `open`. Its operator looks through a camera of the till, or leaves it. */
  readonly viewState: string;
  look(camera: string): void;
  lookAway(): void;
  place?: Place;
};

/** The wait symbol is shown after this part of the tolerance: after one second of three. */
const WAIT_SYMBOL_PARTS = 3;
/** What the app is laid out for, pixels: a handheld upright, a tablet lying; the sizes are our choice. */
const LAYOUTS = { handheld: { width: 480, height: 800 }, tablet: { width: 1_280, height: 800 } } as const;
const SEND_STORED_AFTER_MS = 1_000;
const SEND_STORED_AGAIN_MS = 10_000;
const START_RETRY_MS = 10_000;
const RECONNECT_MS = 1_000;
const RECONNECT_MOST_MS = 8_000;

/** Builds a device; it is off until told to switch on. */
export function createDevice(options: DeviceOptions): Device {
  return new StandardDevice(options);
}

class StandardDevice implements Device, DeviceParts, LinkOwner {
  readonly name: string;
  readonly family: DeviceOptions['family'];
  readonly iis: string | undefined;
  state = 'off';
  isCovered = false;
  readonly storage = emptyStorage();
  readonly link: ServerLink;
  readonly line: RequestLine;
  readonly view: CameraView;
  private readonly options: DeviceOptions;
  private readonly actor: Actor<AnyStateMachine>;
  private readonly messages: ServerMessages;
  private readonly stored: StoredLines;
  private readonly checks: StartChecks;
  private text = 'off';
  private seenValue: StateValue | null = null;
  station: ToldStation | null = null;
  private nextArticle: { article: Article; quantity: number } | null = null;
  private installed = true;
  private networkThere = true;
  private powered = false;

  constructor(options: DeviceOptions) {
    const { ground, durations } = options;
    const { timers } = ground;
    this.options = options;
    this.name = options.name;
    this.family = options.family;
    this.iis = options.iis;
    const beatTimes = { everyMs: durations.heartbeatMs, toleranceMs: durations.toleranceMs };
    const heart = new Heart(timers, beatTimes, ground.wallClock, () => this.actor.send({ type: 'LATE' }));
    this.link = new ServerLink(ground, heart, this);
    this.line = createRequestLine({
      storage: this.storage,
      record: (body) => this.record(body),
      connected: () => this.connected(),
      token: () => this.context().token,
      send: (request) => this.link.ask(request),
    });
    this.view = new CameraView(this, timers);
    this.messages = new ServerMessages(this);
    this.stored = new StoredLines(this, timers, {
      soonMs: this.scaled(SEND_STORED_AFTER_MS),
      againMs: this.scaled(SEND_STORED_AGAIN_MS),
      tellAfterMs: durations.leaseMs + durations.graceMs,
    });
    this.checks = new StartChecks({
      name: options.name,
      ground,
      toleranceMs: durations.toleranceMs,
      networkThere: () => this.networkThere,
      installed: () => this.installed,
      dial: () => this.link.connect(),
      failed: (check) => this.actor.send({ type: 'CHECK_FAILED', check }),
    });
    this.actor = new Actor(options.machine, timers, this.chartInput(), {
      effect: (effect) => this.perform(effect as DeviceEffect),
      changed: (snapshot) => this.changed(snapshot as unknown as { value: StateValue; context: DeviceContext }),
    });
    this.actor.start();
  }

  private chartInput(): DeviceInput {
    return {
      offlineBooking: this.options.offlineBooking,
      network: true,
      scans: this.options.scans,
      delays: {
        waitSymbol: Math.max(1, Math.floor(this.options.durations.toleranceMs / WAIT_SYMBOL_PARTS)),
        tolerance: this.options.durations.toleranceMs,
        startRetry: this.scaled(START_RETRY_MS),
        reconnect: this.scaled(RECONNECT_MS),
        reconnectMost: this.scaled(RECONNECT_MOST_MS),
      },
    };
  }

  private scaled(ms: number): number {
    return Math.max(1, Math.round(ms / this.options.ground.timeScale));
  }

  private changed({ value, context }: { value: StateValue; context: DeviceContext }): void {
    const { heart } = this.link;
    heart.token = context.token;
    if (value === this.seenValue) return;
    this.seenValue = value;
    const shown = deviceStateText(value);
    if (shown === this.text) return;
    this.record({ kind: 'transition', machine: this.family, from: this.text, to: shown });
    this.text = shown;
    this.state = appStateOf(value);
    if (this.state !== 'starting') this.checks.over();
    heart.awake = this.state !== 'putAway' && this.state !== 'frozen';
    this.stored.soon();
  }

  private perform(effect: DeviceEffect): void {
    switch (effect.type) {
      case 'check':
        this.checks.begin();
        return;
      case 'start-failed':
        this.record({ kind: 'told', code: START_REFUSALS[effect.check], tab: 0 });
        return;
      case 'reconnect':
        this.view.tell({ type: 'CUT' });
        this.link.connect();
        return;
      case 'store':
        this.store(effect.tab, effect.offline);
        return;
      case 'simple-order':
        this.simpleOrder();
        return;
      case 'refuse':
        this.record({ kind: 'told', code: effect.code, tab: effect.tab });
        return;
      case 'hold-lost': {
        const { tab, token, why } = effect;
        if (token !== 0) this.record({ kind: 'hold-lost', tab, token, why });
        return;
      }
      case 'reset':
        this.link.hangUp();
        this.line.forget();
        this.view.tell({ type: 'APP_ENDED' });
        return;
      case 'power-off':
        this.powered = false;
        this.options.ground.power(this.name, false);
        this.link.powerCut();
        this.line.forget();
        this.view.tell({ type: 'APP_ENDED' });
        return;
      default:
        this.line.request(requestOf(effect, this.storage));
    }
  }

  private store(tab: number, offline: boolean): void {
    if (this.nextArticle === null) return;
    const { article: own, quantity } = this.nextArticle;
    this.nextArticle = null;
    const station = this.state.startsWith('open') ? this.station : null;
    const article = station === null ? own : station.articles.find(({ name }) => name === own.name);
    if (article === undefined) {
      this.record({ kind: 'told', code: 'not-offered', tab });
      return;
    }
    const booking = storeBooking(this.storage, tab, article, quantity, offline);
    const at = station === null ? {} : { station: station.name };
    this.record({ kind: 'collected', tab, ...booking, offline, ...at });
  }

  /** The line is not stored: with its request it is booked and cashed out, or has never been. */
  private simpleOrder(): void {
    const { simpleOrder } = this.options;
    if (simpleOrder === undefined) return;
    const { tab, article } = simpleOrder;
    this.line.request({ type: 'simple-order', tab, bookings: [newBooking(this.storage, article, 1)] });
  }

  context(): DeviceContext {
    return (this.actor.getSnapshot() as unknown as { context: DeviceContext }).context;
  }

  record(body: EventBody): void {
    this.options.ground.record(this.name, body);
  }

  print(receipt: Receipt): void {
    this.options.printReceipt?.(receipt);
  }

  showCode(code: string): void {
    this.options.codeShown?.(code);
  }

  hold(): { tab: number; token: number } {
    return this.context();
  }

  heard(message: Parameters<ServerMessages['hear']>[0]): void {
    this.messages.hear(message);
    if (message.type === 'welcome') this.stored.soon();
  }

  lost(welcomed: boolean): void {
    if (welcomed) this.actor.send({ type: 'DISCONNECTED' });
    else this.checks.refused();
  }

  clock(isWrong: boolean): void {
    this.messages.clock(isWrong);
  }

  connected(): boolean {
    return this.link.welcomed();
  }

  tab(): number {
    return this.context().tab;
  }

  tell(event: DeviceEvent): void {
    if (event.type === 'NETWORK_LOST') this.networkThere = false;
    if (event.type === 'NETWORK_BACK') this.networkThere = true;
    if (event.type === 'SWITCH_ON' && !this.powered) {
      this.powered = true;
      this.options.ground.power(this.name, true);
      this.layout();
    }
    this.actor.send(event);
    if (event.type === 'TAKE_OUT') this.takenOut();
  }

  /** The system unbinds TCP from a port without carrier, as Windows does unless told otherwise (KB 239924). */
  unplugged(): void {
    this.tell({ type: 'NETWORK_LOST' });
    const { link } = this;
    const welcomed = link.welcomed();
    link.powerCut();
    if (welcomed) this.actor.send({ type: 'DISCONNECTED' });
    else this.checks.cutOff();
  }

  private takenOut(): void {
    const { link } = this;
    link.hearWaiting();
    // A device that is only just starting has no connection yet that could have ended.
    if (this.state.startsWith('start')) return;
    if (!link.welcomed()) this.actor.send({ type: 'DISCONNECTED' });
    else if (!link.heart.beating()) link.heart.start();
  }

  book(article: Article, quantity: number): void {
    this.nextArticle = { article, quantity };
    this.actor.send({ type: 'BOOK' });
    this.nextArticle = null;
  }

  say(message: object): void {
    if (this.connected()) this.link.ask(message);
  }

  ask(request: Unnumbered): void {
    this.line.ask(request);
  }

  get viewState(): string {
    return this.view.state;
  }

  look(camera: string): void {
    this.view.tell({ type: 'LOOK', camera });
  }

  lookAway(): void {
    this.view.tell({ type: 'LEAVE' });
  }

  reverse(terminal: string, tab?: number): void {
    const open = this.context();
    const of = tab ?? open.tab;
    if (of !== 0) this.ask({ type: 'reverse', tab: of, token: of === open.tab ? open.token : 0, terminal });
  }

  setInstalled(installed: boolean): void {
    this.installed = installed;
    if (!installed) this.actor.send({ type: 'APP_REMOVED' });
  }

  turn(): void {
    if (this.powered) this.layout();
  }

  private layout(): void {
    if (this.family !== 'till') this.record({ kind: 'layout', ...LAYOUTS[this.family] });
  }

  skewClock(skew: Skew): void {
    this.link.heart.skew = skew;
  }

  slowDown(ms: number): void {
    this.link.pace.slow(ms);
  }

  report(): void {
    this.record({ kind: 'storage', seqs: this.storage.bookings.map((stored) => stored.booking.seq) });
    this.record({ kind: 'traffic', ...this.link.traffic() });
  }
}
