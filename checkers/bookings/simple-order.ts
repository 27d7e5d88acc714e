/**
 * Simple Order is done whole or not at all. Its line is booked on the table that is set up for it, with the article of that,
 * as the device has sent it; and the decision that books it opens the table before, makes the bill in cash, and frees the
 * table, before anything else is decided. What was refused is booked by nobody.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { onSituation } from '../folds/situation.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Booked = Extract<Fact, { kind: 'booked' }>;
/** A Simple Order that was asked for, and what has come of it. */
type Order = { sent: EventOf<'sent'>; id: number; replyId: number; ok: boolean | null };
/** A line that was booked, and what the facts of its decision show, in their order. */
type Done = { booked: Booked; id: number; kinds: string[] };

/** What its decision decides, besides print jobs: in this order, and nothing else. */
const WHOLE = 'tab-locked booked billed tab-released answered';

class Orders {
  private readonly found: Findings;
  private readonly defined: { tab: number; article: string } | undefined;
  /** `H01 7`: by device and number of the line; and by device and number of the request. */
  private readonly bySeq = new Map<string, Order>();
  private readonly byReq = new Map<string, Order>();
  private readonly done = new Map<string, Done[]>();
  /** Those of thin clients, which send no lines: what was booked in the decision that opened its tab. */
  private readonly thin: ReadonlySet<string>;
  private readonly tapped: Done[] = [];
  /** The facts of the latest decisions, from the opening of a tab on. */
  private decision: { kinds: string[]; tab: number } | null = null;

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.found = found;
    this.defined = floor.simpleOrder;
    this.thin = thinClientsOf(floor);
  }

  sent(sent: EventOf<'sent'>, id: number): void {
    if (sent.type !== 'simple-order') return;
    const order = { sent, id, replyId: 0, ok: null };
    this.byReq.set(`${sent.node} ${sent.req}`, order);
    for (const seq of sent.seqs ?? []) this.bySeq.set(`${sent.node} ${seq}`, order);
  }

  replied({ node, req, ok }: EventOf<'reply'>, id: number): void {
    const order = this.byReq.get(`${node} ${req}`);
    if (order === undefined) return;
    order.ok = ok;
    order.replyId = id;
  }

  /** Every fact but those of print jobs, which go their own way meanwhile. */
  fact(fact: Fact, id: number): void {
    const isOfTab = 'tab' in fact && fact.tab === this.decision?.tab;
    if (fact.kind === 'tab-locked') this.decision = { kinds: [], tab: fact.tab };
    else if (!isOfTab && fact.kind !== 'answered') this.decision = null;
    this.decision?.kinds.push(fact.kind);
    if (fact.kind === 'booked') this.booked(fact, id);
    if (fact.kind === 'answered') this.decision = null;
  }

  private booked(booked: Booked, id: number): void {
    const kinds = this.decision?.kinds ?? [booked.kind];
    if (this.thin.has(booked.device) && kinds.includes('tab-locked')) this.tapped.push({ booked, id, kinds });
    for (const { seq } of booked.bookings) {
      const key = `${booked.device} ${seq}`;
      const known = this.done.get(key);
      if (known === undefined) this.done.set(key, [{ booked, id, kinds }]);
      else known.push({ booked, id, kinds });
    }
  }

  judge(): void {
    for (const { booked, id, kinds } of this.tapped) {
      this.found.judge();
      const wrong = this.wrongBooking(booked, kinds);
      if (wrong === '') continue;
      this.found.fail(
        [id],
        `let ${booked.device} show the key of Simple Order; then a line was booked with the opening of tab ${booked.tab}; however ${wrong}`,
        'not whole',
      );
    }
    for (const [key, order] of this.bySeq) {
      this.found.judge();
      const done = this.done.get(key) ?? [];
      const wrong = this.wrongWith(order, done);
      if (wrong === '') continue;
      const { node, t, tab } = order.sent;
      this.found.fail(
        [order.id, ...done.map(({ id }) => id), ...(order.replyId > 0 ? [order.replyId] : [])],
        `let ${node} press the key of Simple Order, for tab ${tab ?? 0}; then it asked for that at ${this.found.at(t)}; however ${wrong}`,
        'not whole',
      );
    }
  }

  private wrongWith({ sent, ok }: Order, [first, ...more]: readonly Done[]): string {
    if (first === undefined) return ok === true ? 'it was told that it was done, and nothing is booked' : '';
    if (more.length > 0) return `its line was booked ${more.length + 1} times`;
    if (ok === false) return 'it was refused, and its line is booked';
    const { booked, kinds } = first;
    const { line } = sent;
    const [one] = booked.bookings;
    const wrong = this.wrongBooking(booked, kinds);
    if (one === undefined || wrong !== '') return wrong;
    if (line !== undefined && (one.cents !== line.cents || one.quantity !== line.quantity || one.place !== line.place))
      return 'its line was booked otherwise than it was sent';
    return '';
  }

  /** What is wrong with a line that was booked by one key, and with the decision that did so. */
  private wrongBooking(booked: Booked, kinds: readonly string[]): string {
    if (this.defined === undefined) return 'none is set up, and its line is booked';
    if (booked.tab !== this.defined.tab) return `its line was booked on tab ${booked.tab}`;
    if (booked.bookings.length !== 1 || booked.bookings[0]?.article !== this.defined.article)
      return 'another article was booked';
    return kinds.join(' ') === WHOLE ? '' : `what was decided with it is "${kinds.join(', ')}"`;
  }
}

export const simpleOrders: Checker = {
  name: 'simple-order',
  about: 'A Simple Order books its article to its table and cashes that out, in one decision, or does nothing.',
  start(header) {
    const found = findings('simple-order', header);
    const orders = new Orders(header, found);
    return {
      on: { sent: (event, id) => orders.sent(event, id), reply: (event, id) => orders.replied(event, id) },
      facts: onSituation((fact, _event, id) => {
        if (!fact.kind.startsWith('job-')) orders.fact(fact, id);
      }),
      end(whole) {
        orders.judge();
        return found.result(whole);
      },
    };
  },
};
