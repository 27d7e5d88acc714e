/**
 * Whoever has opened a parked tab is shown what comes late of its payment, also when the device comes back with its hold
 * or a server was started meanwhile: what was said at the opening is not true any more.
 */
import type { EventOf } from '#history/events';
import { ToldInTime, type Owed } from './told-in-time.ts';

export class LateTold extends ToldInTime {
  protected readonly how = 'a late outcome is not shown';

  protected because({ device, payment, tab }: Owed): string {
    return `${device} have tab ${tab} open, which was parked for payment ${payment}`;
  }

  /** It is told again to whoever comes back; a thin client with the first screen. */
  override connects(node: string): void {
    this.connected.add(node);
    this.changed(node);
    this.shownMs.delete(node);
  }

  /** A device that comes back after its hold has ended has no such tab open any more. */
  welcome({ node, hold }: EventOf<'welcome'>): void {
    this.connects(node);
    if (hold === 'ended') this.forget(node);
  }

  /** Holds outlast a server. */
  override started(): void {
    this.connected.clear();
    this.contact.clear();
    this.lacking.clear();
  }

  /** Who has asked for the end of the hold is shown it before the answer. */
  override released(fact: Parameters<ToldInTime['released']>[0]): void {
    super.released(fact);
    const { device, token } = fact;
    if (this.owed.get(device)?.token === token && !this.lacking.has(device) && !this.asked.has(device))
      this.forget(device);
  }

  /** The device believes to have that hold no more, or comes back without it. */
  lost({ node, token }: EventOf<'hold-lost'>): void {
    if (this.owed.get(node)?.token === token) this.forget(node);
  }

  hello({ node, token }: EventOf<'hello'>): void {
    if (this.owed.get(node)?.token !== token) this.forget(node);
  }

  /** A payment has ended for which the tab was parked. Returns who is to be told, and under which hold; null for nobody. */
  ended(tab: number, payment: number, t: number, id: number): { device: string; token: number } | null {
    const hold = this.holds.get(tab);
    if (hold === undefined) return null;
    this.owes({ ...hold, payment, tab, t, id });
    return hold;
  }
}
