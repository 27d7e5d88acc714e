/**
 * The reference model of the lock (machines/models/tab-lock.ts) goes along with every run: each fact about a tab is a transition
 * the chart has, and a hold ends for the reason for which the chart is free. Signs of life that are not journalled are
 * taken from what the server has heard. When something was due is not judged here but by `lock-recovery`.
 */
import { tabLock, type TabLockEvent } from '#machines/models/tab-lock';
import type { Fact, ReleaseCause } from '#server/core/facts';
import type { EventOf } from '#history/events';
import { onChanges } from '../folds/changes.ts';
import { chartTable } from '../folds/chart-fold.ts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';

type Move = TabLockEvent['type'];
type FactEvent = EventOf<'fact'>;

type Tab = {
  number: number;
  state: string;
  device: string;
  payment: number;
  /** Since the last start nobody has claimed the hold. */
  unclaimed: boolean;
  /** The first sign of life of its holder since then; -1 for none. */
  lifeMs: number;
  /** The release that a payment's end brings with it. */
  owed: ReleaseCause | '';
  id: number;
};

const MOVES: { readonly [C in ReleaseCause]?: Move } = {
  'new-balance': 'A_CLOSES',
  bill: 'A_CLOSES',
  'lease-ended': 'LEASE_ENDS',
  restart: 'GRACE_ENDS',
  forced: 'TILL_FORCES',
};

class Locks {
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly chart = chartTable(tabLock);
  private readonly tabs = new Map<number, Tab>();
  /** The tab of each hold. */
  private readonly byToken = new Map<number, Tab>();

  constructor(found: Findings, slackMs: number) {
    this.found = found;
    this.slackMs = slackMs;
  }

  of(number: number): Tab {
    let tab = this.tabs.get(number);
    if (tab === undefined) {
      const { initial: state } = this.chart;
      tab = { number, state, device: '', payment: 0, unclaimed: false, lifeMs: -1, owed: '', id: 0 };
      this.tabs.set(number, tab);
    }
    return tab;
  }

  heard({ from, token, t }: EventOf<'heard'>): void {
    const tab = token === undefined ? undefined : this.byToken.get(token);
    if (tab?.device === from && tab.unclaimed && tab.lifeMs < 0) tab.lifeMs = t;
  }

  /** Makes a move; one that the chart does not know is a finding. */
  move(tab: Tab, { at }: FactEvent, id: number, what: string, move: Move): void {
    this.found.judge();
    this.returned(tab, at);
    const to = this.chart.next(tab.state, move);
    if (to === null)
      this.found.fail(
        tab.id === 0 ? [id] : [tab.id, id],
        `let tab ${tab.number} be ${tab.state} by the model of its lock; then at ${this.found.at(at)} the server decided "${what}"; however the model knows no ${move} there`,
      );
    else tab.state = to;
    tab.id = id;
  }

  /** Moves without a fact of their own, where the chart knows them. */
  private quietly(tab: Tab, move: Move): void {
    tab.state = this.chart.next(tab.state, move) ?? tab.state;
  }

  /** A holder that was heard of since the start, and before a decision, is back: that is in no journal. */
  private returned(tab: Tab, at: number): void {
    if (tab.lifeMs < 0 || tab.lifeMs > at) return;
    if (tab.state === 'restarted') this.quietly(tab, 'A_RETURNS');
    tab.lifeMs = -1;
    tab.unclaimed = false;
  }

  /** A device that asks for a place anew leaves its hold behind: by naming it then, or later, it claims nothing. */
  replaced(device: string, { at }: FactEvent): void {
    for (const [token, tab] of this.byToken) if (tab.device === device) this.byToken.delete(token);
    for (const tab of this.tabs.values()) {
      if (tab.device !== device || tab.lifeMs < 0) continue;
      if (tab.lifeMs < at - this.slackMs) this.returned(tab, at);
      else tab.lifeMs = -1;
    }
  }

  started(event: FactEvent, id: number): void {
    for (const tab of this.tabs.values()) {
      tab.lifeMs = -1;
      tab.unclaimed = true;
      if (tab.state !== this.chart.initial) this.move(tab, event, id, 'started', 'SERVER_RESTARTS');
    }
  }

  locked({ tab: number, token, device }: Extract<Fact, { kind: 'tab-locked' }>, event: FactEvent, id: number): void {
    const tab = this.of(number);
    this.move(tab, event, id, 'tab-locked', 'A_OPENS');
    Object.assign(tab, { device, unclaimed: false, lifeMs: -1, owed: '' });
    this.byToken.set(token, tab);
  }

  silent(number: number, event: FactEvent, id: number): void {
    const tab = this.of(number);
    this.returned(tab, event.at);
    if (tab.state === 'held') this.move(tab, event, id, 'hold-silent', 'A_SILENT');
  }

  claimed(number: number, event: FactEvent, id: number): void {
    const tab = this.of(number);
    this.returned(tab, event.at);
    if (tab.state === 'orphaned') this.move(tab, event, id, 'hold-claimed', 'A_RETURNS');
  }

  parked(number: number, event: FactEvent, id: number): void {
    const tab = this.of(number);
    this.move(tab, event, id, 'payment-parked', 'PAYMENT_UNKNOWN');
    tab.owed = 'parked';
  }

  begun({ tab: number, payment }: Extract<Fact, { kind: 'payment-begun' }>, event: FactEvent, id: number): void {
    const tab = this.of(number);
    this.move(tab, event, id, 'payment-begun', 'A_PAYS');
    tab.payment = payment;
  }

  /** What becomes of an older payment of a tab that was opened again is nothing to its lock. */
  ended(fact: Extract<Fact, { kind: 'payment-ended' }>, event: FactEvent, id: number): void {
    const tab = this.of(fact.tab);
    if (tab.payment !== fact.payment) return;
    if (tab.state === 'parked') this.move(tab, event, id, 'payment-ended', 'OUTCOME_LEARNT');
    if (tab.state !== 'payment') return;
    const isPaid = fact.outcome === 'paid';
    this.move(tab, event, id, 'payment-ended', isPaid ? 'PAYMENT_PAID' : 'PAYMENT_DECLINED');
    if (isPaid) tab.owed = 'payment';
    else if (tab.unclaimed) this.quietly(tab, 'SERVER_RESTARTS');
  }

  released(fact: Extract<Fact, { kind: 'tab-released' }>, event: FactEvent, id: number): void {
    const { tab: number, token, cause } = fact;
    const tab = this.of(number);
    this.byToken.delete(token);
    // Its holder may be heard of while the server is ending the hold.
    const isSilence = cause === 'lease-ended' || cause === 'restart';
    if (isSilence && tab.lifeMs >= event.at - this.slackMs) tab.lifeMs = -1;
    const { owed } = tab;
    tab.owed = '';
    if (owed === cause) return;
    // A lease shorter than a silence worth a note ends without one.
    if (cause === 'lease-ended' && tab.state === 'held') this.quietly(tab, 'A_SILENT');
    const move = MOVES[cause];
    if (move !== undefined) this.move(tab, event, id, `tab-released:${cause}`, move);
    const wrong =
      move === undefined
        ? 'no payment has ended so'
        : tab.state === this.chart.initial
          ? ''
          : `by the model ${move} leaves it ${tab.state}`;
    if (wrong === '') return;
    this.found.fail([id], `let tab ${number} be held; then it was released as "${cause}"; however ${wrong}`);
  }
}

export const lockModel: Checker = {
  name: 'lock-model',
  about: 'Every fact about a tab is a transition of the reference model of its lock.',
  start(header) {
    const found = findings('lock-model', header);
    const locks = new Locks(found, header.limits.slackMs);
    return {
      on: { heard: (event) => locks.heard(event) },
      facts: {
        started: (_fact, event, id) => locks.started(event, id),
        'client-left'({ client, cause }, event) {
          if (cause === 'replaced') locks.replaced(client, event);
        },
        'tab-locked': (fact, event, id) => locks.locked(fact, event, id),
        'hold-silent': ({ tab }, event, id) => locks.silent(tab, event, id),
        'hold-claimed': ({ tab }, event, id) => locks.claimed(tab, event, id),
        booked: ({ tab }, event, id) => locks.move(locks.of(tab), event, id, 'booked', 'A_WRITES'),
        ...onChanges(({ tab, kind }, event, id) => locks.move(locks.of(tab), event, id, kind, 'A_WRITES')),
        // Redeemed is what was scanned before: no sign of the holder.
        redeemed: () => undefined,
        'reversal-ended': () => undefined,
        'card-scanned': ({ tab, kind }, event, id) => locks.move(locks.of(tab), event, id, kind, 'A_WRITES'),
        'payment-begun': (fact, event, id) => locks.begun(fact, event, id),
        'payment-parked': ({ tab }, event, id) => locks.parked(tab, event, id),
        'payment-ended': (fact, event, id) => locks.ended(fact, event, id),
        'tab-released': (fact, event, id) => locks.released(fact, event, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
