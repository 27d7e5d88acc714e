// A handheld against a server that says what the test wants, in virtual time.
import assert from 'node:assert/strict';
import type { ChannelHandlers } from '#protocols/channel';
import type { ClientMessage, ClientRequest, ServerMessage } from '#protocols/mpos/messages';
import { handheld } from '#machines/handheld';
import type { EventBody } from '#history/events';
import type { Ground } from '../grounds/ground.ts';
import { createScheduler } from '../grounds/sim/scheduler.ts';
import { createDevice, type Device } from './standard-device.ts';

const SOUP = { name: 'Soup', cents: 690, place: 'kitchen' };
const LIMIT_MS = 195_000;

/** A handheld that is switched on and signed on, and the server's end of its line. */
class Floor {
  readonly device: Device;
  private readonly scheduler = createScheduler();
  private readonly events: EventBody[] = [];
  private readonly said: ClientMessage[] = [];
  private ear: ChannelHandlers<ServerMessage> | null = null;

  private readonly offlineBooking: boolean;

  constructor({ offlineBooking = true } = {}) {
    this.offlineBooking = offlineBooking;
    const { scheduler } = this;
    const ground = {
      timers: scheduler,
      timeScale: 1,
      record: (_node: string, body: EventBody) => this.events.push(body),
      wallClock: scheduler.now,
      power() {},
      dialServer: (_device: string, handlers: ChannelHandlers<ServerMessage>) => {
        this.ear = handlers;
        scheduler.after(1, () => handlers.onOpen());
        return { send: (message: ClientMessage) => this.said.push(message), close() {} };
      },
    };
    this.device = createDevice({
      name: 'H01',
      family: 'handheld',
      machine: handheld,
      ground: ground as unknown as Ground,
      offlineBooking,
      scans: true,
      durations: { heartbeatMs: 10_000, toleranceMs: 3_000, leaseMs: 180_000, graceMs: 15_000 },
    });
    this.device.tell({ type: 'SWITCH_ON' });
    this.wait(10);
    this.welcome();
    this.device.tell({ type: 'SIGN_ON', operator: 'Anna' });
    this.hear({ type: 'reply', req: this.lastRequest().req, ok: true, did: 'done' });
    assert.equal(this.device.state, 'idle');
  }

  hear(message: ServerMessage): void {
    this.ear?.onData(message);
  }

  /** Time goes by, and the server answers heartbeats; what is asked meanwhile it refuses, if told to. */
  wait(ms: number, refusal?: string): void {
    for (const until = this.scheduler.now() + ms; this.scheduler.now() < until;) {
      this.scheduler.runUntil(Math.min(until, this.scheduler.now() + 1_000));
      for (const message of this.said) if (message.type === 'heartbeat') this.hear({ type: 'alive', n: message.n });
      if (refusal !== undefined && this.device.state === 'sendingStored.opening') this.refuse(refusal);
    }
  }

  requests(): ClientRequest[] {
    return this.said.filter((message): message is ClientRequest => 'req' in message);
  }

  lastRequest(): ClientRequest {
    return this.requests().at(-1) as ClientRequest;
  }

  welcome(hold: 'none' | 'held' = 'none', skewWarning = false): void {
    const limits = { heartbeatMs: 10_000, toleranceMs: 3_000, offlineBooking: this.offlineBooking };
    this.hear({ type: 'welcome', v: 1, serverClockMs: 0, ...limits, hold, skewWarning });
  }

  refuse(code: string): void {
    this.hear({ type: 'reply', req: this.lastRequest().req, ok: false, code, text: 'no' });
  }

  lineBreaks(): void {
    this.ear?.onClose('reset');
  }

  /** The line breaks; after a while it is there again, and the server says welcome. */
  reconnect(before: () => void, hold: 'none' | 'held' = 'held'): void {
    this.lineBreaks();
    this.wait(2_000);
    before();
    this.welcome(hold);
  }

  /** What the history says of this kind. */
  eventsOf<K extends EventBody['kind']>(kind: K): Extract<EventBody, { kind: K }>[] {
    return this.events.filter((event): event is Extract<EventBody, { kind: K }> => event.kind === kind);
  }

  told(): string[] {
    return this.events.flatMap((event) => (event.kind === 'told' ? [`${event.code} ${event.tab}`] : []));
  }

  open(tab: number): void {
    this.device.tell({ type: 'OPEN', tab });
    const { req } = this.lastRequest();
    this.hear({ type: 'reply', req, ok: true, did: 'opened', tab, token: 1, balanceCents: 0, parked: false });
  }

  pay(): number {
    this.device.tell({ type: 'PAY', terminal: 'pt1', confirmed: false });
    return this.lastRequest().req;
  }

  paying(req: number, payment: number): void {
    this.hear({ type: 'reply', req, ok: true, did: 'paying', seqs: [1], payment });
  }

  declined(payment: number, token = 1): void {
    this.hear({ type: 'payment-ended', tab: 5, token, payment, outcome: 'declined', paidCents: 0, tipCents: 0 });
  }

  /** Collects a line for each tab while the line is broken, and reconnects. */
  collect(...tabs: number[]): void {
    this.lineBreaks();
    for (const tab of tabs) {
      this.device.tell({ type: 'COLLECT', tab });
      this.device.book(SOUP, 1);
      this.device.tell({ type: 'NEW_BALANCE' });
    }
    this.wait(2_000);
    this.welcome();
  }
}

describe('a standard device', () => {
  it('pays again after a payment that was told as ended before its request was answered', () => {
    const floor = new Floor();
    const { device } = floor;
    floor.open(5);
    device.book(SOUP, 1);
    const first = floor.pay();
    floor.reconnect(() => floor.declined(1));
    assert.equal(device.state, 'open.booking');
    floor.pay();
    floor.paying(first, 1);
    assert.equal(device.state, 'open.startingPayment');
    const second = floor.lastRequest();
    assert.ok(second.type === 'pay' && second.req > first, 'the second payment is a request of its own');
    floor.paying(second.req, 2);
    assert.equal(device.state, 'open.paying');
    floor.declined(2);
    assert.equal(device.state, 'open.booking');
    assert.deepEqual(device.storage.bookings, []);
  });

  it('does not take the end of an old payment, told again, for the end of the next', () => {
    const floor = new Floor();
    floor.open(5);
    floor.paying(floor.pay(), 1);
    floor.declined(1);
    floor.pay();
    floor.reconnect(() => floor.declined(1));
    assert.equal(floor.device.state, 'open.startingPayment');
  });

  it('does not take the late end of a payment under another hold for the end of this one', () => {
    const floor = new Floor();
    floor.open(5);
    const asked = floor.pay();
    floor.declined(1, 7);
    assert.equal(floor.device.state, 'open.startingPayment');
    floor.paying(asked, 2);
    assert.equal(floor.device.state, 'open.paying');
  });

  it('goes on with its tab when a hand-over is refused', () => {
    const floor = new Floor();
    floor.open(5);
    floor.device.book(SOUP, 1);
    floor.device.tell({ type: 'HAND_OVER' });
    floor.refuse('held-by-payment');
    assert.equal(floor.device.state, 'open.booking');
    assert.equal(floor.device.storage.bookings.length, 1);
  });

  it('refuses a line without a connection, visibly, where nothing may be collected', () => {
    const floor = new Floor({ offlineBooking: false });
    floor.open(5);
    floor.device.book(SOUP, 1);
    floor.lineBreaks();
    floor.device.book(SOUP, 1);
    assert.equal(floor.device.storage.bookings.length, 1);
    assert.deepEqual(floor.told(), ['no-offline-booking 5']);
  });

  it('refuses to collect, visibly, where nothing may be collected', () => {
    const floor = new Floor({ offlineBooking: false });
    floor.lineBreaks();
    floor.device.tell({ type: 'COLLECT', tab: 7 });
    assert.equal(floor.device.state, 'idle');
    assert.deepEqual(floor.told(), ['no-offline-booking 7']);
  });

  it('hands over what is stored tab by tab, so that one held elsewhere does not keep back the others', () => {
    const floor = new Floor();
    floor.collect(5, 6);
    floor.wait(35_000, 'held-by-another-device');
    const tabs = floor.requests().flatMap((request) => (request.type === 'open' ? [request.tab] : []));
    assert.deepEqual(tabs.slice(0, 3), [5, 6, 5]);
  });

  it('tells its operator of what it cannot hand over for as long as an abandoned hold lasts, again and again', () => {
    const floor = new Floor();
    floor.collect(5);
    floor.wait(LIMIT_MS - 5_000, 'held-by-another-device');
    assert.deepEqual(floor.told(), []);
    floor.wait(20_000, 'held-by-another-device');
    assert.deepEqual(floor.told(), ['still-stored 5']);
    floor.wait(LIMIT_MS + 15_000, 'held-by-another-device');
    assert.deepEqual(floor.told(), ['still-stored 5', 'still-stored 5']);
  });

  it('tells of it when nobody is signed on', () => {
    const floor = new Floor();
    floor.collect(5);
    floor.wait(2_000, 'not-signed-on');
    assert.equal(floor.device.state, 'signedOff');
    floor.wait(LIMIT_MS + 15_000);
    assert.deepEqual(floor.told(), ['still-stored 5']);
  });

  it('says nothing of the lines of the tab that is open', () => {
    const floor = new Floor();
    floor.open(5);
    floor.device.book(SOUP, 1);
    floor.wait(2 * LIMIT_MS);
    assert.deepEqual(floor.told(), []);
  });

  it('writes down what it asks for and what it is shown', () => {
    const floor = new Floor();
    floor.open(5);
    floor.device.book(SOUP, 1);
    floor.pay();
    const [signOn, open, pay] = floor.eventsOf('sent');
    assert.deepEqual(signOn, { kind: 'sent', type: 'sign-on', req: 1, operator: 'Anna' });
    assert.deepEqual(open, { kind: 'sent', type: 'open', req: 2, tab: 5 });
    assert.deepEqual(pay, { kind: 'sent', type: 'pay', req: 3, tab: 5, token: 1, seqs: [1], terminal: 'pt1' });
    const [, opened] = floor.eventsOf('reply');
    assert.deepEqual(opened, { kind: 'reply', req: 2, ok: true, did: 'opened', token: 1, balanceCents: 0 });
    assert.deepEqual(
      floor.eventsOf('hello').map(({ token }) => token),
      [undefined],
    );
    floor.reconnect(() => {}, 'held');
    assert.deepEqual(
      floor.eventsOf('welcome').map(({ hold }) => hold),
      ['none', 'held'],
    );
    assert.deepEqual(new Set(floor.eventsOf('hello').map(({ token }) => token)), new Set([undefined, 1]));
  });

  it('tells its operator once that its clock is wrong, until it has been right again', () => {
    const floor = new Floor();
    const welcomed = (...warnings: boolean[]): number => {
      for (const warning of warnings) {
        floor.lineBreaks();
        floor.wait(2_000);
        floor.welcome('none', warning);
      }
      return floor.eventsOf('clock-warning').length;
    };
    assert.equal(welcomed(true, true), 1);
    assert.equal(welcomed(false, true), 2);
  });
});
