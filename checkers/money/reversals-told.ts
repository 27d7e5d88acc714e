/** Who has asked for a reversal is shown what came of it. */
import type { HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Findings } from '../findings.ts';
import { ToldInTime, type Owed } from './told-in-time.ts';

type Begun = Extract<Fact, { kind: 'reversal-begun' }>;
type Ended = Extract<Fact, { kind: 'reversal-ended' }>;

export class ReversalsTold extends ToldInTime {
  private readonly isToldAgain: boolean;

  constructor(header: HistoryHeader, found: Findings) {
    super(header, found);
    this.isToldAgain = header.floor.reversalsAgain === true;
  }

  protected readonly how = 'a reversal is not shown';

  protected because({ device, payment, tab }: Owed): string {
    return `${device} ask for the reversal of payment ${payment} of tab ${tab}`;
  }

  ended({ payment, tab }: Ended, { device }: Begun, t: number, id: number): void {
    const hold = this.holds.get(tab);
    if (this.isToldAgain && hold?.device === device) this.owesHolder({ ...hold, payment, tab, t, id });
    else if (this.connected.has(device) && !this.thinClients.has(device))
      this.owes({ device, payment, tab, token: 0, t, id });
  }
}
