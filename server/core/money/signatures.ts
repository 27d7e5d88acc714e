/**
 * Fiscal signatures. Every hand-over is to be signed by the signing unit (TSE), in order: that is journalled with its
 * bookings, and asked for when the unit answers. Nothing waits for it. While the unit has failed, a bill with something on
 * it that is not signed yet says so, and people are told of those that were made before that was known; the signatures are
 * made up for later.
 */
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';
import { signatureKey, signed, SIGN_PATH } from '#protocols/cloud/tse';
import { sometimes } from '#protocols/marks';
import type { Booking } from '#protocols/mpos/messages';
import type { TseTrouble } from '../facts.ts';
import type { Lock, State } from '../state.ts';
import { record, warn, type Turn } from '../turn.ts';
import { byOf, printNotice } from '../paper/print-queue.ts';
import { euros } from './euros.ts';

const signedBefore = sometimes('signed-before', 'a hand-over was signed before the answer that says so came');
const signedLate = sometimes('signed-late', 'a hand-over is signed after the signing unit had failed');
const billBefore = sometimes('bill-before-failed', 'a bill was made before its signing unit was known to fail');
const billWithNote = sometimes('bill-with-note', 'a bill says that the signing unit is out of order');
const billWithout = sometimes('bill-of-signed', 'a bill is made of what is signed, while the signing unit has failed');

/** What a bill says below everything else while its hand-overs cannot be signed. */
const NOTE = 'Signing unit out of order';

/** A hand-over was booked: it is to be signed, where there is a signing unit. */
export function dueSignature(turn: Turn, lock: Lock, bookings: readonly Booking[]): void {
  const { state } = turn;
  if (state.config.services.tse === undefined) return;
  const { tab, device, operator } = lock;
  const handOver = state.lastHandOver + 1;
  const cents = bookings.reduce((sum, line) => sum + line.cents, 0);
  const lines = bookings.map((line) => `${line.quantity} x ${line.article}  ${euros(line.cents)}`);
  record(turn, { kind: 'signature-due', handOver, tab, device, operator, cents, lines });
  awaitSignature(turn, handOver);
}

/** After a start: what is still to be signed has its time anew. */
export function signaturesAfterStart(turn: Turn): void {
  for (const handOver of turn.state.signatures.keys()) awaitSignature(turn, handOver);
}

function awaitSignature(turn: Turn, handOver: number): void {
  if (turn.state.tseTrouble !== null) return;
  const inMs = turn.state.config.durations.signatureWaitMs;
  turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'signature-wait', handOver } });
}

/** The unit had its time for a hand-over: whatever it does, it is too slow. */
export function signatureWaitDue(turn: Turn, handOver: number): void {
  const { state } = turn;
  if (state.tseTrouble === null && state.signatures.has(handOver)) failed(turn, 'slow');
}

/** What a bill of that tab says of the signing unit, if anything. */
export function signingNote({ signatures, tseTrouble }: State, tab: number): string[] {
  if (tseTrouble === null) return [];
  const isUnsigned = [...signatures.values()].some(({ tabs }) => tabs.has(tab));
  billWithNote(isUnsigned);
  billWithout(!isUnsigned);
  return isUnsigned ? [NOTE] : [];
}

/** What the unit is to sign next: the oldest hand-over. */
export function nextOfTse({ signatures }: State): CloudRequest | null {
  const next = signatures.values().next();
  if (next.done === true) return null;
  const { handOver, atMs, tab, operator, cents, lines } = next.value;
  return { path: SIGN_PATH, key: signatureKey(handOver), body: { handOver, atMs, tab, operator, cents, lines } };
}

/** What the unit has answered; false if that is no signature of what it was asked to sign. */
export function tseAnswered(turn: Turn, { key }: CloudRequest, { status, body }: CloudAnswer): boolean {
  const { state } = turn;
  const due = [...state.signatures.values()].find(({ handOver }) => signatureKey(handOver) === key);
  if (due === undefined || (status !== 200 && status !== 201)) return false;
  const answer = signed.safeParse(body);
  if (answer.data?.key !== key) return false;
  const { counter, signature } = answer.data;
  signedBefore(status === 200);
  signedLate(state.tseTrouble !== null);
  record(turn, { kind: 'signature-made', handOver: due.handOver, counter, signature });
  if (state.tseTrouble !== null && state.signatures.size === 0) record(turn, { kind: 'tse-back' });
  return true;
}

/** It has not signed: it is known to have failed, until everything is made up for. */
export function tseUnanswered(turn: Turn, answer: CloudAnswer | null): void {
  const trouble = troubleOf(answer);
  if (turn.state.tseTrouble !== trouble) failed(turn, trouble);
}

function failed(turn: Turn, trouble: TseTrouble): void {
  const unsaid = [...turn.state.signatures.values()].flatMap(({ bills }) => bills);
  record(turn, { kind: 'tse-failed', trouble });
  warn(turn, 'signing-unit-failed', { trouble });
  const [first] = unsaid;
  billBefore(first !== undefined);
  if (first === undefined) return;
  const bills = [...new Set(unsaid.map(({ bill }) => bill))].sort((a, b) => a - b);
  printNotice(turn, byOf(turn, first), [`${NOTE},`, `which bills do not say: ${bills.join(', ')}`]);
}

const BUSY: readonly number[] = [409, 429];

function troubleOf(answer: CloudAnswer | null): TseTrouble {
  if (answer === null) return 'silent';
  if (BUSY.includes(answer.status)) return 'busy';
  return answer.status === 403 ? 'certificate-expired' : 'error';
}
