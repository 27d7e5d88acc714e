/**
 * The server's decisions: `step(state, clock, input) → { state, facts, outputs }`. Pure: no I/O, no clock, no
 * randomness, no timers but as outputs. The host journals the facts, then performs the outputs; folding the journal
 * gives the state back.
 */
import { reachable, sometimes } from '#protocols/marks';
import type { ClientMessage, Reply, ServerMessage } from '#protocols/mpos/messages';
import { PROTOCOL_VERSION } from '#protocols/mpos/messages';
import { unreachable } from '#protocols/unreachable';
import {
  cameraFrame,
  cameraGone,
  endView,
  frameSeen,
  leaveCamera,
  viewAgain,
  viewLeaseDue,
} from './clients/camera-views.ts';
import {
  clientAlive,
  clientHello,
  clientLeaseDue,
  clientLeaves,
  clientsAfterStart,
  countClientSilences,
} from './clients/clients.ts';
import { iisOf, settingsOf } from './clients/iis.ts';
import { contact, holdsAfterStart, leaseDue, restartGraceDue, countSilences } from './tabs/locks.ts';
import { cardsAfterStart, cardWaitDue, dropCards, lastCardTold } from './money/cards.ts';
import { dayClosed, daysAfterStart } from './money/end-of-day.ts';
import { itemsShown, monitorsAfterStart, monitorWaitDue } from './paper/monitors.ts';
import { countWaiting, lateOutcomeTold, paymentHoldDue, paymentOutcome, paymentsAfterStart } from './money/payments.ts';
import { lastReversalTold, reversalOutcome, reversalsAfterStart } from './money/reversals.ts';
import { signaturesAfterStart, signatureWaitDue } from './money/signatures.ts';
import { jobsAfterStart, printFailed, printWaitDue, printed, printerHealth, pump } from './paper/print-queue.ts';
import { pendingReceipts } from './paper/printing.ts';
import { receiptsAfterStart, receiptWaitDue } from './paper/receipts.ts';
import { isAgain } from './repeated.ts';
import { request } from './requests.ts';
import { askServices, serviceAnswered, serviceRested } from './services.ts';
import { deviceOf } from './state.ts';
import { beginTurn, record, refuse, send, type Input, type Step, type Timer, type Turn } from './turn.ts';

const endLearntByHeartbeat = sometimes(
  'end-learnt-by-heartbeat',
  'a device learns by its heartbeat that its hold is over',
);
const askedAgain = reachable('asked-again', 'a request that was answered is asked again');
const againAfterStart = sometimes(
  'asked-again-after-start',
  'a repeated request is answered from the journal after a start',
);
const lateAfterRepeated = sometimes(
  'late-after-repeated',
  'the outcome of a payment has come before the answer that its tab is open and parked',
);
const backInPayment = sometimes('back-in-payment', 'a device connects again while its payment runs');
const backTooLate = sometimes('back-too-late', 'a device connects again with a hold that is over');
const paymentToldAgain = reachable('payment-told-again', 'a device that connects again is told how its payment ended');
/** Answers that were in the journal at the start; only marks ask. */
const fromJournal = new WeakSet<Reply>();

/** Decides one input. The state passed in is consumed: use the one that comes back. */
export const step: Step = (state, clock, input) => {
  const turn = beginTurn(state, clock);
  const { facts, outputs } = turn;
  try {
    decide(turn, input);
    dropCards(turn);
    askServices(turn);
  } catch (failure) {
    return { state, facts, outputs, failure };
  }
  return { state, facts, outputs };
};

function decide(turn: Turn, input: Input): void {
  switch (input.kind) {
    case 'started':
      record(turn, { kind: 'started' });
      for (const { lastReply } of turn.state.devices.values()) if (lastReply !== null) fromJournal.add(lastReply);
      holdsAfterStart(turn);
      clientsAfterStart(turn);
      jobsAfterStart(turn);
      monitorsAfterStart(turn);
      paymentsAfterStart(turn);
      reversalsAfterStart(turn);
      receiptsAfterStart(turn);
      signaturesAfterStart(turn);
      cardsAfterStart(turn);
      daysAfterStart(turn);
      look(turn);
      return;
    case 'message':
      message(turn, input.device, input.message, input.code, input.ask);
      return;
    case 'client-hello':
      clientHello(turn, input.ask, input.hello);
      return;
    case 'client-alive':
      clientAlive(turn, input.client, input.token);
      return;
    case 'client-leaves':
      clientLeaves(turn, input.client);
      return;
    case 'timer':
      timer(turn, input.timer);
      return;
    case 'terminal-known':
      if (turn.state.terminals.get(input.terminal)?.last === 'unknown') {
        record(turn, { kind: 'terminal-known', terminal: input.terminal, last: input.last });
      }
      return;
    case 'day-closed':
      dayClosed(turn, input.terminal, input.cents);
      return;
    case 'reversal-outcome':
      reversalOutcome(turn, input.terminal, input.payment, input.outcome, input.record);
      return;
    case 'payment-outcome':
      paymentOutcome(turn, input.payment, input.outcome, input.paidCents, input.record);
      return;
    case 'printed':
      printed(turn, input.printer, input.job, input.evidence, input.nearEnd);
      return;
    case 'print-failed':
      printFailed(turn, input.printer, input.job, input.trouble, input.mayBePrinted);
      return;
    case 'printer-health':
      printerHealth(turn, input.printer, input.trouble, input.nearEnd);
      return;
    case 'items-shown':
      itemsShown(turn, input.monitor, input.item);
      return;
    case 'camera-frame':
      cameraFrame(turn, input.camera, { frame: input.frame, picture: input.picture });
      return;
    case 'camera-gone':
      cameraGone(turn, input.camera);
      return;
    case 'service-answered':
      serviceAnswered(turn, input.service, input.answer);
      return;
    default:
      unreachable(input);
  }
}

function timer(turn: Turn, due: Timer): void {
  switch (due.kind) {
    case 'lease':
      leaseDue(turn, due.token);
      return;
    case 'restart-grace':
      restartGraceDue(turn, due.token);
      return;
    case 'look':
      look(turn);
      return;
    case 'payment-hold':
      paymentHoldDue(turn, due.payment);
      return;
    case 'redirect':
      pump(turn);
      return;
    case 'client-lease':
      clientLeaseDue(turn, due.client, due.session);
      return;
    case 'print-wait':
      printWaitDue(turn, due.job);
      return;
    case 'monitor-wait':
      monitorWaitDue(turn, due.monitor, due.item);
      return;
    case 'receipt-wait':
      receiptWaitDue(turn, due.bill);
      return;
    case 'signature-wait':
      signatureWaitDue(turn, due.handOver);
      return;
    case 'card-wait':
      cardWaitDue(turn, due.scan);
      return;
    case 'service-rest':
      serviceRested(turn, due.service);
      return;
    case 'view-lease':
      viewLeaseDue(turn, due.device, due.view);
      return;
    default:
      unreachable(due);
  }
}

/** Every so often: what lasts long is counted in the journal, so that the limit of it survives a restart. */
function look(turn: Turn): void {
  countSilences(turn);
  countClientSilences(turn);
  countWaiting(turn);
  turn.outputs.push({ kind: 'timer', inMs: turn.state.config.durations.heartbeatMs, timer: { kind: 'look' } });
}

function message(turn: Turn, device: string, said: ClientMessage, code = '', ask?: number): void {
  if (said.type === 'heartbeat') {
    const ended = said.token !== 0 && contact(turn, device, said.token) === null;
    endLearntByHeartbeat(ended);
    const skewWarning = clocksDiffer(turn, said.clockMs);
    if (!ended && !skewWarning) send(turn, device, { type: 'alive', n: said.n });
    else
      send(turn, device, {
        type: 'alive',
        n: said.n,
        ...(ended ? { ended: said.token } : {}),
        ...(skewWarning ? { skewWarning } : {}),
      });
    return;
  }
  if (said.type === 'hello') {
    hello(turn, device, said, ask);
    return;
  }
  if (said.type === 'frame-seen') {
    frameSeen(turn, device, said.view, said.frame);
    return;
  }
  if (said.type === 'leave-camera') {
    leaveCamera(turn, device, said.view);
    return;
  }
  // Whatever the answer, even an old one to what is asked again: the device claims its hold by it now.
  if ('token' in said && said.token !== 0) contact(turn, device, said.token);
  const known = deviceOf(turn.state, device);
  if (said.req === known.lastReq && known.lastReply !== null) {
    askedAgain();
    againAfterStart(fromJournal.has(known.lastReply));
    if (isAgain(known, said)) {
      send(turn, device, known.lastReply);
      viewAgain(turn, device, said);
      lateOutcomeAfter(turn, known.lastReply);
    } else refuse(turn, device, said.req, 'contradicting-request');
    return;
  }
  if (said.req < known.lastReq) {
    refuse(turn, device, said.req, 'out-of-order');
    return;
  }
  request(turn, { device, operator: known.operator, code }, said);
}

/** Who is told anew that a tab is open and parked learns what has come of the payment since that was first answered. */
function lateOutcomeAfter(turn: Turn, reply: Reply): void {
  const lock = reply.ok && reply.did === 'opened' ? turn.state.locks.get(reply.token) : undefined;
  if (lock === undefined) return;
  lateAfterRepeated(lock.late !== null);
  lateOutcomeTold(turn, lock);
}

/** Whether the clock of a device says something else than the server's: for a warning, and for nothing else. */
function clocksDiffer({ state, wallMs }: Turn, clockMs: number): boolean {
  return Math.abs(clockMs - wallMs) > state.config.durations.clockSkewWarnMs;
}

/** A device comes (back): it learns what became of the hold it claims, first of all of a payment made under it. */
function hello(turn: Turn, device: string, said: Extract<ClientMessage, { type: 'hello' }>, ask?: number): void {
  const { state, wallMs } = turn;
  endView(turn, device);
  const { heartbeatMs, toleranceMs } = state.config.durations;
  const lock = said.holds === undefined ? null : contact(turn, device, said.holds.token);
  const hold =
    said.holds === undefined ? 'none' : lock === null ? 'ended' : lock.reason === 'payment' ? 'payment' : 'held';
  backInPayment(hold === 'payment');
  backTooLate(hold === 'ended');
  const { lastPayment, lastCard, lastReversal } = deviceOf(state, device);
  if (lastPayment !== null && lastPayment.token === said.holds?.token) {
    paymentToldAgain();
    send(turn, device, { type: 'payment-ended', ...lastPayment });
  }
  if (lastCard !== null && lastCard.token === said.holds?.token) lastCardTold(turn, device, lastCard);
  if (lastReversal !== null && lastReversal.token === said.holds?.token) lastReversalTold(turn, device, lastReversal);
  if (lock !== null) lateOutcomeTold(turn, lock);
  const welcome: ServerMessage = {
    type: 'welcome',
    v: PROTOCOL_VERSION,
    serverClockMs: wallMs,
    heartbeatMs,
    toleranceMs,
    offlineBooking: settingsOf(turn.state.config, iisOf(turn.state, device)).offlineBooking,
    hold,
    skewWarning: clocksDiffer(turn, said.clockMs),
  };
  send(turn, device, welcome, ask);
  pendingReceipts(turn, device);
}
