/**
 * What a terminal remembers: its last transaction, through power loss, and one whose result the till has not
 * acknowledged yet. What becomes of that when the till is cut off is a parameter, because terminals differ.
 */
import { sometimes } from '#protocols/marks';
import type { Recorder } from '#history/events';
import type { Fields } from '#protocols/zvt/fields';
import type { AfterCut, TerminalProfile } from '#protocols/zvt/profiles';

const cutWithResult = sometimes(
  'cut-after-approval',
  'a terminal has charged a card, and its till never acknowledges that',
);

export type Numbers = { receiptNo: string; trace: number };
type Transaction = Numbers & {
  amountCents: number;
  resultCode: number;
  /** Of the transaction a reversal undid. */
  originalTrace?: number;
};

const OK = 0x00;
const DECLINED = 0x05;

export class TransactionStore {
  private last: Transaction | null = null;
  private pending: Transaction | null = null;
  private count = 0;
  /** The last transaction is a payment of this day that was not reversed. */
  private reversible = false;
  /** Since its last end of day. */
  private day = { count: 0, cents: 0, from: 0, to: 0 };
  /** The numbers of the payment the host is asked for. */
  private reserved: Numbers | null = null;
  private readonly name: string;
  private readonly record: Recorder;
  private readonly profile: TerminalProfile;
  /** Told of each payment that was approved and is to be as if it had never been. */
  private readonly undone: (numbers: Numbers) => void;

  constructor(name: string, record: Recorder, profile: TerminalProfile, undone: (numbers: Numbers) => void = () => {}) {
    this.name = name;
    this.record = record;
    this.profile = profile;
    this.undone = undone;
  }

  /** What the last transaction says of itself; null if there is none. */
  told(): Fields | null {
    return this.last;
  }

  /** The numbers the next payment will have, before its result is known. */
  reserve(): Numbers {
    this.reserved = this.nextNumbers();
    return this.reserved;
  }

  /** A payment has this result: what the status information says of it, besides the code. */
  begin(resultCode: number, amountCents: number): Fields {
    const numbered = resultCode === OK || this.profile.storesDeclined;
    this.pending = numbered ? this.numbered({ resultCode, amountCents }) : null;
    this.reserved = null;
    return this.pending ?? { resultCode };
  }

  /** The till has acknowledged the result. */
  keep(): void {
    if (this.pending === null) return;
    this.last = this.pending;
    this.pending = null;
    this.reversible = this.last.resultCode === OK;
    if (this.reversible) this.money('taken', this.last);
  }

  /** The till says that it issued goods for so much only: that is booked. False if it is nothing, or too much. */
  lower(amountCents: number): boolean {
    if (this.pending === null || amountCents <= 0 || amountCents > this.pending.amountCents) return false;
    this.pending.amountCents = amountCents;
    return true;
  }

  /** The till says that it issued no goods: the payment is undone before it was stored. */
  drop(): void {
    if (this.pending?.resultCode === OK) this.undone(this.pending);
    this.pending = null;
  }

  /** The till never acknowledged. */
  cut(afterCut: AfterCut): void {
    const { pending } = this;
    this.reserved = null;
    cutWithResult(pending?.resultCode === OK);
    if (pending === null) return;
    if (pending.resultCode !== OK || afterCut === 'paid') {
      this.keep();
      return;
    }
    this.pending = null;
    if (afterCut === 'reversed') {
      this.money('taken', pending);
      this.last = this.undo(pending);
      return;
    }
    this.undone(pending);
    if (this.profile.storesDeclined) this.last = { ...pending, resultCode: DECLINED };
  }

  /** Whether the last transaction is a payment of that receipt number, of this day and not reversed. */
  canReverse(receiptNo: string): boolean {
    const { last } = this;
    return this.reversible && last?.resultCode === OK && last.receiptNo === receiptNo;
  }

  /** Gives the last payment back; what the status information says of that, which is not all that stays in the store. */
  reverse(): Fields {
    const { last } = this;
    if (last === null) return {};
    this.last = this.undo(last);
    return this.profile.reversal === 'own-record' ? this.last : last;
  }

  /** The money of a payment goes back; what that leaves in the store. */
  private undo(paid: Transaction): Transaction {
    this.reversible = false;
    this.money('reversed', paid);
    this.undone(paid);
    const { amountCents, trace: originalTrace } = paid;
    return this.profile.reversal === 'own-record'
      ? this.numbered({ resultCode: OK, amountCents, originalTrace })
      : { ...paid, resultCode: DECLINED, amountCents: 0 };
  }

  private numbered(transaction: Omit<Transaction, 'receiptNo' | 'trace'>): Transaction {
    return { ...transaction, ...(this.reserved ?? this.nextNumbers()) };
  }

  private nextNumbers(): Numbers {
    this.count += 1;
    const receiptNo = String(wrapped(this.count, 9_999)).padStart(4, '0');
    return { receiptNo, trace: wrapped(this.count, 999_999) };
  }

  /** Ends the day and begins the next, whether the till hears of it or not. A count is one byte. */
  endDay(): Fields {
    const { count, cents, from, to } = this.day;
    this.day = { count: 0, cents: 0, from: 0, to: 0 };
    this.reversible = false;
    const none = { count: 0, cents: 0 };
    const brands = { jcb: none, eurocard: none, amex: none, visa: none, diners: none, other: none };
    const girocard = { count: Math.min(count, 0xff), cents };
    return {
      resultCode: OK,
      amountCents: cents,
      totals: { receiptFrom: from, receiptTo: to, girocard, ...brands },
    };
  }

  private money(phase: 'taken' | 'reversed', { amountCents, receiptNo, trace }: Transaction): void {
    const { day } = this;
    day.cents += phase === 'taken' ? amountCents : -amountCents;
    day.count += phase === 'taken' ? 1 : -1;
    day.from = day.from === 0 ? Number(receiptNo) : day.from;
    day.to = Number(receiptNo);
    this.record(this.name, { kind: 'money', phase, cents: amountCents, receiptNo, trace });
  }
}

/** The numbers go from 1 to the greatest of their length, then begin again: all zeros stand for none. */
function wrapped(count: number, greatest: number): number {
  return ((count - 1) % greatest) + 1;
}
