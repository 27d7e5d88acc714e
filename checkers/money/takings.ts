/**
 * Takings per operator: what the till is told of every operator, and operators at their devices of themselves, is what was
 * billed in their names: with mPOS devices or at the till, in cash or by card, and what cards have paid beyond that. In
 * whose name a tab is settled is told by who was signed on where it was opened.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Takings } from '#protocols/mpos/messages';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { Operators } from '../folds/operators.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Sums = Omit<Takings, 'operator'>;
type Told = { takings: readonly Takings[]; id: number };

const NAMES: Readonly<Record<keyof Sums, string>> = {
  mposCents: 'with mPOS devices',
  posCents: 'at the till',
  cashCents: 'in cash',
  cardCents: 'by card',
  tipCents: 'of tips',
  refundCents: 'due back',
};
const NOTHING: Sums = { mposCents: 0, posCents: 0, cashCents: 0, cardCents: 0, tipCents: 0, refundCents: 0 };
const SUMS = Object.keys(NAMES) as (keyof Sums)[];

class TakingsFold {
  readonly operators = new Operators();
  private readonly found: Findings;
  private readonly tills: ReadonlySet<string>;
  private readonly sums = new Map<string, Sums>();
  /** In whose name each tab was opened last, and each payment made. */
  private readonly openedBy = new Map<number, string>();
  private readonly paidBy = new Map<number, string>();
  /** What each device was told, by `H01 17`; and each thin client, which numbers no requests, one after the other. */
  private readonly told = new Map<string, Told>();
  private readonly onScreens = new Map<string, Told[]>();
  private readonly later: Later;
  private readonly slackMs: number;

  constructor({ floor, limits }: HistoryHeader, found: Findings) {
    this.found = found;
    this.slackMs = limits.slackMs;
    this.later = new Later(limits.slackMs);
    for (const client of thinClientsOf(floor)) this.onScreens.set(client, []);
    this.tills = new Set(floor.devices.flatMap(({ name, family }) => (family === 'till' ? [name] : [])));
  }

  opened({ tab, token, operator }: Extract<Fact, { kind: 'tab-locked' }>): void {
    this.openedBy.set(tab, this.operators.ofHold(token) ?? operator);
  }

  begun({ payment, tab, operator }: Extract<Fact, { kind: 'payment-begun' }>): void {
    this.paidBy.set(payment, this.openedBy.get(tab) ?? operator);
  }

  ended({ payment, tipCents, refundCents }: Extract<Fact, { kind: 'payment-ended' }>): void {
    const operator = this.paidBy.get(payment);
    if (operator === undefined || (tipCents === 0 && refundCents === 0)) return;
    const sums = this.of(operator);
    sums.tipCents += tipCents;
    sums.refundCents += refundCents;
  }

  /** In whose name it was paid, and where, by the payment. */
  reversed({
    payment,
    device,
    operator,
    cents,
    tipCents,
    refundCents,
  }: Extract<Fact, { kind: 'reversal-ended' }>): void {
    if (cents === 0 && tipCents === 0 && refundCents === 0) return;
    const sums = this.of(this.paidBy.get(payment) ?? operator);
    sums[this.tills.has(device) ? 'posCents' : 'mposCents'] -= cents;
    sums.cardCents -= cents;
    sums.tipCents -= tipCents;
    sums.refundCents -= refundCents;
  }

  billed({ tab, device, cents, tender, payment, operator }: Extract<Fact, { kind: 'billed' }>): void {
    const by = (payment === null ? this.openedBy.get(tab) : this.paidBy.get(payment)) ?? operator;
    const sums = this.of(by);
    sums[this.tills.has(device) ? 'posCents' : 'mposCents'] += cents;
    sums[tender === 'cash' ? 'cashCents' : 'cardCents'] += cents;
  }

  /** Those of everybody, in the order of names. */
  all(): Takings[] {
    const names = [...this.sums.keys()].toSorted();
    return names.map((operator) => ({ operator, ...this.of(operator) }));
  }

  private of(operator: string): Sums {
    let sums = this.sums.get(operator);
    if (sums === undefined) {
      sums = { ...NOTHING };
      this.sums.set(operator, sums);
    }
    return sums;
  }

  /** What is told is judged as it is decided: what is billed a moment later is in it no more. */
  answered({ device, req, reply }: Extract<Fact, { kind: 'answered' }>, { t }: EventOf<'fact'>, id: number): void {
    if (!reply.ok || reply.did !== 'takings') return;
    this.later.until(t);
    this.found.judge();
    const told = { takings: reply.takings, id };
    this.onScreens.get(device)?.push(told);
    this.told.set(`${device} ${req}`, told);
    const wanted = this.tills.has(device) ? [...this.sums.keys()] : [this.operators.at(device)];
    const names = reply.takings.map(({ operator }) => operator);
    if (wanted.toSorted().join() !== names.toSorted().join())
      this.wrong(device, t, [id], `those of ${names.join(', ')} and not of ${wanted.join(', ')}`);
    for (const one of reply.takings) {
      const right = this.sums.get(one.operator) ?? NOTHING;
      const off = SUMS.find((sum) => one[sum] !== right[sum]);
      if (off !== undefined)
        this.wrong(
          device,
          t,
          [id],
          `${one.operator} had taken ${euros(right[off])} ${NAMES[off]}, not ${euros(one[off])}`,
        );
    }
  }

  /** What a device shows is what it was told. */
  shown(shown: EventOf<'takings'>, id: number): void {
    const onScreens = this.onScreens.get(shown.node);
    if (onScreens !== undefined) {
      this.later.until(shown.t);
      this.later.after(shown.t, () => this.judgeScreen(onScreens, shown, id));
      return;
    }
    const told = this.told.get(`${shown.node} ${shown.req}`);
    const one = told?.takings.find(({ operator }) => operator === shown.operator);
    if (told === undefined || isSame(one, shown)) return;
    this.wrong(shown.node, shown.t, [told.id, id], `it showed others of ${shown.operator} than it was told`);
  }

  /** A thin client shows what it was told last; measured with slack, its next answer may be written down before. */
  private judgeScreen(told: readonly Told[], shown: EventOf<'takings'>, id: number): void {
    this.found.judge();
    const may = this.slackMs === 0 ? told.slice(-1) : told;
    const { operator } = shown;
    if (
      may.some(({ takings: all }) =>
        isSame(
          all.find((one) => one.operator === operator),
          shown,
        ),
      )
    )
      return;
    const events = [...told.slice(-1).map((one) => one.id), id];
    this.wrong(shown.node, shown.t, events, `it showed others of ${operator} than it was told`);
  }

  end(): void {
    this.later.rest();
  }

  private wrong(device: string, t: number, events: number[], however: string): void {
    this.found.fail(
      events,
      `let operators settle tabs; then ${device} was told takings at ${this.found.at(t)}; however ${however}`,
    );
  }
}

function isSame(told: Takings | undefined, shown: Sums): boolean {
  return told !== undefined && SUMS.every((sum) => told[sum] === shown[sum]);
}

export const takings: Checker = {
  name: 'takings',
  about:
    'The takings of operators are what was billed in their names: with mPOS and at the till, in cash and by card, and tips.',
  start(header) {
    const found = findings('takings', header);
    const fold = new TakingsFold(header, found);
    const { facts } = fold.operators;
    return {
      on: { takings: (event, id) => fold.shown(event, id) },
      facts: {
        ...facts,
        'tab-locked'(fact, event, id) {
          facts['tab-locked'](fact, event, id);
          fold.opened(fact);
        },
        'payment-begun': (fact) => fold.begun(fact),
        'payment-ended': (fact) => fold.ended(fact),
        'reversal-ended': (fact) => fold.reversed(fact),
        billed: (fact) => fold.billed(fact),
        answered: (fact, event, id) => fold.answered(fact, event, id),
      },
      end(whole) {
        fold.end();
        return { ...found.result(whole), takings: fold.all() };
      },
    };
  },
};
