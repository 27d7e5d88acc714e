/**
 * What is on the tabs and not yet billed, from what the devices say of their lines; only when they were booked, and what
 * was changed and billed, is as the journal has it.
 */
import type { Fact } from '#server/core/facts';
import type { FactHandlers } from '../checker.ts';
import type { ChangeFact } from './changes.ts';
import { CollectedLines } from './collected-lines.ts';
import { euros } from './euros.ts';
import { Operators } from './operators.ts';
import { takeLast, type Item, type Named } from './take-last.ts';

type Billed = Extract<Fact, { kind: 'billed' }>;
/** What a payment is for, and in whose name. */
type Charge = { items: Item[]; operator: string };
/** What is taken off a tab, and what that costs. */
export type Taken = { items: Item[]; cents: number };

/** What stands on a bill for less than it is for. */
const PART = 'Paid in part';
/** What stands on a tab for a voucher that was redeemed. */
const VOUCHER = 'Voucher redeemed';
/** What stands on a tab for a card payment that was reversed. */
const REVERSED = 'Card payment reversed';

/** What is on the tabs and not yet billed, as the devices have it, and what payments are for. */
export class OpenTabs {
  readonly operators = new Operators();
  readonly collected = new CollectedLines();
  private readonly tabs = new Map<number, Item[]>();
  private readonly charges = new Map<number, Charge>();
  /** In whose name each tab was opened last. */
  private readonly openedBy = new Map<number, string>();

  /** What it wants to know of changes besides bookings and bills. */
  readonly changes: Required<Pick<FactHandlers, ChangeFact['kind']>> = {
    'lines-moved': (fact) => void this.moved(fact),
    'lines-cancelled': (fact) => void this.cancelled(fact),
    discounted: (fact) => this.discounted(fact),
    redeemed: (fact) => this.redeemed(fact),
    'reversal-ended': (fact) => this.reversed(fact),
  };

  /** What stands on a tab now, in the order in which it came. */
  standing(tab: number): readonly Item[] {
    return this.tabs.get(tab) ?? [];
  }

  /** Whether a voucher stands on a tab, and nothing was paid in part after it: then its bill may be over nothing. */
  hasVoucher(tab: number): boolean {
    const last = this.standing(tab).findLast(({ article }) => article === VOUCHER || article === PART);
    return last?.article === VOUCHER;
  }

  owedCents(tab: number): number {
    return sumOf(this.standing(tab));
  }

  opened({ tab, token, operator }: Extract<Fact, { kind: 'tab-locked' }>): void {
    this.openedBy.set(tab, this.operators.ofHold(token) ?? operator);
  }

  booked({ tab, device, bookings }: Extract<Fact, { kind: 'booked' }>): void {
    for (const booking of bookings) this.put(tab, this.collected.take(device, booking));
  }

  private put(tab: number, item: Item): void {
    const items = this.tabs.get(tab);
    if (items === undefined) this.tabs.set(tab, [item]);
    else items.push(item);
  }

  /** Takes so much off a tab, what came last first; null, and nothing is taken, if it is not there. */
  private take(tab: number, named: readonly Named[]): Taken | null {
    const taken = takeLast(this.standing(tab), named);
    if (taken === null) return null;
    this.tabs.set(tab, taken.left);
    return { items: taken.items, cents: sumOf(taken.items) };
  }

  /** Lines go to another tab: some, or at a move and a merge all there are. */
  moved({ why, from, to, lines }: Extract<Fact, { kind: 'lines-moved' }>): Taken | null {
    const all = [...this.standing(from)];
    const taken = why === 'split' ? this.take(from, lines) : { items: all, cents: sumOf(all) };
    if (why !== 'split') this.tabs.delete(from);
    for (const item of taken?.items ?? []) this.put(to, item);
    return taken;
  }

  cancelled({ tab, lines }: Extract<Fact, { kind: 'lines-cancelled' }>): Taken | null {
    return this.take(tab, lines);
  }

  discounted({ tab, percent, cents }: Extract<Fact, { kind: 'discounted' }>): void {
    this.put(tab, { quantity: 1, article: `Discount ${percent} %`, cents: -cents, place: 'none' });
  }

  redeemed({ tab, cents }: Extract<Fact, { kind: 'redeemed' }>): void {
    this.put(tab, { quantity: 1, article: VOUCHER, cents: -cents, place: 'none' });
  }

  reversed({ tab, cents }: Extract<Fact, { kind: 'reversal-ended' }>): void {
    if (cents !== 0) this.put(tab, { quantity: 1, article: REVERSED, cents, place: 'none' });
  }

  charge({ payment, tab, operator }: Extract<Fact, { kind: 'payment-begun' }>): void {
    this.charges.set(payment, {
      items: [...(this.tabs.get(tab) ?? [])],
      operator: this.openedBy.get(tab) ?? operator,
    });
  }

  uncharge(payment: number): void {
    this.charges.delete(payment);
  }

  /**
   * Takes what the bill is for off the tab. Answers its lines, what all of them make up, what the bill is over if it is
   * right, and the ticket it is to be. A bill over less than its lines is over a part of the tab. One over all that is owed
   * leaves nothing, whatever came since the card was asked.
   */
  settle(billed: Billed): { items: Item[]; wholeCents: number; sum: number; lines: string[] } {
    const { tab, cents, payment, part } = billed;
    if (part?.by === 'lines') {
      const { items = [], cents: sum = 0 } = this.take(tab, part.lines) ?? {};
      return { items, wholeCents: sum, sum, lines: this.ticket(billed, items, undefined) };
    }
    const charge = payment === null ? undefined : this.charges.get(payment);
    const open = this.tabs.get(tab) ?? [];
    const isAll = payment === null || (charge !== undefined && cents === sumOf(open));
    const items = (isAll ? open : charge?.items) ?? [];
    const sum = sumOf(items);
    const inPart = cents < sum;
    if (inPart) open.push({ quantity: 1, article: PART, cents: -cents, place: 'none' });
    const left = inPart ? open : items === open ? [] : open.filter((item) => !items.includes(item));
    if (left.length === 0) this.tabs.delete(tab);
    else this.tabs.set(tab, left);
    if (payment !== null) this.uncharge(payment);
    const listed = inPart ? [{ quantity: 1, article: PART, cents }] : items;
    const lines = this.ticket(billed, listed, charge);
    return { items, wholeCents: sum, sum: inPart ? cents : sum, lines };
  }

  private ticket(billed: Billed, listed: readonly Omit<Item, 'place'>[], charge: Charge | undefined): string[] {
    const { tab, cents, bill, payment, tender } = billed;
    const operator = (payment === null ? this.openedBy.get(tab) : charge?.operator) ?? billed.operator;
    const texts = listed.map((item) => `${item.quantity} x ${item.article}  ${euros(item.cents)}`);
    const end = [`Total ${euros(cents)} EUR`, tender === 'cash' ? 'Cash' : 'Card'];
    return [`Tab ${tab}  ${operator}`, `Bill ${bill}`, ...texts, ...end];
  }
}

function sumOf(items: readonly { cents: number }[]): number {
  return items.reduce((sum, item) => sum + item.cents, 0);
}
