/**
 * Reversals of card payments: the terminal gives back what its last payment was paid by. What that has settled is owed on
 * the tab again as soon as the terminal proves that it was given back, whoever holds the tab by then; what of it was due
 * back is settled. Until there is a proof nothing changes: it is asked for once, and then asked after, restart or not.
 */
import { always, reachable, sometimes } from '#protocols/marks';
import type { ErrorCode } from '#protocols/errors/errors';
import type { ClientRequest } from '#protocols/mpos/messages';
import { assignedTerminal } from '../clients/clients.ts';
import type { ReversalOutcome, TerminalRecord } from '../facts.ts';
import type { EndedReversal } from '../ended.ts';
import { tabOf, type PaidLast, type State, type TerminalState } from '../state.ts';
import { fencedLock } from '../tabs/locks.ts';
import { missingRight } from '../tabs/rights.ts';
import { answer, record, refuse, send, type Turn } from '../turn.ts';
import { sourceOf } from './bookings.ts';

const dueBackReversed = sometimes('due-back-reversed', 'a charge that is due back is reversed, without a hold');
const reversalAtStart = reachable('reversal-at-start', 'the server is started while a reversal has no outcome');
const toldAgain = reachable(
  'reversal-told-again',
  'a device that connects again is told how the reversal ended that it has asked for',
);
const tipReversed = sometimes('tip-reversed', 'a payment with a tip is reversed');
const knowsItsPayment = always('reversal-of-last', 'the outcome of a reversal is that of the last payment there');

type Said = Extract<ClientRequest, { type: 'reverse' }>;

/** Begins the reversal of the last card payment of a terminal. */
export function reverse(turn: Turn, { device, operator }: { device: string; operator: string }, said: Said): void {
  const { req, terminal: name } = said;
  const { state } = turn;
  const right = missingRight(state, operator, said);
  if (right !== null) {
    refuse(turn, device, req, 'right-missing', { right });
    return;
  }
  const terminal = state.terminals.get(name);
  const paid = terminal?.paidLast ?? null;
  const refusal = whyNotAt(state, device, name, terminal) ?? whyNot(state, device, said, paid);
  if (paid === null || refusal !== null) {
    refuse(turn, device, req, refusal ?? 'nothing-to-reverse');
    return;
  }
  const { payment, tab, paidCents, record: paidAs } = paid;
  dueBackReversed(paid.refundCents === paid.paidCents);
  tipReversed(paid.tipCents > 0);
  record(turn, {
    kind: 'reversal-begun',
    payment,
    tab,
    device,
    operator,
    terminal: name,
    paidCents,
    record: paidAs,
  });
  answer(turn, device, { type: 'reply', req, ok: true, did: 'reversing', terminal: name, payment });
  turn.outputs.push({ kind: 'reverse', terminal: name, payment, record: paidAs });
}

/** What is wrong with the terminal, null if nothing is. */
function whyNotAt(state: State, device: string, name: string, terminal: TerminalState | undefined): ErrorCode | null {
  if (terminal === undefined) return 'unknown-terminal';
  const assigned = assignedTerminal(state, device);
  if (assigned !== null && assigned !== name) return 'terminal-not-assigned';
  const { payment, reversing, closing } = terminal;
  return payment !== null || reversing !== null || closing ? 'terminal-busy' : null;
}

/** Why this device cannot reverse the last payment: it must be one of the tab named, and the tab be held there. */
function whyNot(state: State, device: string, { tab, token }: Said, paid: PaidLast | null): ErrorCode | null {
  const lock = token === 0 ? null : fencedLock(state, device, tab, token);
  if (token !== 0 && lock === null) return 'stale-token';
  if (lock?.reason === 'payment') return 'held-by-payment';
  if (paid?.tab !== tab) return 'nothing-to-reverse';
  return lock !== null || paid.refundCents === paid.paidCents ? null : 'nothing-to-reverse';
}

function settledOf({ paidCents, tipCents, refundCents }: PaidLast): number {
  return paidCents - tipCents - refundCents;
}

/** What the terminal has proved of it. */
export function reversalOutcome(
  turn: Turn,
  name: string,
  payment: number,
  outcome: ReversalOutcome,
  terminalRecord: TerminalRecord | null,
): void {
  const { state } = turn;
  const { paidLast: paid = null, reversing = null } = state.terminals.get(name) ?? {};
  if (paid === null || reversing === null) return;
  knowsItsPayment(paid.payment === payment);
  if (paid.payment !== payment) return;
  const { tab, device, operator, paidCents, tipCents, refundCents } = paid;
  const isReversed = outcome === 'reversed';
  const cents = isReversed ? settledOf(paid) : 0;
  record(turn, {
    kind: 'reversal-ended',
    payment,
    tab,
    device,
    operator,
    source: sourceOf(state, device),
    outcome,
    paidCents: isReversed ? paidCents : 0,
    cents,
    tipCents: isReversed ? tipCents : 0,
    refundCents: isReversed ? refundCents : 0,
    record: terminalRecord,
  });
  tell(turn, reversing, { tab, payment, outcome, paidCents: isReversed ? paidCents : 0, cents });
}

/** A device comes back with its hold: it is told again how its last reversal ended, and what the tab owes. */
export function lastReversalTold(turn: Turn, device: string, last: EndedReversal): void {
  toldAgain();
  tell(turn, device, last);
}

function tell(turn: Turn, device: string, ended: Omit<EndedReversal, 'token'>): void {
  const { tab, payment, outcome, paidCents, cents } = ended;
  const { balanceCents } = tabOf(turn.state, tab);
  send(turn, device, { type: 'reversal-ended', tab, payment, outcome, paidCents, cents, balanceCents });
}

/** After a start: whether it took place is asked; it may have been sent by the process before, so it is not sent again. */
export function reversalsAfterStart(turn: Turn): void {
  for (const [name, { paidLast, reversing }] of turn.state.terminals) {
    if (paidLast === null || reversing === null) continue;
    reversalAtStart();
    const { payment, record: paidAs } = paidLast;
    turn.outputs.push({ kind: 'enquire-reversal', terminal: name, payment, record: paidAs });
  }
}
