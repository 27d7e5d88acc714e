/**
 * Why a request must be refused, as things are: the codes of the error table that hold for it now. Read both ways: what
 * is refused has one of them while it is out, and nothing is accepted that has one. Prices are those the devices tell.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { ErrorCode } from '#protocols/errors';
import type { Fact } from '#server/core/facts';
import { isWrite, opens, type Ask } from '../folds/asks.ts';
import { Balances } from '../folds/balances.ts';
import { Situation } from '../folds/situation.ts';

export type Reason = { code: ErrorCode; holder?: string };

export class Reasons {
  readonly now = new Situation();
  readonly balances = new Balances();
  private readonly floor: HistoryHeader['floor'];
  private readonly operators: ReadonlySet<string> | null;
  private readonly families: ReadonlyMap<string, string>;
  /** Devices that pay at one terminal only. */
  private readonly terminals: ReadonlyMap<string, string | undefined>;
  private readonly busyMs: number;

  constructor({ floor, limits }: HistoryHeader) {
    this.floor = floor;
    this.operators = floor.operators === undefined ? null : new Set(floor.operators);
    this.families = new Map(floor.devices.map(({ name, family }) => [name, family]));
    this.terminals = new Map(floor.devices.map(({ name, terminal }) => [name, terminal]));
    this.busyMs = (limits.busyMs ?? 0) + limits.slackMs;
  }

  seen(fact: Fact, { at }: EventOf<'fact'>, id: number): void {
    this.now.seen(fact, at, id);
    if (fact.kind === 'booked') this.balances.booked(fact);
    else if (fact.kind === 'billed') this.balances.billed(fact);
  }

  /** All reasons there are at time `t`, in the order in which none hides another that matters. */
  of(ask: Ask, t: number): Reason[] {
    const { type, node } = ask;
    if (type === 'receipt-printed') return [];
    if (type === 'redirect-print') return this.floor.fallbackPrinter === null ? [{ code: 'no-fallback-printer' }] : [];
    if (type === 'sign-on') {
      return this.ofSignOn(ask);
    }
    if (type === 'freestyle-code')
      return this.floor.clients?.licences.freestyle === false ? [{ code: 'licence-missing' }] : [];
    const reasons: Reason[] = this.now.operators.has(node) ? [] : [{ code: 'not-signed-on' }];
    if (opens(ask)) reasons.push(...this.ofOpen(ask, t));
    if (type === 'simple-order') reasons.push(...this.ofSimpleOrder(ask));
    if (type === 'force-free') reasons.push(...this.ofForce(ask));
    if (type === 'reprint') reasons.push(...this.ofReprint(ask));
    if (isWrite(ask)) reasons.push(...this.ofWrite(ask));
    return reasons;
  }

  private ofSignOn({ node, operator }: Ask): Reason[] {
    if (operator === undefined) return [];
    if (this.operators !== null && !this.operators.has(operator)) return [{ code: 'unknown-operator' }];
    const { freestyleOperators } = this.floor.clients ?? {};
    const isExternal = this.families.get(node) === 'freestyle' && freestyleOperators?.includes(operator) === false;
    return isExternal ? [{ code: 'external-operator' }] : [];
  }

  private ofOpen({ tab = 0, node }: Ask, t: number): Reason[] {
    const hold = this.now.holds.get(tab);
    if (hold === undefined) {
      const printing = this.now.printing.get(tab);
      return printing !== undefined && t < printing.madeMs + this.busyMs ? [{ code: 'try-again' }] : [];
    }
    const { device: holder, operator, paying } = hold;
    if (paying) return [{ code: 'held-by-payment', holder }];
    const own = holder === node || operator === this.now.operators.get(node);
    return [{ code: own ? 'own-locked-tab' : 'held-by-another-device', holder }];
  }

  private ofSimpleOrder({ tab = 0, lineCents = 0 }: Ask): Reason[] {
    const reasons: Reason[] = [];
    if (this.floor.simpleOrder?.tab !== tab) reasons.push({ code: 'no-simple-order' });
    if (this.now.parked.has(tab)) reasons.push({ code: 'card-may-be-charged' });
    if (this.balances.owedCents(tab) + lineCents <= 0) reasons.push({ code: 'nothing-to-pay' });
    return reasons;
  }

  private ofForce({ tab = 0, node }: Ask): Reason[] {
    if (this.families.get(node) !== 'till') return [{ code: 'till-only' }];
    return this.now.holds.get(tab)?.paying === true ? [{ code: 'held-by-payment' }] : [];
  }

  private ofReprint({ job = 0 }: Ask): Reason[] {
    const known = this.now.reprintable(job);
    if (known === undefined) return [{ code: 'unknown-job' }];
    return known.belt && this.floor.fallbackPrinter === null ? [{ code: 'no-fallback-printer' }] : [];
  }

  private ofWrite(ask: Ask): Reason[] {
    const { tab = 0, token, node, type, terminal, confirmed } = ask;
    const hold = this.now.holds.get(tab);
    if (token === undefined) return [];
    if (hold === undefined || hold.token !== token || hold.device !== node) return [{ code: 'stale-token' }];
    if (hold.paying) return [{ code: 'held-by-payment' }];
    if (type !== 'bill' && type !== 'pay') return [];
    const reasons: Reason[] = [];
    if (this.now.parked.has(tab) && !confirmed) reasons.push({ code: 'card-may-be-charged' });
    if (this.balances.owedWith(tab, node, ask.seqs ?? []) <= 0) reasons.push({ code: 'nothing-to-pay' });
    if (type === 'bill' || terminal === undefined) return reasons;
    if (!this.floor.terminals.includes(terminal)) reasons.push({ code: 'unknown-terminal' });
    else if ((this.terminals.get(node) ?? terminal) !== terminal) reasons.push({ code: 'terminal-not-assigned' });
    else if (this.now.busy.has(terminal)) reasons.push({ code: 'terminal-busy' });
    else if (!this.now.known.has(terminal)) reasons.push({ code: 'terminal-not-ready' });
    return reasons;
  }
}
