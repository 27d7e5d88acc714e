/** What facts of bills and payments change of the takings of operators. */
import type { Takings } from '#protocols/mpos/messages';
import type { Fact } from '../facts.ts';
import type { State } from '../state.ts';

/** Takings of an operator who has taken nothing. */
export function noTakings(operator: string): Takings {
  return { operator, mposCents: 0, posCents: 0, cashCents: 0, cardCents: 0, tipCents: 0, refundCents: 0 };
}

function takingsOf(state: State, operator: string): Takings {
  let takings = state.takings.get(operator);
  if (takings === undefined) state.takings.set(operator, (takings = noTakings(operator)));
  return takings;
}

/** A bill counts for whoever is on it. Those of older journals have no source, and count as those of mPOS devices. */
export function countBill(state: State, { operator, cents, tender, source }: Extract<Fact, { kind: 'billed' }>): void {
  const takings = takingsOf(state, operator);
  if (source === 'Officer') takings.posCents += cents;
  else takings.mposCents += cents;
  if (tender === 'cash') takings.cashCents += cents;
  else takings.cardCents += cents;
}

/** What was given back is taken no more, and what was due back of it is so no more. */
export function countReversal(
  state: State,
  { operator, source, cents, tipCents, refundCents }: Extract<Fact, { kind: 'reversal-ended' }>,
): void {
  const takings = takingsOf(state, operator);
  takings[source === 'Officer' ? 'posCents' : 'mposCents'] -= cents;
  takings.cardCents -= cents;
  takings.tipCents -= tipCents;
  takings.refundCents -= refundCents;
}

/** What a card has paid beyond the bill is the tip of whoever had the payment made, or is due back. */
export function countCharge(
  state: State,
  operator: string,
  { tipCents, refundCents }: Extract<Fact, { kind: 'payment-ended' }>,
): void {
  if (tipCents === 0 && refundCents === 0) return;
  const takings = takingsOf(state, operator);
  takings.tipCents += tipCents;
  takings.refundCents += refundCents;
}
