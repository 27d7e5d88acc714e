/**
 * The edge of a standard mPOS device or the till: performs what the chart announces and tells it what happens. It
 * stores bookings, numbers requests, repeats the one that is out after a reconnection, and beats its heart; a
 * heartbeat in time needs no decision, so it never passes through the chart.
 */
import type { AnyStateMachine, StateValue } from 'xstate';
import type { Channel, TimerHandle } from '#protocols/channel';
import {
  PROTOCOL_VERSION,
  type ClientRequest,
  type PaymentEnded,
  type Receipt,
  type Reply,
  type ServerMessage,
  type Welcome,
} from '#protocols/mpos/messages';
import { unreachable } from '#protocols/unreachable';
import type { DeviceContext, DeviceEffect, DeviceEvent, DeviceInput, StartCheck } from '#machines/holder';
import type { EventBody } from '#history/events';
import type { Article } from '#scenarios/format/floor';
import { Actor } from '../actor.ts';
import type { Ground } from '../grounds/ground.ts';
import { dialServer, type Dialler } from './connection.ts';
import { appStateOf, deviceStateText } from './device-state.ts';
import { requestOf } from './effect-requests.ts';
import { Heart } from './heartbeat.ts';
import { createRequestLine, isBackground, type Unnumbered } from './request-line.ts';
import { acknowledge, emptyStorage, storeBooking, type DeviceStorage } from './storage.ts';

export type DeviceOptions = {
  name: string;
  family: 'handheld' | 'tablet' | 'till';
  machine: AnyStateMachine;
  ground: Ground;
  offlineBooking: boolean;
  durations: { heartbeatMs: number; toleranceMs: number };
  /** Prints a receipt on the belt printer; absent without one. */
  printReceipt?: (receipt: Receipt) => void;
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
  /** Puts a line on the open tab (or on the one being collected offline). */
  book(article: Article, quantity: number): void;
  /** A request outside the chart: print results, reprint, force-free. */
  ask(request: Unnumbered): void;
  /** Whether the app on the device is installed; a start without it fails that check. */
  setInstalled(installed: boolean): void;
  skewClock(ms: number): void;
  /** Records what is still stored; at the end of a run. */
  report(): void;
};

const DISCONNECTED: DeviceEvent = { type: 'DISCONNECTED' };
const SEND_STORED_AFTER_MS = 1_000;
const SEND_STORED_AGAIN_MS = 10_000;

/** Builds a device; it is off until told to switch on. */
export function createDevice(options: DeviceOptions): Device {
  const { name, ground, durations } = options;
  const { timers } = ground;
  const storage = emptyStorage();
  const record = (body: EventBody): void => ground.record(name, body);
  const scaled = (ms: number): number => Math.max(1, Math.round(ms / ground.timeScale));

  let channel: Channel<unknown> | null = null;
  const beatTimes = { everyMs: durations.heartbeatMs, toleranceMs: durations.toleranceMs };
  const heart = new Heart(timers, beatTimes, ground.wallClock, () => tell({ type: 'LATE' }));
  /** Whether the server has said welcome on the connection there is: then the heart beats on it. */
  const welcomed = (): boolean => heart.connection !== null;
  const inbox: ServerMessage[] = [];
  let nextArticle: { article: Article; quantity: number } | null = null;
  let installed = true;
  let sendTimer: TimerHandle | null = null;
  let networkThere = true;
  let powered = false;

  const input: DeviceInput = {
    offlineBooking: options.offlineBooking,
    network: true,
    delays: {
      tolerance: durations.toleranceMs,
      startRetry: scaled(10_000),
      reconnect: scaled(1_000),
      reconnectMost: scaled(8_000),
    },
  };
  const actor = new Actor(options.machine, timers, input, { effect: perform, changed });
  const context = (): DeviceContext => (actor.getSnapshot() as unknown as { context: DeviceContext }).context;
  let text = 'off';
  let state = 'off';

  let seenValue: StateValue | null = null;
  function changed(snapshot: unknown): void {
    const { value, context: now } = snapshot as unknown as { value: StateValue; context: DeviceContext };
    heart.token = now.token;
    if (value === seenValue) return;
    seenValue = value;
    const shown = deviceStateText(value);
    if (shown === text) return;
    record({ kind: 'transition', machine: options.family, from: text, to: shown });
    text = shown;
    state = appStateOf(value);
    device.state = state;
    heart.awake = state !== 'putAway' && state !== 'frozen';
    if (state === 'idle') planSendStored(scaled(SEND_STORED_AFTER_MS));
  }

  const tell = (event: DeviceEvent): void => actor.send(event as never);
  const line = createRequestLine({
    storage,
    record,
    connected: welcomed,
    send: (request) => channel?.send(request),
  });

  function perform(effect: DeviceEffect): void {
    switch (effect.type) {
      case 'check':
        check();
        return;
      case 'reconnect':
        connect();
        return;
      case 'store':
        store(effect.tab, effect.offline);
        return;
      case 'hold-lost':
        if (effect.token !== 0) record({ kind: 'hold-lost', tab: effect.tab, token: effect.token, why: effect.why });
        return;
      case 'reset':
        forget();
        return;
      case 'power-off':
        powered = false;
        ground.power(name, false);
        channel = null;
        forget();
        return;
      default:
        line.request(requestOf(effect, storage));
    }
  }

  function store(tab: number, offline: boolean): void {
    if (nextArticle === null) return;
    const { article, quantity } = nextArticle;
    nextArticle = null;
    const { seq, cents } = storeBooking(storage, tab, article, quantity, offline);
    record({ kind: 'collected', tab, seq, cents, offline });
  }

  /** The app forgets its session; what is stored stays. */
  function forget(): void {
    hangUp();
    line.forget();
  }

  function hangUp(): void {
    const was = channel;
    channel = null;
    heart.connection = null;
    inbox.length = 0;
    was?.close();
  }

  /** The three checks at start: the network, the app, the server. */
  function check(): void {
    if (!networkThere) failed('network');
    else if (!installed) failed('app');
    else {
      connect();
      const mine = channel;
      timers.after(durations.toleranceMs, () => {
        if (mine === channel && !welcomed() && state === 'starting')
          tell({ type: 'CHECK_FAILED', check: networkThere ? 'server' : 'network' });
      });
    }
  }

  function failed(which: StartCheck): void {
    timers.after(1, () => tell({ type: 'CHECK_FAILED', check: which }));
  }

  const dialler: Dialler = {
    opened(on) {
      if (on === channel) sayHello(on);
    },
    heard(on, message) {
      if (on !== channel) return;
      if (heart.awake) receive(message);
      else inbox.push(message);
    },
    closed(on) {
      if (on !== channel) return;
      channel = null;
      const was = welcomed();
      heart.connection = null;
      if (was) tell(DISCONNECTED);
      else if (state === 'starting') tell({ type: 'CHECK_FAILED', check: 'server' });
    },
  };

  function connect(): void {
    hangUp();
    channel = dialServer(ground, name, heart, dialler);
  }

  function sayHello(to: Channel<unknown>): void {
    const { tab, token } = context();
    const holds = token === 0 ? undefined : { tab, token };
    to.send({
      type: 'hello',
      v: PROTOCOL_VERSION,
      device: name,
      family: options.family,
      clockMs: Math.round(ground.wallClock() + heart.skewMs),
      ...(holds === undefined ? {} : { holds }),
    });
  }

  function receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        welcome(message);
        return;
      case 'alive':
        heart.answered(message.n);
        if (message.ended !== undefined && message.ended === context().token && !line.isOut())
          tell({ type: 'LOCK_LOST' });
        return;
      case 'reply':
        reply(message);
        return;
      case 'payment-ended':
        paymentEnded(message);
        return;
      case 'receipt':
        keepReceipt(message.receipt);
        return;
      case 'error':
        record({ kind: 'reply', req: 0, ok: false, did: message.type, code: message.code });
        return;
      default:
        unreachable(message);
    }
  }

  function welcome(message: Welcome): void {
    heart.connection = channel;
    if (message.skewWarning) record({ kind: 'clock-warning', skewMs: heart.skewMs });
    if (state === 'starting') tell({ type: 'CHECKED' });
    tell({ type: 'CONNECTED' });
    heart.start();
    if (!line.repeat()) {
      if (message.hold === 'ended') tell({ type: 'LOCK_LOST' });
      line.next();
    }
    for (const receipt of storage.receipts) options.printReceipt?.(receipt);
    planSendStored(scaled(SEND_STORED_AFTER_MS));
  }

  function reply(message: Reply): void {
    const asked = line.answered(message);
    if (asked === null) return;
    if (!message.ok) {
      record({
        kind: 'reply',
        req: message.req,
        ok: false,
        did: asked.type,
        code: message.code,
        ...(message.holder === undefined ? {} : { holder: message.holder }),
      });
      if (!isBackground(asked)) tell({ type: 'REFUSED', code: message.code });
      line.next();
      return;
    }
    record({ kind: 'reply', req: message.req, ok: true, did: message.did });
    switch (message.did) {
      case 'done':
        if (!isBackground(asked)) tell({ type: 'DONE' });
        break;
      case 'opened':
        record({ kind: 'hold', tab: message.tab, token: message.token });
        tell({ type: 'OPENED', token: message.token });
        break;
      case 'handed-over':
        acknowledged(asked, message.seqs);
        tell(message.closed ? { type: 'CLOSED' } : { type: 'HANDED_OVER' });
        break;
      case 'billed':
        acknowledged(asked, message.seqs);
        if (message.receipt !== undefined) keepReceipt(message.receipt);
        tell({ type: 'CLOSED' });
        break;
      case 'paying':
        acknowledged(asked, message.seqs);
        tell({ type: 'PAYING' });
        break;
      default:
        unreachable(message);
    }
    line.next();
  }

  function acknowledged(asked: ClientRequest, seqs: number[]): void {
    const done = acknowledge(storage, seqs);
    if (done.length > 0 && 'tab' in asked) record({ kind: 'acknowledged', tab: asked.tab, seqs: done });
  }

  function paymentEnded(message: PaymentEnded): void {
    record({ kind: 'payment-shown', tab: message.tab, outcome: message.outcome, cents: message.paidCents });
    if (message.receipt !== undefined) keepReceipt(message.receipt);
    if (message.tab === context().tab) tell({ type: 'PAYMENT_ENDED', outcome: message.outcome });
  }

  function keepReceipt(receipt: Receipt): void {
    const result = storage.results.get(receipt.job);
    if (result !== undefined) {
      if (!line.concerns(receipt.job)) line.ask(result);
      return;
    }
    if (storage.receipts.some((one) => one.job === receipt.job)) return;
    storage.receipts.push(receipt);
    options.printReceipt?.(receipt);
  }

  function planSendStored(ms: number): void {
    if (sendTimer !== null || storage.bookings.length === 0) return;
    sendTimer = timers.after(ms, () => {
      sendTimer = null;
      const first = storage.bookings[0];
      if (first === undefined || state !== 'idle') return;
      if (welcomed()) tell({ type: 'SEND_STORED', tab: first.tab });
      planSendStored(scaled(SEND_STORED_AGAIN_MS));
    });
  }

  const device: { -readonly [K in keyof Device]: Device[K] } = {
    name,
    state,
    connected: welcomed,
    tab: () => context().tab,
    storage,
    tell(event) {
      if (event.type === 'NETWORK_LOST') networkThere = false;
      if (event.type === 'NETWORK_BACK') networkThere = true;
      if (event.type === 'SWITCH_ON' && !powered) {
        powered = true;
        ground.power(name, true);
      }
      tell(event);
      if (event.type === 'TAKE_OUT') {
        for (const message of inbox.splice(0)) receive(message);
        if (!welcomed()) tell(DISCONNECTED);
        else if (!heart.beating()) heart.start();
      }
    },
    book(article, quantity) {
      nextArticle = { article, quantity };
      tell({ type: 'BOOK' });
      nextArticle = null;
    },
    ask: line.ask,
    setInstalled(now) {
      installed = now;
    },
    skewClock(ms) {
      heart.skewMs = ms;
    },
    report() {
      record({ kind: 'storage', seqs: storage.bookings.map((stored) => stored.booking.seq) });
    },
  };
  actor.start();
  return device;
}
