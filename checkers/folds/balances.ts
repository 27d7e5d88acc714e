/** What is owed for each tab: what the devices say that their booked lines cost, as it was changed, less what was billed. */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import { centsChanged, type ChangeFact } from './changes.ts';

export class Balances {
  /** Prices of lines that are not yet in the journal, by device and number. */
  private readonly collectedCents = new Map<string, Map<number, number>>();
  private readonly byTab = new Map<number, number>();

  owedCents(tab: number): number {
    return this.byTab.get(tab) ?? 0;
  }

  collected({ node, seq, cents }: EventOf<'collected'>): void {
    const lines = this.collectedCents.get(node);
    if (lines === undefined) this.collectedCents.set(node, new Map([[seq, cents]]));
    else lines.set(seq, cents);
  }

  booked({ tab, device, bookings }: Extract<Fact, { kind: 'booked' }>): void {
    const lines = this.collectedCents.get(device);
    let owed = this.owedCents(tab);
    for (const { seq, cents } of bookings) {
      owed += lines?.get(seq) ?? cents;
      lines?.delete(seq);
    }
    this.byTab.set(tab, owed);
  }

  changed(fact: ChangeFact): void {
    for (const [tab, cents] of centsChanged(fact)) this.byTab.set(tab, this.owedCents(tab) + cents);
  }

  billed({ tab, cents }: Extract<Fact, { kind: 'billed' }>): void {
    this.byTab.set(tab, this.owedCents(tab) - cents);
  }

  /** What is owed once these lines of the device, as far as they are not booked yet, are booked too. */
  owedWith(tab: number, device: string, seqs: readonly number[]): number {
    const lines = this.collectedCents.get(device);
    return seqs.reduce((sum, seq) => sum + (lines?.get(seq) ?? 0), this.owedCents(tab));
  }
}
