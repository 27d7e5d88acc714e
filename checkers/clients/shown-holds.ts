/**
 * What the screens of thin clients show of holds, balances and payments, against the facts. A hold that is shown was
 * granted to that device for that tab, and had not ended when the server last heard it claimed; a balance is one the tab
 * has had under that hold, and never an older one than was shown before; an outcome is that of the last payment there.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Balances } from '../folds/balances.ts';
import { centsChanged } from '../folds/changes.ts';
import { euros } from '../folds/euros.ts';
import type { Findings } from '../findings.ts';

type Screen = EventOf<'screen'>;
type Hold = {
  tab: number;
  device: string;
  id: number;
  /** When it ended; null while it lasts. */
  endedMs: number | null;
  /** When the server first heard it claimed after that: from then on the client is shown something else. */
  refutedMs: number | null;
  /** What the tab owed since the hold began, one after the other; `shown` is the place of what was shown last. */
  owedCents: number[];
  shown: number;
  /** The last booking or change made here: the number of the screen that was tapped, and the place of what was owed then. */
  changed: { screen: number; place: number };
};
type Payment = { payment: number; id: number; outcome: string | null };

/** How an outcome is shown. */
const SHOWN = { paid: 'paid', declined: 'declined', aborted: 'aborted', 'not-paid': 'aborted' } as const;
/** Under these faults a screen may be on its way for as long as they last. */
const SLOWING: readonly string[] = ['server-slow', 'server-paused'];
/** What is decided leaves the server once it is on the disk. */
const COMMIT_MS = 50;

export class ShownHolds {
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly balances = new Balances();
  private readonly holds = new Map<number, Hold>();
  private readonly byTab = new Map<number, Hold>();
  private readonly payments = new Map<string, Payment>();
  private readonly slow = new Set<number>();
  /** When each client was shown the screen before, or got its place: the next was sent later than that. */
  private readonly sentAfterMs = new Map<string, number>();

  constructor(found: Findings, { slackMs }: HistoryHeader['limits']) {
    this.found = found;
    this.slackMs = slackMs;
  }

  collected(event: EventOf<'collected'>): void {
    this.balances.collected(event);
  }

  fault({ fault, phase, id }: EventOf<'fault'>): void {
    if (!SLOWING.includes(fault)) return;
    if (phase === 'begun') this.slow.add(id);
    else this.slow.delete(id);
  }

  fact(fact: Fact, { at }: EventOf<'fact'>, id: number): void {
    switch (fact.kind) {
      case 'tab-locked': {
        const { tab, token, device } = fact;
        const owedCents = [this.balances.owedCents(tab)];
        const hold: Hold = {
          tab,
          device,
          id,
          endedMs: null,
          refutedMs: null,
          owedCents,
          shown: 0,
          changed: { screen: 0, place: 0 },
        };
        this.holds.set(token, hold);
        this.byTab.set(tab, hold);
        return;
      }
      case 'tab-released': {
        const hold = this.holds.get(fact.token);
        if (hold !== undefined) hold.endedMs = at;
        return;
      }
      case 'booked':
        this.balances.booked(fact);
        this.owes(fact.tab);
        return;
      case 'billed':
        this.balances.billed(fact);
        this.owes(fact.tab);
        return;
      case 'lines-moved':
      case 'lines-cancelled':
      case 'discounted':
      case 'redeemed':
      case 'reversal-ended':
        this.balances.changed(fact);
        for (const [tab] of centsChanged(fact)) this.owes(tab);
        return;
      case 'payment-begun':
        this.payments.set(fact.device, { payment: fact.payment, id, outcome: null });
        return;
      case 'payment-parked':
        this.outcome(fact.payment, 'parked', id);
        return;
      case 'payment-ended':
        this.outcome(fact.payment, SHOWN[fact.outcome], id);
        return;
      default:
    }
  }

  private owes(tab: number): void {
    this.byTab.get(tab)?.owedCents.push(this.balances.owedCents(tab));
  }

  private outcome(number: number, outcome: string, id: number): void {
    for (const payment of this.payments.values()) {
      // What comes of a parked payment later is nothing its device is told.
      if (payment.payment !== number || payment.outcome !== null) continue;
      payment.outcome = outcome;
      payment.id = id;
    }
  }

  /** The latest booking or change under a hold was made by a tap on that screen: those after it show it. */
  changedOn(screen: number, token: number): void {
    const hold = this.holds.get(token);
    if (hold !== undefined) hold.changed = { screen, place: hold.owedCents.length - 1 };
  }

  /** The server has heard a client claim a hold. */
  heard({ from, token, t }: EventOf<'heard'>): void {
    const hold = token === undefined ? undefined : this.holds.get(token);
    if (hold === undefined || hold.device !== from || hold.endedMs === null || t <= hold.endedMs) return;
    hold.refutedMs ??= t;
  }

  admitted({ node, t }: EventOf<'admitted'>): void {
    this.sentAfterMs.set(node, t);
    for (const hold of this.byTab.values()) if (hold.device === node) hold.changed.screen = 0;
  }

  /** When the screen was sent at the earliest; it must be asked for before the next screen is seen. */
  seen({ node, t }: Screen): number {
    const sentAfterMs = this.sentAfterMs.get(node) ?? 0;
    this.sentAfterMs.set(node, t);
    return this.slow.size > 0 ? 0 : sentAfterMs;
  }

  judge(screen: Screen, id: number, sentAfterMs: number): void {
    // Judged with slack, the next payment may have ended by then.
    if (screen.outcome !== undefined && this.slackMs === 0) this.judgeOutcome(screen, screen.outcome, id);
    if (screen.token === 0) return;
    this.found.judge();
    const hold = this.holds.get(screen.token);
    const wrong = this.wrongHold(hold, screen, sentAfterMs);
    if (wrong !== '') {
      this.found.fail(
        hold === undefined ? [id] : [hold.id, id],
        `let ${screen.node} be a thin client; then at ${this.found.at(screen.t)} it showed tab ${screen.tab} as open there; however ${wrong}`,
        'a hold is shown that is none',
      );
    } else if (hold !== undefined) this.judgeBalance(hold, screen, id);
  }

  private wrongHold(hold: Hold | undefined, { node, tab }: Screen, sentAfterMs: number): string {
    if (hold === undefined) return 'it had been granted no such hold';
    if (hold.device !== node) return `that hold was one of ${hold.device}`;
    if (hold.tab !== tab) return `that hold was one of tab ${hold.tab}`;
    const { endedMs, refutedMs } = hold;
    if (endedMs === null || refutedMs === null || sentAfterMs <= refutedMs + COMMIT_MS + this.slackMs) return '';
    return `that hold had ended at ${this.found.at(endedMs)}, and it had claimed it since`;
  }

  private judgeBalance(hold: Hold, { node, t, tab, screen, beforeCents, balanceCents }: Screen, id: number): void {
    const wrong = (what: string): void =>
      this.found.fail(
        [hold.id, id],
        `let ${node} hold tab ${tab}; then it showed a balance at ${this.found.at(t)}; however ${what}`,
        'a balance is shown that is none',
      );
    if (beforeCents !== undefined && !hold.owedCents.includes(beforeCents))
      wrong(`the tab had not owed ${euros(beforeCents)} before that`);
    if (balanceCents === undefined) return;
    const { changed, shown, owedCents } = hold;
    // Judged with slack, the latest change may be one of after this screen.
    const first = screen > changed.screen && this.slackMs === 0 ? Math.max(shown, changed.place) : shown;
    const place = owedCents.indexOf(balanceCents, first);
    if (place >= 0) {
      hold.shown = place;
      return;
    }
    const then = owedCents.slice(first).map(euros);
    wrong(`${euros(balanceCents)} was not what it owed since it was shown one last: ${then.join(', ')}`);
  }

  private judgeOutcome({ node, t }: Screen, outcome: string, id: number): void {
    this.found.judge();
    const payment = this.payments.get(node);
    if (payment?.outcome === outcome) return;
    const truth = payment === undefined ? 'no payment was made there' : `its last one was ${payment.outcome ?? 'open'}`;
    this.found.fail(
      payment === undefined ? [id] : [payment.id, id],
      `let ${node} be a thin client; then at ${this.found.at(t)} it showed a payment as ${outcome}; however ${truth}`,
      'an outcome is shown that is none',
    );
  }
}
