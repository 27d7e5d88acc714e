/**
 * Whoever has opened a parked tab is shown what comes late of its payment, also when the device comes back with its hold
 * or a server was started meanwhile: what was said at the opening is not true any more.
 */
import type { EventOf } from '#history/events';
import { ToldInTime, type Owed } from './told-in-time.ts';

export class LateTold extends ToldInTime {
  protected readonly how = 'a late outcome is not shown';
  /** Token → what its holder has not been shown since the outcome came. */
  private readonly unshown = new Map<number, Owed>();
  /** Device that stores bookings → the hold that it knows of; 0 for none. */
  private readonly knows = new Map<string, number>();

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
    this.unshown.delete(token);
    if (this.owed.get(device)?.token === token && !this.lacking.has(device) && !this.asked.has(device))
      this.forget(device);
  }

  /** A device has heard only now that it has the tab open: what has come since then is to be told after that. */
  opened({ node, token, t }: EventOf<'hold'>, id: number): void {
    this.knows.set(node, token);
    const unshown = this.unshown.get(token);
    if (unshown?.device === node) this.owes({ ...unshown, t, id, knownMs: unshown.t });
  }

  override shown(event: Parameters<ToldInTime['shown']>[0]): void {
    super.shown(event);
    for (const [token, { device, payment }] of this.unshown)
      if (device === event.node && payment === event.payment) this.unshown.delete(token);
  }

  /** The device believes to have that hold no more, or comes back without it. */
  lost({ node, token }: EventOf<'hold-lost'>): void {
    this.knows.set(node, 0);
    if (this.owed.get(node)?.token === token) this.forget(node);
  }

  hello({ node, token = 0 }: EventOf<'hello'>): void {
    this.knows.set(node, token);
    if (this.owed.get(node)?.token !== token) this.forget(node);
  }

  /** A payment has ended for which the tab was parked. Returns who is to be told, and under which hold; null for nobody. */
  ended(tab: number, payment: number, t: number, id: number): { device: string; token: number } | null {
    const hold = this.holds.get(tab);
    if (hold === undefined) return null;
    const owed = { ...hold, payment, tab, t, id };
    this.unshown.set(hold.token, owed);
    const { device, token } = hold;
    if ((this.knows.get(device) ?? token) === token) this.owes(owed);
    return hold;
  }
}
