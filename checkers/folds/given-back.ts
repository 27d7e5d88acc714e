import type { FactHandlers } from '../checker.ts';

/** Payments of which the server says that they were reversed, and those of which it does not know it yet. */
export class GivenBack {
  private readonly said = new Set<number>();
  private readonly open = new Set<number>();
  readonly facts: Required<Pick<FactHandlers, 'reversal-begun' | 'reversal-ended'>> = {
    'reversal-begun': ({ payment }) => void this.open.add(payment),
    'reversal-ended': ({ payment, outcome }) => {
      this.open.delete(payment);
      if (outcome === 'reversed') this.said.add(payment);
    },
  };

  /** Whether its money need not be there any more. */
  explains(payment: number, isTaken: boolean): boolean {
    return this.said.has(payment) || (this.open.has(payment) && !isTaken);
  }
}
