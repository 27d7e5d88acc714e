/**
 * Why a request must be refused, as things are: the codes of the error table that hold for it now. Read both ways: what
 * is refused has one of them while it is out, and nothing is accepted that has one. Prices are those the devices tell.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { ErrorCode } from '#protocols/errors/errors';
import { readsCards } from '#protocols/mpos/cards';
import type { ChangeKind, Right, TabChange } from '#protocols/mpos/tab-changes';
import type { Fact } from '#server/core/facts';
import { isWrite, opens, type Ask } from '../folds/asks.ts';
import { Balances } from '../folds/balances.ts';
import { OpenTabs } from '../folds/open-tabs.ts';
import { Situation, type Held } from '../folds/situation.ts';
import { takeLast, type Item } from '../folds/take-last.ts';

export type Reason = { code: ErrorCode; holder?: string; right?: string };

export class Reasons {
  readonly now = new Situation();
  private readonly balances = new Balances();
  private readonly tabs = new OpenTabs();
  private readonly floor: HistoryHeader['floor'];
  private readonly operators: ReadonlySet<string> | null;
  private readonly families: ReadonlyMap<string, string>;
  /** Devices that pay at one terminal only. */
  private readonly terminals: ReadonlyMap<string, string | undefined>;
  /** Devices of models that cannot scan cards. */
  private readonly blind: ReadonlySet<string>;
  private readonly busyMs: number;

  constructor({ floor, limits }: HistoryHeader) {
    this.floor = floor;
    this.operators = floor.operators === undefined ? null : new Set(floor.operators);
    this.families = new Map(floor.devices.map(({ name, family }) => [name, family]));
    this.terminals = new Map(floor.devices.map(({ name, terminal }) => [name, terminal]));
    this.blind = new Set(floor.devices.flatMap(({ name, model }) => (readsCards(model?.name) ? [] : [name])));
    this.busyMs = (limits.busyMs ?? 0) + limits.slackMs;
  }

  seen(fact: Fact, { at }: EventOf<'fact'>, id: number): void {
    this.now.seen(fact, at, id);
    switch (fact.kind) {
      case 'booked':
        this.balances.booked(fact);
        this.tabs.booked(fact);
        return;
      case 'billed':
        this.balances.billed(fact);
        this.tabs.settle(fact);
        return;
      case 'payment-begun':
        this.tabs.charge(fact);
        return;
      case 'payment-ended':
        if (fact.outcome !== 'paid' || fact.paidCents === fact.refundCents) this.tabs.uncharge(fact.payment);
        return;
      case 'lines-moved':
        this.balances.changed(fact);
        this.tabs.moved(fact);
        return;
      case 'lines-cancelled':
        this.balances.changed(fact);
        this.tabs.cancelled(fact);
        return;
      case 'redeemed':
        this.balances.changed(fact);
        this.tabs.redeemed(fact);
        return;
      case 'reversal-ended':
        this.balances.changed(fact);
        this.tabs.reversed(fact);
        return;
      case 'discounted':
        this.balances.changed(fact);
        this.tabs.discounted(fact);
        return;
      default:
    }
  }

  collected(event: EventOf<'collected'>): void {
    this.balances.collected(event);
    this.tabs.collected.collected(event);
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
    if (opens(ask)) reasons.push(...this.ofOpen(ask.tab ?? 0, node, this.now.operators.get(node), t));
    if (type === 'simple-order') reasons.push(...this.ofSimpleOrder(ask));
    if (type === 'station-state' && this.families.get(node) !== 'till') reasons.push({ code: 'till-only' });
    if (type === 'force-free') reasons.push(...this.ofForce(ask));
    if (type === 'camera') reasons.push(...this.ofCamera(ask));
    if (type === 'end-of-day') reasons.push(...this.ofEndOfDay(ask));
    if (type === 'read-card' && this.blind.has(node)) reasons.push({ code: 'scan-not-supported' });
    if (type === 'reverse') reasons.push(...this.ofReverse(ask));
    if (type === 'reprint') reasons.push(...this.ofReprint(ask));
    if (isWrite(ask)) reasons.push(...this.ofWrite(ask, t));
    return reasons;
  }

  private ofSignOn({ node, operator }: Ask): Reason[] {
    if (operator === undefined) return [];
    if (this.operators !== null && !this.operators.has(operator)) return [{ code: 'unknown-operator' }];
    const { freestyleOperators } = this.floor.clients ?? {};
    const isExternal = this.families.get(node) === 'freestyle' && freestyleOperators?.includes(operator) === false;
    return isExternal ? [{ code: 'external-operator' }] : [];
  }

  private ofOpen(tab: number, node: string, asking: string | undefined, t: number): Reason[] {
    const hold = this.now.holds.get(tab);
    if (hold === undefined) {
      const printing = this.now.printing.get(tab);
      return printing !== undefined && t < printing.madeMs + this.busyMs ? [{ code: 'try-again' }] : [];
    }
    const { device: holder, operator, paying } = hold;
    if (paying) return [{ code: 'held-by-payment', holder }];
    const own = holder === node || operator === asking;
    return [{ code: own ? 'own-locked-tab' : 'held-by-another-device', holder }];
  }

  /** The line of a thin client is made at the server, at the price on the menu. */
  private ofSimpleOrder({ tab = 0, article, lineCents = this.priceOf(article) }: Ask): Reason[] {
    const reasons: Reason[] = [];
    if (this.floor.simpleOrder?.tab !== tab) reasons.push({ code: 'no-simple-order' });
    if (this.now.parked.has(tab)) reasons.push({ code: 'card-may-be-charged' });
    if (this.balances.owedCents(tab) + lineCents <= 0) reasons.push({ code: 'nothing-to-pay' });
    return reasons;
  }

  private priceOf(article: string | undefined): number {
    return this.floor.articles?.find(({ name }) => name === article)?.cents ?? 0;
  }

  private ofForce({ tab = 0, node }: Ask): Reason[] {
    if (this.families.get(node) !== 'till') return [{ code: 'till-only' }];
    return this.now.holds.get(tab)?.paying === true ? [{ code: 'held-by-payment' }] : [];
  }

  private ofEndOfDay({ terminal = '', node }: Ask): Reason[] {
    if (this.families.get(node) !== 'till') return [{ code: 'till-only' }];
    if (!this.floor.terminals.includes(terminal)) return [{ code: 'unknown-terminal' }];
    return this.isBusy(terminal) || this.now.closing.has(terminal) ? [{ code: 'terminal-busy' }] : [];
  }

  private isBusy(terminal: string): boolean {
    return this.now.busy.has(terminal) || this.now.reversing.has(terminal);
  }

  /** Only the last payment of a terminal can be reversed, under the hold of its tab or when all of it is due back. */
  private ofReverse({ terminal = '', tab = 0, token = 0, node }: Ask): Reason[] {
    const { now } = this;
    const reasons = this.ofRight({ operator: now.operators.get(node) ?? '' }, 'reverse');
    if (!this.floor.terminals.includes(terminal)) return [...reasons, { code: 'unknown-terminal' }];
    if ((this.terminals.get(node) ?? terminal) !== terminal) reasons.push({ code: 'terminal-not-assigned' });
    if (this.isBusy(terminal) || now.closing.has(terminal)) reasons.push({ code: 'terminal-busy' });
    const hold = now.holds.get(tab);
    const isHeld = hold !== undefined && hold.token === token && hold.device === node;
    if (token !== 0 && !isHeld) reasons.push({ code: 'stale-token' });
    if (isHeld && hold.paying) reasons.push({ code: 'held-by-payment' });
    const paid = now.paidLast.get(terminal);
    if (paid?.tab !== tab || !(isHeld || paid.isDueBack)) reasons.push({ code: 'nothing-to-reverse' });
    return reasons;
  }

  private ofCamera({ camera = '' }: Ask): Reason[] {
    const known = this.floor.cameras?.find(({ name }) => name === camera);
    if (known === undefined) return [{ code: 'unknown-camera' }];
    return known.kind === 'ip' ? [{ code: 'ip-camera' }] : [];
  }

  private ofReprint({ job = 0 }: Ask): Reason[] {
    const known = this.now.reprintable(job);
    if (known === undefined) return [{ code: 'unknown-job' }];
    return known.belt && this.floor.fallbackPrinter === null ? [{ code: 'no-fallback-printer' }] : [];
  }

  private ofWrite(ask: Ask, t: number): Reason[] {
    const { tab = 0, token, node, type, terminal, confirmed } = ask;
    const hold = this.now.holds.get(tab);
    if (token === undefined) return [];
    if (hold === undefined || hold.token !== token || hold.device !== node) return [{ code: 'stale-token' }];
    if (hold.paying) return [{ code: 'held-by-payment' }];
    if (type === 'change') return ask.change === undefined ? [] : this.ofChange(ask, ask.change, hold, t);
    if (type === 'scan') return this.ofScan(ask);
    if (type !== 'bill' && type !== 'pay') return [];
    const reasons = ask.cents === undefined ? [] : this.ofRight(hold, 'part-bill');
    if (this.now.parked.has(tab) && !confirmed) reasons.push({ code: 'card-may-be-charged' });
    const owedCents = this.balances.owedWith(tab, node, ask.seqs ?? []);
    const isCovered = type === 'bill' && owedCents === 0 && this.tabs.hasVoucher(tab);
    if (owedCents <= 0 && !isCovered) reasons.push({ code: 'nothing-to-pay' });
    if (type === 'bill' || terminal === undefined) return reasons;
    if (!this.floor.terminals.includes(terminal)) reasons.push({ code: 'unknown-terminal' });
    else if ((this.terminals.get(node) ?? terminal) !== terminal) reasons.push({ code: 'terminal-not-assigned' });
    else if (this.isBusy(terminal)) reasons.push({ code: 'terminal-busy' });
    else if (!this.now.known.has(terminal)) reasons.push({ code: 'terminal-not-ready' });
    return reasons;
  }

  private ofScan({ tab = 0, node, seqs = [], card }: Ask): Reason[] {
    const reasons: Reason[] = [];
    if (this.blind.has(node)) reasons.push({ code: 'scan-not-supported' });
    if (this.floor.services?.vouchers === undefined) reasons.push({ code: 'no-card-service' });
    if (card?.kind !== 'voucher') return reasons;
    if (this.now.parked.has(tab)) reasons.push({ code: 'parked-tab' });
    if (this.balances.owedWith(tab, node, seqs) <= 0) reasons.push({ code: 'nothing-to-pay' });
    return reasons;
  }

  private ofRight({ operator }: Pick<Held, 'operator'>, right: Right): Reason[] {
    const rights = this.floor.rights?.[operator];
    return rights === undefined || rights.includes(right) ? [] : [{ code: 'right-missing', right }];
  }

  /** A change of a tab: its right, the other tab, and whether what is named is there and owed. */
  private ofChange({ tab = 0, node, seqs = [] }: Ask, change: TabChange, hold: Held, t: number): Reason[] {
    const reasons = this.ofRight(hold, RIGHT_OF[change.kind]);
    const other = 'to' in change ? change.to : 'from' in change ? change.from : null;
    if (other === tab) reasons.push({ code: 'same-tab' });
    else if (other !== null) reasons.push(...this.ofOpen(other, node, hold.operator, t));
    if (this.now.parked.has(tab) || (other !== null && this.now.parked.has(other)))
      reasons.push({ code: 'parked-tab' });
    const items = [...this.tabs.standing(tab), ...this.tabs.collected.waiting(node, seqs)];
    return [...reasons, ...ofLines(change, items, other === null ? [] : this.tabs.standing(other))];
  }
}

const RIGHT_OF: Readonly<Record<ChangeKind, Right>> = {
  split: 'split',
  move: 'move',
  merge: 'merge',
  cancel: 'cancel',
  discount: 'discount',
  'bill-lines': 'part-bill',
  'bill-share': 'part-bill',
};

/** What is wrong with a change, by what is on the tab and on the other one. */
function ofLines(change: TabChange, items: readonly Item[], others: readonly Item[]): Reason[] {
  const owedCents = sumOf(items);
  switch (change.kind) {
    case 'move':
      return [
        ...(others.length > 0 ? [{ code: 'tab-not-empty' } as const] : []),
        ...(items.length === 0 ? [{ code: 'not-on-tab' } as const] : []),
      ];
    case 'merge':
      return others.length === 0 ? [{ code: 'not-on-tab' }] : [];
    case 'discount':
    case 'bill-share':
      return owedCents <= 0 ? [{ code: 'nothing-to-pay' }] : [];
    default: {
      const taken = takeLast(items, change.lines);
      if (taken === null) return [{ code: 'not-on-tab' }];
      const cents = sumOf(taken.items);
      if (cents > 0 && cents > owedCents) return [{ code: 'more-than-owed' }];
      return change.kind === 'bill-lines' && cents <= 0 ? [{ code: 'nothing-to-pay' }] : [];
    }
  }
}

function sumOf(items: readonly { cents: number }[]): number {
  return items.reduce((sum, { cents }) => sum + cents, 0);
}
