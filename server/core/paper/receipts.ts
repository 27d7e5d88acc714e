/**
 * Digital receipts (NoCOO). What the guest is to get is journalled with the bill, and sent when the service answers: the
 * tab is free meanwhile. Where paper stands in for a service that is down, the receipt is printed after a while and
 * withdrawn at the service, which may have issued it although its answer was lost: so the guest has one, never two.
 */
import { sometimes } from '#protocols/marks';
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';
import { issued, ISSUE_PATH, receiptKey, withdrawn, WITHDRAW_PATH } from '#protocols/cloud/nocoo';
import type { By } from './print-queue.ts';
import { billPrinter, printBillLate } from './printing.ts';
import type { DueReceipt, State } from '../state.ts';
import { record, type Turn } from '../turn.ts';

const sentAgain = sometimes(
  'receipt-issued-before',
  'a digital receipt was issued before the answer that says so came',
);
const answeredTooLate = sometimes('receipt-answered-late', 'a digital receipt is issued when it is on paper already');

/** Whether bills come out on paper as they are made. */
export function printsBills({ config }: State): boolean {
  return config.services.nocoo?.receipts !== 'instead';
}

/** The guest is to get a digital receipt, where there is such a service; `lines` is what it says below tab and operator. */
export function dueReceipt(turn: Turn, by: By, bill: number, cents: number, lines: string[]): void {
  if (turn.state.config.services.nocoo === undefined) return;
  const { tab, device, operator } = by;
  record(turn, { kind: 'receipt-due', bill, tab, device, operator, cents, lines });
  awaitReceipt(turn, { bill, device, tab });
}

/** After a start: what still waits for the service waits anew. */
export function receiptsAfterStart(turn: Turn): void {
  for (const due of turn.state.receipts.values()) if (!due.onPaper) awaitReceipt(turn, due);
}

function awaitReceipt(turn: Turn, { bill, device, tab }: Pick<DueReceipt, 'bill' | 'device' | 'tab'>): void {
  const { nocoo } = turn.state.config.services;
  const standsIn = nocoo?.receipts === 'instead' && nocoo.whenDown === 'paper';
  if (!standsIn || billPrinter(turn.state, { device, tab }) === null) return;
  const inMs = turn.state.config.durations.receiptWaitMs;
  turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'receipt-wait', bill } });
}

/** The service had its time: the guest gets paper. */
export function receiptWaitDue(turn: Turn, bill: number): void {
  const due = turn.state.receipts.get(bill);
  if (due === undefined || due.onPaper) return;
  record(turn, { kind: 'receipt-on-paper', bill });
  printBillLate(turn, due, bill, due.lines);
}

/** What is to be asked of the service next: the oldest receipt first, and whatever is on paper is withdrawn. */
export function nextOfNocoo({ receipts }: State): CloudRequest | null {
  const next = receipts.values().next();
  return next.done === true ? null : requestOf(next.value);
}

function requestOf({ bill, cents, lines, onPaper }: DueReceipt): CloudRequest {
  const key = receiptKey(bill);
  return onPaper ? { path: WITHDRAW_PATH, key, body: {} } : { path: ISSUE_PATH, key, body: { bill, cents, lines } };
}

/** What the service has answered; false if that is no answer to what it was asked. */
export function nocooAnswered(turn: Turn, { path, key }: CloudRequest, { status, body }: CloudAnswer): boolean {
  const due = [...turn.state.receipts.values()].find(({ bill }) => receiptKey(bill) === key);
  if (due === undefined || (status !== 200 && status !== 201)) return false;
  if (path === WITHDRAW_PATH) {
    const answer = withdrawn.safeParse(body);
    if (answer.data?.key !== key) return false;
    record(turn, { kind: 'receipt-withdrawn', bill: due.bill });
    return true;
  }
  const answer = issued.safeParse(body);
  if (answer.data?.key !== key) return false;
  answeredTooLate(due.onPaper);
  sentAgain(status === 200);
  if (!due.onPaper) record(turn, { kind: 'receipt-sent', bill: due.bill, reference: answer.data.reference });
  return true;
}
