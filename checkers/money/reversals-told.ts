/** Who has asked for a reversal is shown what came of it. */
import type { Fact } from '#server/core/facts';
import { ToldInTime, type Owed } from './told-in-time.ts';

type Begun = Extract<Fact, { kind: 'reversal-begun' }>;
type Ended = Extract<Fact, { kind: 'reversal-ended' }>;

export class ReversalsTold extends ToldInTime {
  protected readonly how = 'a reversal is not shown';

  protected because({ device, payment, tab }: Owed): string {
    return `${device} ask for the reversal of payment ${payment} of tab ${tab}`;
  }

  ended({ payment, tab }: Ended, { device }: Begun, t: number, id: number): void {
    if (!this.connected.has(device)) return;
    const hold = this.holds.get(tab);
    if (this.thinClients.has(device) && hold?.device !== device) return;
    this.owes({ device, payment, tab, token: hold?.token ?? 0, t, id });
  }
}
