/** What a device makes of what the server says: it keeps what is to be kept, and tells its chart. */
import { sometimes } from '#protocols/marks';
import type {
  ClientRequest,
  PaymentEnded,
  Receipt,
  Refusal,
  Reply,
  ServerMessage,
  Welcome,
} from '#protocols/mpos/messages';
import type { ReplyEvent } from '#history/events';
import { unreachable } from '#protocols/unreachable';
import type { DeviceParts } from '../device-parts.ts';
import { isBackground } from './request-line.ts';
import { acknowledge } from '../store/storage.ts';

const beforeTheReply = sometimes(
  'outcome-before-reply',
  'a device learns how its payment ended before it learns that it began',
);
const knownReceipt = sometimes('known-receipt', 'a device gets a receipt again that it has printed already');

type Done = Extract<Reply, { ok: true }>;

export class ServerMessages {
  private readonly device: DeviceParts;
  /** The latest payment that has ended here; numbers rise, and what was told may be told again. */
  private lastEnded = 0;

  constructor(device: DeviceParts) {
    this.device = device;
  }

  hear(message: ServerMessage): void {
    const { device } = this;
    switch (message.type) {
      case 'welcome':
        this.welcome(message);
        return;
      case 'alive':
        device.link.heart.answered(message.n);
        if (message.ended !== undefined && message.ended === device.context().token && !device.line.isOut())
          device.tell({ type: 'LOCK_LOST' });
        return;
      case 'reply':
        this.reply(message);
        return;
      case 'payment-ended':
        this.paymentEnded(message);
        return;
      case 'reversal-ended': {
        const { tab, payment, outcome, paidCents, cents } = message;
        device.record({ kind: 'reversal-shown', tab, payment, outcome, paidCents, cents });
        return;
      }
      case 'late-outcome': {
        const { tab, payment, outcome, cents, balanceCents } = message;
        device.record({ kind: 'late-outcome-shown', tab, payment, outcome, cents, balanceCents });
        return;
      }
      case 'card-told': {
        const { tab, scan, result, cents, customer } = message;
        const more = { ...(cents === undefined ? {} : { cents }), ...(customer === undefined ? {} : { customer }) };
        device.record({ kind: 'card-shown', tab, scan, result, ...more });
        return;
      }
      case 'receipt':
        this.keepReceipt(message.receipt);
        return;
      case 'frame':
        device.view.tell({ type: 'FRAME', view: message.view, picture: message.picture });
        return;
      case 'view-ended':
        device.view.tell({ type: 'ENDED', view: message.view, code: message.code });
        return;
      case 'error':
        this.error(message);
        return;
      default:
        unreachable(message);
    }
  }

  /** About the connection as a whole; it ends behind it. */
  private error({ type, code, iis }: Extract<ServerMessage, { type: 'error' }>): void {
    const { device } = this;
    device.record({ kind: 'reply', req: 0, ok: false, did: type, code, ...(iis === undefined ? {} : { iis }) });
    if (code === 'wrong-iis') device.tell({ type: 'WRONG_IIS' });
  }

  private welcome(message: Welcome): void {
    const { device } = this;
    const { link, line } = device;
    link.welcome();
    const { hold, serverClockMs, heartbeatMs, toleranceMs, offlineBooking, skewWarning } = message;
    device.record({
      kind: 'welcome',
      hold,
      serverClockMs,
      heartbeatMs,
      toleranceMs,
      offlineBooking,
      ...(skewWarning ? { skewWarning } : {}),
    });
    this.clock(skewWarning);
    if (device.state.startsWith('start')) device.tell({ type: 'CHECKED' });
    device.tell({ type: 'CONNECTED', offlineBooking });
    link.heart.start();
    if (!line.repeat()) {
      if (hold === 'ended') device.tell({ type: 'LOCK_LOST' });
      line.next();
    } else if (line.isAwaited()) device.tell({ type: 'ASKED_AGAIN' });
    for (const receipt of device.storage.receipts) device.print(receipt);
  }

  /** Clocks differ too much, or agree (again): once an episode its operator is told. */
  clock(isWrong: boolean): void {
    const { heart } = this.device.link;
    if (isWrong && !heart.warned) this.device.record({ kind: 'clock-warning', skewMs: heart.skewMs() });
    heart.warned = isWrong;
  }

  private reply(message: Reply): void {
    const { device } = this;
    const answered = device.line.answered(message);
    if (answered === null) return;
    const { asked, settled } = answered;
    const forChart = !settled && !isBackground(asked);
    if (message.ok) {
      device.record(doneBody(message));
      this.done(message, asked, forChart);
    } else {
      const { code } = message;
      device.record(refusedBody(message, asked.type));
      if (asked.type === 'redirect-print' && code === 'no-fallback-printer') device.storage.results.delete(asked.job);
      if (asked.type === 'camera') device.view.tell({ type: 'REFUSED' });
      if (forChart) device.tell({ type: 'REFUSED', code });
    }
    device.line.next();
  }

  private done(message: Done, asked: ClientRequest, forChart: boolean): void {
    const { device } = this;
    if ('seqs' in message) this.acknowledged(asked, message.seqs);
    switch (message.did) {
      case 'done':
        if (forChart) device.tell({ type: 'DONE' });
        return;
      case 'opened':
        device.record({ kind: 'hold', tab: message.tab, token: message.token });
        device.station = message.station ?? null;
        if (message.notRunning !== undefined)
          device.record({ kind: 'told', code: 'station-not-running', tab: message.tab });
        device.tell({ type: 'OPENED', token: message.token });
        return;
      case 'handed-over':
        device.tell(message.closed ? { type: 'CLOSED' } : { type: 'HANDED_OVER' });
        return;
      case 'billed':
        if (message.receipt !== undefined) this.keepReceipt(message.receipt);
        device.tell({ type: 'CLOSED' });
        return;
      case 'changed':
        if (message.receipt !== undefined) this.keepReceipt(message.receipt);
        device.tell({ type: 'CHANGED' });
        return;
      case 'scanned':
        device.tell({ type: 'SCANNED' });
        return;
      case 'paying':
        if (forChart) device.tell({ type: 'PAYING' });
        return;
      case 'reversing':
        return;
      case 'viewing':
        device.view.tell({ type: 'VIEWING', view: message.req });
        return;
      case 'takings':
        for (const one of message.takings) device.record({ kind: 'takings', req: message.req, ...one });
        return;
      case 'code':
        device.showCode(message.code);
        return;
      default:
        unreachable(message);
    }
  }

  private acknowledged(asked: ClientRequest, seqs: number[]): void {
    const done = acknowledge(this.device.storage, seqs);
    if (done.length > 0 && 'tab' in asked) this.device.record({ kind: 'acknowledged', tab: asked.tab, seqs: done });
  }

  /**
   * How a payment ended. It may be told before the request for it is answered, if that answer was lost: then it answers
   * the request, and the reply that still comes begins no payment. It may be told again after a reconnect, when the next
   * payment has been asked for: then it says nothing of that one.
   */
  private paymentEnded(message: PaymentEnded): void {
    const { device } = this;
    const { tab, outcome, paidCents: cents, payment, tipCents } = message;
    device.record({ kind: 'payment-shown', tab, outcome, cents, payment, ...(tipCents === 0 ? {} : { tipCents }) });
    if (message.receipt !== undefined) this.keepReceipt(message.receipt);
    if (message.payment <= this.lastEnded || message.token !== device.context().token) return;
    this.lastEnded = message.payment;
    beforeTheReply(device.state === 'open.startingPayment');
    device.line.settle('pay');
    device.tell({ type: 'PAYMENT_ENDED', outcome: message.outcome });
  }

  private keepReceipt(receipt: Receipt): void {
    const { storage, line } = this.device;
    const result = storage.results.get(receipt.job);
    knownReceipt(result !== undefined);
    if (result !== undefined) {
      if (!line.concerns(receipt.job)) line.ask(result);
      return;
    }
    if (storage.receipts.some((one) => one.job === receipt.job)) return;
    storage.receipts.push(receipt);
    this.device.print(receipt);
  }
}

/** What a device shows of an answer; the numbers of its lines stand in `acknowledged`. */
function doneBody(message: Done): ReplyEvent {
  const body: ReplyEvent = { kind: 'reply', req: message.req, ok: true, did: message.did };
  switch (message.did) {
    case 'done':
      return body;
    case 'opened':
      body.token = message.token;
      body.balanceCents = message.balanceCents;
      if (message.parked) body.parked = true;
      if (message.lines !== undefined) body.lines = message.lines;
      if (message.station !== undefined) {
        body.station = message.station.name;
        if (message.station.columns !== undefined) body.columns = message.station.columns;
      }
      if (message.earlierCents !== undefined) body.earlierCents = message.earlierCents;
      return body;
    case 'handed-over':
      if (message.closed) body.closed = true;
      return body;
    case 'billed':
      body.bill = message.bill;
      body.cents = message.cents;
      return body;
    case 'changed':
      body.balanceCents = message.balanceCents;
      if (message.bill !== undefined) body.bill = message.bill;
      if (message.cents !== undefined) body.cents = message.cents;
      return body;
    case 'scanned':
      body.scan = message.scan;
      return body;
    case 'paying':
    case 'reversing':
      body.payment = message.payment;
      return body;
    case 'takings':
    case 'viewing':
    case 'code':
      return body;
  }
}

function refusedBody({ req, code, holder, sinceMs, freeInMs, right }: Refusal, did: string): ReplyEvent {
  const body: ReplyEvent = { kind: 'reply', req, ok: false, did, code };
  if (holder !== undefined) body.holder = holder;
  if (sinceMs !== undefined) body.sinceMs = sinceMs;
  if (freeInMs !== undefined) body.freeInMs = freeInMs;
  if (right !== undefined) body.right = right;
  return body;
}
