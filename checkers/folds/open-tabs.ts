/**
 * What is on the tabs and not yet billed, from what the devices say of their lines; only when they were booked, and what
 * was billed, is as the journal has it.
 */
import type { Fact } from '#server/core/facts';
import { CollectedLines } from './collected-lines.ts';
import { euros } from './euros.ts';
import { Operators } from './operators.ts';

type Billed = Extract<Fact, { kind: 'billed' }>;
/** A line of a tab as its bill has it. */
export type Item = { quantity: number; article: string; cents: number };
/** What a payment is for, and in whose name. */
type Charge = { items: Item[]; operator: string };

/** What stands on a bill for less than it is for. */
const PART = 'Paid in part';

/** What is on the tabs and not yet billed, as the devices have it, and what payments are for. */
export class OpenTabs {
  readonly operators = new Operators();
  readonly collected = new CollectedLines();
  private readonly tabs = new Map<number, Item[]>();
  private readonly charges = new Map<number, Charge>();
  /** In whose name each tab was opened last. */
  private readonly openedBy = new Map<number, string>();

  opened({ tab, token, operator }: Extract<Fact, { kind: 'tab-locked' }>): void {
    this.openedBy.set(tab, this.operators.ofHold(token) ?? operator);
  }

  booked({ tab, device, bookings }: Extract<Fact, { kind: 'booked' }>): void {
    let items = this.tabs.get(tab);
    if (items === undefined) this.tabs.set(tab, (items = []));
    for (const booking of bookings) {
      items.push(this.collected.take(device, booking));
    }
  }

  /** What stands on a tab now, in the order in which it came. */
  standing(tab: number): readonly Item[] {
    return this.tabs.get(tab) ?? [];
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
   * right, and the ticket it is to be. A bill over less than its lines is over a part of the tab.
   */
  settle(billed: Billed): { items: Item[]; wholeCents: number; sum: number; lines: string[] } {
    const { tab, cents, bill, payment, tender } = billed;
    const charge = payment === null ? undefined : this.charges.get(payment);
    const open = this.tabs.get(tab) ?? [];
    const items = (payment === null ? open : charge?.items) ?? [];
    const sum = sumOf(items);
    const inPart = cents < sum;
    if (inPart) open.push({ quantity: 1, article: PART, cents: -cents });
    const left = inPart ? open : items === open ? [] : open.filter((item) => !items.includes(item));
    if (left.length === 0) this.tabs.delete(tab);
    else this.tabs.set(tab, left);
    if (payment !== null) this.uncharge(payment);
    const operator = (payment === null ? this.openedBy.get(tab) : charge?.operator) ?? billed.operator;
    const listed = inPart ? [{ quantity: 1, article: PART, cents }] : items;
    const texts = listed.map((item) => `${item.quantity} x ${item.article}  ${euros(item.cents)}`);
    const end = [`Total ${euros(cents)} EUR`, tender === 'cash' ? 'Cash' : 'Card'];
    const ticket = [`Tab ${tab}  ${operator}`, `Bill ${bill}`, ...texts, ...end];
    return { items, wholeCents: sum, sum: inPart ? cents : sum, lines: ticket };
  }
}

function sumOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + item.cents, 0);
}
