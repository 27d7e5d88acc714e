// Changes of tabs keep every line and every cent.
import assert from 'node:assert/strict';
import type { Fact, TakenLine } from '#server/core/facts';
import { evening, type Story } from '../story.ts';
import { bills } from '../paper/text/bills.ts';
import { moneyConserved } from './money.ts';
import { tabChanges } from './tab-changes.ts';

const by = { tab: 5, token: 1, device: 'H01', operator: 'Anna' };
/** Two soups and one more are on tab 5, over 15 euros. */
const served = (): Story =>
  evening()
    .at(2_000)
    .opens('H01', 'Anna', 5, 1)
    .event('H01', { kind: 'collected', tab: 5, seq: 1, cents: 1_000, ...soups(2), offline: false })
    .collects('H01', 5, 2, 500)
    .fact({
      ...{ kind: 'booked', ...by, source: '40', offline: false },
      bookings: [
        { seq: 1, cents: 1_000, ...soups(2) },
        { seq: 2, cents: 500, ...soups(1) },
      ],
    })
    .at(3_000);
const soups = (quantity: number) => ({ article: 'Soup', quantity, place: 'none' });
const taken = (at: number, quantity: number, cents: number): TakenLine => ({ at, ...soups(quantity), cents });
type Moved = Partial<Extract<Fact, { kind: 'lines-moved' }>>;
const moved = (lines: TakenLine[], cents: number, more: Moved = {}): Fact => ({
  ...{ kind: 'lines-moved', why: 'split', ...by, from: 5, to: 9, lines, cents },
  ...more,
});
const part = (cents: number, of: Extract<Fact, { kind: 'billed' }>['part']): Fact => ({
  ...{ kind: 'billed', bill: 1, tab: 5, device: 'H01', operator: 'Anna', cents, tender: 'cash', payment: null },
  ...(of === undefined ? {} : { part: of }),
});
const verdict = (...facts: Fact[]): string =>
  served()
    .fact(...facts)
    .verdict(tabChanges);

describe('changes of tabs', () => {
  it('take the lines that came last, and of a line of which some stay their share', () => {
    assert.equal(verdict(moved([taken(1, 1, 500)], 500)), 'pass');
    assert.equal(verdict(moved([taken(0, 1, 500), taken(1, 1, 500)], 1_000)), 'pass');
    assert.match(verdict(moved([taken(0, 1, 400)], 400)), /those were 1 x Soup for none \(5.00\)/);
    assert.match(verdict(moved([taken(1, 1, 500)], 499)), /that is 5.00, not 4.99/);
    assert.match(verdict(moved([taken(0, 4, 2_000)], 2_000)), /not so much on it/);
  });

  it('move and merge all there is, and move it to a free table', () => {
    const all = [taken(0, 2, 1_000), taken(1, 1, 500)];
    assert.equal(verdict(moved(all, 1_500, { why: 'move' })), 'pass');
    assert.match(verdict(moved([taken(1, 1, 500)], 500, { why: 'move' })), /those were 2 x Soup.*, 1 x Soup/);
    assert.match(
      verdict(moved([taken(1, 1, 500)], 500), moved([taken(0, 2, 1_000)], 1_000, { why: 'move' })),
      /not empty/,
    );
    const back: Moved = { why: 'merge', from: 9, to: 5 };
    assert.equal(verdict(moved(all, 1_500, { why: 'move' }), moved(all, 1_500, back)), 'pass');
  });

  it('discount and share what is owed, to the cent', () => {
    const discount = (cents: number): Fact => ({ kind: 'discounted', ...by, source: '40', percent: 10, cents });
    assert.equal(verdict(discount(150)), 'pass');
    assert.match(verdict(discount(149)), /that is 1.50, not 1.49/);
    assert.equal(verdict(part(500, { by: 'share', of: 3 })), 'pass');
    assert.match(verdict(part(214, { by: 'share', of: 7 })), /that is 2.15, not 2.14/);
  });

  it('leave no tab with less than nothing', () => {
    const cancelled: Fact = {
      ...{ kind: 'lines-cancelled', ...by, source: '40', reason: 'late' },
      lines: [taken(0, 2, 1_000), taken(1, 1, 500)],
      cents: 1_500,
    };
    assert.equal(verdict(cancelled), 'pass');
    assert.match(verdict(part(600, undefined), cancelled), /only 9.00 were owed/);
  });

  it('split off no more than is owed, and move or merge whatever that comes to', () => {
    const all = [taken(0, 2, 1_000), taken(1, 1, 500)];
    const paid = part(600, undefined);
    assert.match(verdict(paid, moved(all, 1_500)), /only 9.00 were owed/);
    const rest: TakenLine = { at: 2, article: 'Paid in part', quantity: 1, place: 'none', cents: -600 };
    assert.equal(verdict(paid, moved([...all, rest], 900, { why: 'move' })), 'pass');
    const free = moved([{ ...taken(0, 2, 0) }], 0);
    assert.match(verdict(free), /those were 2 x Soup|those were 1 x Soup/, 'what costs nothing is compared as well');
  });

  it('know what a card payment under way is for, until it has ended unpaid', () => {
    const paying: Fact = {
      ...{ kind: 'payment-begun', payment: 1, ...by, terminal: 'pt1', cents: 1_500, baseline: 'none' },
    };
    const ended = (outcome: 'paid' | 'declined', refundCents = 0): Fact => ({
      ...{ kind: 'payment-ended', payment: 1, tab: 5, outcome, paidCents: outcome === 'paid' ? 1_500 : 0 },
      ...{ tipCents: 0, record: null, refundCents },
    });
    const more: Fact = {
      ...{ kind: 'booked', ...by, source: '40', offline: false },
      bookings: [{ seq: 3, cents: 500, ...soups(1) }],
    };
    const byCard: Fact = { ...part(1_500, undefined), tender: 'card', payment: 1 } as Fact;
    const later = (...facts: Fact[]): string =>
      served()
        .collects('H01', 5, 3, 500)
        .fact(...facts)
        .verdict(tabChanges);
    const left = moved([taken(0, 1, 500)], 500, { why: 'move' });
    assert.equal(later(paying, more, ended('paid'), byCard, left), 'pass', 'the line that came later is left');
    const all = moved([taken(0, 2, 1_000), taken(1, 1, 500), taken(2, 1, 500)], 2_000, { why: 'move' });
    assert.equal(later(paying, more, ended('declined'), all), 'pass');
    assert.equal(later(paying, more, ended('paid', 1_500), all), 'pass', 'all of it is due back');
    assert.match(later(paying, more, ended('paid'), byCard, all), /those were 1 x Soup/);
  });

  it('are compared with what vouchers and reversals have left, and say what came before', () => {
    const redeemed: Fact = {
      ...{ kind: 'redeemed', scan: 1, ...by, source: '40', code: 'V500-1', worthCents: 500, cents: 500 },
    };
    const discount = (cents: number): Fact => ({ kind: 'discounted', ...by, source: '40', percent: 10, cents });
    assert.equal(verdict(redeemed, discount(100)), 'pass');
    const reversed: Fact = {
      ...{ kind: 'reversal-ended', payment: 1, tab: 5, device: 'H01', operator: 'Anna', source: '40' },
      ...{ outcome: 'reversed', paidCents: 500, cents: 500, tipCents: 0, refundCents: 0, record: null },
    };
    assert.equal(verdict(reversed, discount(200)), 'pass');
    const eventsOf = (...facts: Fact[]): number[] =>
      served()
        .fact(...facts)
        .judged(tabChanges)
        .evidence[0]?.events.slice() ?? [];
    const first = eventsOf(discount(1))[1] ?? 0;
    assert.equal(first > 0, true);
    for (const before of [redeemed, reversed, discount(150), part(100, undefined)])
      assert.deepEqual(eventsOf(before, discount(1)), [first, first + 1], before.kind);
    const cancelled: Fact = {
      ...{ kind: 'lines-cancelled', ...by, source: '40', reason: 'late', lines: [taken(1, 1, 500)], cents: 500 },
    };
    assert.deepEqual(eventsOf(cancelled, discount(1)), [first, first + 1]);
    assert.deepEqual(eventsOf(moved([taken(1, 1, 500)], 500), discount(1)), [first, first + 1]);
    assert.deepEqual(eventsOf({ ...discount(7), tab: 8 } as Fact), [first], 'nothing came before');
    assert.match(served().fact(cancelled, discount(1)).judged(tabChanges).evidence[0]?.sentence ?? '', /got 10 % off/);
    const wrongly = { ...cancelled, cents: 400 } as Fact;
    assert.match(served().fact(wrongly).judged(tabChanges).evidence[0]?.sentence ?? '', /cancelled 1 x Soup for none/);
    assert.match(
      served()
        .fact(part(1, { by: 'share', of: 3 }))
        .judged(tabChanges).evidence[0]?.sentence ?? '',
      /settled one of 3 shares/,
    );
  });

  it('are on the bills, and in the balance of all money', () => {
    const lines = [taken(1, 1, 500)];
    const ticket = ['Tab 5  Anna', 'Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Cash'];
    const queued = { route: 'belt', queue: 'H01', device: 'H01', ticket: 1, copy: false } as const;
    const story = (): Story =>
      served().fact(part(500, { by: 'lines', lines }), {
        kind: 'job-queued',
        job: 1,
        document: 'bill',
        tab: 5,
        lines: ticket,
        ...queued,
      });
    assert.equal(story().verdict(bills), 'pass');
    assert.equal(story().verdict(moneyConserved), 'pass');
    assert.match(
      served()
        .fact(part(400, { by: 'lines', lines }))
        .verdict(bills),
      /over 4.00/,
    );
  });
});
