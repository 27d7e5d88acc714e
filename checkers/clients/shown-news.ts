/**
 * What has to stand on the screen of a thin client: where a payment was waited for, how it has ended; of a tab that was
 * parked when it was opened there, that it is, until something is known of its payment.
 */
import type { EventOf } from '#history/events';
import type { ScreenName } from '#history/screen-keys';
import type { Fact } from '#server/core/facts';
import type { Findings } from '../findings.ts';

type Screen = EventOf<'screen'>;
/** A hold of which it is certain whether its tab is parked; the event that granted it. */
type Hold = { tab: number; parked: boolean; id: number };

export class ShownNews {
  private readonly found: Findings;
  /** Device → what its last screen was. */
  private readonly last = new Map<string, { on: ScreenName; id: number }>();
  /** Tab → the payment it is parked for. */
  private readonly parked = new Map<number, number>();
  private readonly holds = new Map<number, Hold>();

  constructor(found: Findings) {
    this.found = found;
  }

  admitted({ node }: EventOf<'admitted'>): void {
    this.last.delete(node);
  }

  fact(fact: Fact, id: number): void {
    switch (fact.kind) {
      case 'tab-locked':
        this.holds.set(fact.token, { tab: fact.tab, parked: this.parked.has(fact.tab), id });
        return;
      case 'payment-parked':
        this.parked.set(fact.tab, fact.payment);
        this.unsure(fact.tab);
        return;
      case 'payment-begun':
        this.parked.delete(fact.tab);
        this.unsure(fact.tab);
        return;
      case 'payment-ended':
        if (this.parked.get(fact.tab) === fact.payment) this.parked.delete(fact.tab);
        this.unsure(fact.tab);
        return;
      case 'billed':
        if (fact.payment === null) this.parked.delete(fact.tab);
        this.unsure(fact.tab);
        return;
      case 'tab-released':
        this.holds.delete(fact.token);
        return;
      default:
    }
  }

  /** What is shown of a tab may be from before from now on, or not be told yet. */
  private unsure(tab: number): void {
    for (const [token, hold] of this.holds) if (hold.tab === tab) this.holds.delete(token);
  }

  /** The next screen of a client; it was looked at what it is last when its keys were others. */
  seen(screen: Screen, id: number): void {
    const { node, keys, outcome, t } = screen;
    const before = this.last.get(node);
    const on = keys?.on ?? before?.on;
    if (on === undefined) return;
    this.last.set(node, { on, id });
    if (before?.on !== 'paying' || on === 'paying') return;
    this.found.judge();
    if (outcome !== undefined) return;
    this.found.fail(
      [before.id, id],
      `let ${node} be a thin client that waited for a payment; then at ${this.found.at(t)} it showed another screen; however that did not say how the payment had ended`,
      'an outcome is not shown',
    );
  }

  /** Whether a tab is called parked on the screen on which it is booked. */
  judge({ node, token, parked, beforeCents, t }: Screen, id: number): void {
    const hold = beforeCents === undefined ? undefined : this.holds.get(token);
    if (hold === undefined) return;
    this.found.judge();
    if (hold.parked === (parked === true)) return;
    this.found.fail(
      [hold.id, id],
      `let tab ${hold.tab} be ${hold.parked ? '' : 'not '}parked; then ${node} showed it at ${this.found.at(t)}; however it ${parked === true ? 'was called parked there' : 'was not called parked there'}`,
      'a tab is not shown as parked as it is',
    );
  }
}
