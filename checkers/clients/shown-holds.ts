/**
 * What the screens of thin clients show of holds, balances and payments, against the facts. A hold that is shown was
 * granted to that device for that tab, and had not ended when the server last heard it claimed; a balance is one the tab
 * has had under that hold, and never an older one than was shown before; the lines there are those booked by then, since the
 * tab was opened or changed there; an outcome is that of the last payment there.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Balances } from '../folds/balances.ts';
import { centsChanged } from '../folds/changes.ts';
import { euros } from '../folds/euros.ts';
import type { Findings } from '../findings.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

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
  /** What had been booked here when it owed that, as it stands on a screen: the last lines, and all since the last change. */
  lines: string[];
  booked: string[];
  /** Whether its device has asked for its place anew: what was booked before is not shown any more. */
  readmitted: boolean;
  /** The last booking or change made here: the number of the screen that was tapped, and the place of what was owed then. */
  changed: { screen: number; place: number };
};
type Payment = { payment: number; id: number; outcome: string | null };

/** How an outcome is shown. */
const SHOWN = { paid: 'paid', declined: 'declined', aborted: 'aborted', 'not-paid': 'aborted' } as const;
/** A line that was booked, on the screen of a tab; so many of them are shown at most. */
const BOOKED_LINE = /^1 x .+ {2}-?\d+\.\d\d$/;
const LINES_SHOWN = 6;
/** Under these faults a screen may be on its way for as long as they last. */
const SLOWING: readonly string[] = ['server-slow', 'server-paused'];
/** What is decided leaves the server once it is on the disk. */
const COMMIT_MS = 50;

export class ShownHolds {
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly thin: ReadonlySet<string>;
  private readonly balances = new Balances();
  private readonly holds = new Map<number, Hold>();
  private readonly byTab = new Map<number, Hold>();
  private readonly payments = new Map<string, Payment>();
  private readonly slow = new Set<number>();
  /** When each client was shown the screen before, or got its place: the next was sent later than that. */
  private readonly sentAfterMs = new Map<string, number>();

  constructor(found: Findings, { limits, floor }: Pick<HistoryHeader, 'limits' | 'floor'>) {
    this.found = found;
    this.slackMs = limits.slackMs;
    this.thin = thinClientsOf(floor);
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
          lines: [''],
          booked: [],
          readmitted: false,
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
        if (this.thin.has(fact.device))
          for (const { article, cents } of fact.bookings)
            this.holds.get(fact.token)?.booked.push(`1 x ${article}  ${euros(cents)}`);
        this.owes(fact.tab);
        return;
      case 'billed':
        this.balances.billed(fact);
        if (fact.payment === null) this.changes(fact);
        this.owes(fact.tab);
        return;
      case 'lines-moved':
      case 'lines-cancelled':
      case 'discounted':
        this.changes(fact);
        this.balances.changed(fact);
        for (const [tab] of centsChanged(fact)) this.owes(tab);
        return;
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
    const hold = this.byTab.get(tab);
    if (hold === undefined) return;
    hold.owedCents.push(this.balances.owedCents(tab));
    hold.lines.push(hold.booked.slice(-LINES_SHOWN).join('\n'));
  }

  /** A tab was changed at a device: what is booked there from here on is shown below what it owes then. */
  private changes({ tab, device }: { tab: number; device: string }): void {
    const hold = this.byTab.get(tab);
    if (hold?.device === device) hold.booked = [];
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
    for (const [tab, hold] of this.byTab) {
      if (hold.device !== node) continue;
      hold.changed.screen = 0;
      hold.readmitted = true;
      hold.booked = [];
      // Its first screen may be older than what else has come of the tab by then, such as of a card.
      const older = [...new Set(hold.owedCents.slice(hold.shown, -1))];
      hold.owedCents.push(...older);
      hold.lines.push(...older.map(() => ''));
      this.owes(tab);
    }
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

  private judgeBalance(hold: Hold, screen: Screen, id: number): void {
    const { node, t, tab, beforeCents, balanceCents } = screen;
    const wrong = (what: string, shape = 'a balance is shown that is none'): void =>
      this.found.fail(
        [hold.id, id],
        `let ${node} hold tab ${tab}; then it showed a balance at ${this.found.at(t)}; however ${what}`,
        shape,
      );
    if (beforeCents !== undefined && !hold.owedCents.includes(beforeCents))
      wrong(`the tab had not owed ${euros(beforeCents)} before that`);
    if (balanceCents === undefined) return;
    const { changed, shown, owedCents, lines } = hold;
    // Judged with slack, the latest change may be one of after this screen.
    const first = screen.screen > changed.screen && this.slackMs === 0 ? Math.max(shown, changed.place) : shown;
    const place = owedCents.indexOf(balanceCents, first);
    if (place < 0) {
      const then = owedCents.slice(first).flatMap((cents, i, all) => (cents === all[i - 1] ? [] : [euros(cents)]));
      wrong(`${euros(balanceCents)} was not what it owed since it was shown one last: ${then.join(', ')}`);
      return;
    }
    const there = screen.lines.filter((line) => BOOKED_LINE.test(line)).join('\n');
    const whole = lines.findIndex((text, i) => i >= place && owedCents[i] === balanceCents && text === there);
    hold.shown = Math.max(place, whole);
    // Judged with slack, what was booked on the connection before may be told after the next one has begun.
    if (whole >= 0 || (hold.readmitted && this.slackMs > 0)) return;
    wrong(
      `${listed(there)} stood there as booked, and ${listed(lines[place] ?? '')} had been`,
      'lines are shown that were not booked',
    );
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

function listed(lines: string): string {
  return lines === '' ? 'nothing' : lines.split('\n').join(', ');
}
