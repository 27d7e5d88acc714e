/**
 * Whoever has opened a parked tab is shown what comes late of its payment: what was said at the opening is not true any
 * more.
 */
import { ToldInTime, type Owed } from './told-in-time.ts';

export class LateTold extends ToldInTime {
  protected readonly how = 'a late outcome is not shown';

  protected because({ device, payment, tab }: Owed): string {
    return `${device} have tab ${tab} open, which was parked for payment ${payment}`;
  }

  /** A payment has ended for which the tab was parked. Returns who is to be told, and under which hold; null for nobody. */
  ended(tab: number, payment: number, t: number, id: number): { device: string; token: number } | null {
    const hold = this.holds.get(tab);
    if (hold === undefined) return null;
    this.owesHolder({ ...hold, payment, tab, t, id });
    return hold;
  }
}
