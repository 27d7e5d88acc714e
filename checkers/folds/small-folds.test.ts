// What is remembered of lines, money, requests and people.
import assert from 'node:assert/strict';
import type { EventOf } from '#history/events';
import type { Booking } from '#protocols/mpos/messages';
import type { Fact } from '#server/core/facts';
import { Air } from './air.ts';
import { Balances } from './balances.ts';
import { centsChanged, type ChangeFact } from './changes.ts';
import { CollectedLines, orderedByPlace } from './collected-lines.ts';
import { GivenBack } from './given-back.ts';
import { Operators } from './operators.ts';
import { Requests } from './requests.ts';
import { takeLast, type Item } from './take-last.ts';

type Collected = EventOf<'collected'>;
const collected = (seq: number, more: Partial<Collected> = {}): Collected => ({
  ...{ t: 1, node: 'H01', kind: 'collected', tab: 5, seq, cents: 690, offline: false },
  ...{ article: 'Soup', quantity: 1, place: 'kitchen' },
  ...more,
});
const booking = (seq: number, cents = 700): Booking => ({ seq, article: 'Soup', quantity: 1, cents, place: 'bar' });
const booked = (...bookings: Booking[]): Extract<Fact, { kind: 'booked' }> => ({
  ...{ kind: 'booked', tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: false, bookings },
});

describe('lines that devices have collected', () => {
  const soup = { article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };

  it('are as the device has them, once', () => {
    const lines = new CollectedLines();
    lines.collected(collected(1));
    assert.deepEqual(lines.waiting('H01', [2, 1]), [soup]);
    assert.deepEqual(lines.waiting('H02', [1]), []);
    assert.deepEqual(lines.take('H01', booking(1)), soup);
    assert.deepEqual(lines.take('H01', booking(1)), booking(1), 'it is in the journal now');
    assert.deepEqual(lines.take('H02', booking(1)), booking(1));
    assert.deepEqual(lines.waiting('H01', [1]), []);
  });

  it('are as the journal has them where an old history does not tell all of them', () => {
    for (const missing of ['article', 'quantity', 'place'] as const) {
      const { [missing]: _, ...rest } = collected(1);
      const lines = new CollectedLines();
      lines.collected(rest as Collected);
      assert.deepEqual(lines.take('H01', booking(1)), booking(1), missing);
    }
  });

  it('are ordered at their places, in their order', () => {
    const water = { article: 'Water', quantity: 2, place: 'bar' };
    const cake = { article: 'Cake', quantity: 1, place: 'kitchen' };
    const ordered = orderedByPlace([soup, water, cake]);
    assert.deepEqual(
      [...ordered],
      [
        ['kitchen', ['1 x Soup', '1 x Cake']],
        ['bar', ['2 x Water']],
      ],
    );
  });
});

describe('what is owed for a tab', () => {
  it('is what the device says that its lines cost, less what was billed', () => {
    const balances = new Balances();
    balances.collected(collected(1));
    balances.collected(collected(2, { cents: 100 }));
    assert.equal(balances.owedWith(5, 'H01', [1, 2, 3]), 790);
    assert.equal(balances.owedWith(5, 'H02', [1]), 0);
    balances.booked(booked(booking(1), booking(9)));
    assert.equal(balances.owedCents(5), 690 + 700, 'of a line that no device told, what the journal says');
    assert.equal(balances.owedWith(5, 'H01', [1, 2]), 1_390 + 100, 'what is booked is not owed twice');
    const bill = { kind: 'billed', bill: 1, tab: 5, device: 'H01', operator: 'Anna', cents: 400 } as const;
    balances.billed({ ...bill, tender: 'cash', payment: null });
    assert.equal(balances.owedCents(5), 990);
    assert.equal(balances.owedCents(6), 0);
  });

  it('changes with what is moved, cancelled, taken off or owed again', () => {
    const change = (fact: object): ChangeFact => ({ tab: 5, from: 5, to: 9, cents: 100, ...fact }) as ChangeFact;
    assert.deepEqual(centsChanged(change({ kind: 'lines-moved' })), [
      [5, -100],
      [9, 100],
    ]);
    for (const kind of ['lines-cancelled', 'discounted', 'redeemed'])
      assert.deepEqual(centsChanged(change({ kind })), [[5, -100]], kind);
    assert.deepEqual(centsChanged(change({ kind: 'reversal-ended' })), [[5, 100]]);
    assert.deepEqual(centsChanged(change({ kind: 'reversal-ended', cents: 0 })), []);
    const balances = new Balances();
    balances.changed(change({ kind: 'lines-moved' }));
    assert.deepEqual([balances.owedCents(5), balances.owedCents(9)], [-100, 100]);
  });
});

describe('what is taken off a tab', () => {
  const item = (article: string, quantity: number, cents: number): Item => ({
    article,
    quantity,
    cents,
    place: 'none',
  });

  it('is what came there last, and of a line its share', () => {
    const tab = [item('Soup', 3, 1_000), item('Pils', 1, 400), item('Soup', 1, 350)];
    const taken = takeLast(tab, [{ article: 'Soup', quantity: 2 }]);
    assert.deepEqual(taken?.items, [item('Soup', 1, 333), item('Soup', 1, 350)]);
    assert.deepEqual(taken?.left, [item('Soup', 2, 667), item('Pils', 1, 400)]);
    const same = takeLast(tab, [
      { article: 'Soup', quantity: 1 },
      { article: 'Soup', quantity: 1 },
    ]);
    assert.deepEqual(same, taken, 'whether it is named once or twice');
    assert.equal(takeLast(tab, [{ article: 'Soup', quantity: 5 }]), null);
    assert.equal(takeLast(tab, [{ article: 'Wine', quantity: 1 }]), null);
    assert.deepEqual(takeLast(tab, [])?.left, tab);
    assert.deepEqual(takeLast(tab, [{ article: 'Soup', quantity: 4 }])?.left, [item('Pils', 1, 400)]);
  });

  it('is nothing that the server has put there itself, whatever it is called', () => {
    for (const article of ['Paid in part', 'Voucher redeemed', 'Card payment reversed', 'Discount 10 %'])
      assert.equal(takeLast([item(article, 1, -100)], [{ article, quantity: 1 }]), null, article);
    for (const article of ['Discounted 10 %', 'Discount 10 % off', 'Not Paid in part', 'Discount x %'])
      assert.notEqual(takeLast([item(article, 1, 100)], [{ article, quantity: 1 }]), null, article);
  });
});

describe('money that a terminal has given back', () => {
  const begun = { kind: 'reversal-begun', payment: 1 } as never;
  const ended = (outcome: string) => ({ kind: 'reversal-ended', payment: 1, outcome }) as never;
  const after = (...steps: [keyof GivenBack['facts'], never][]): GivenBack => {
    const back = new GivenBack();
    for (const [kind, fact] of steps) back.facts[kind](fact, null as never, 1);
    return back;
  };

  it('need not be there once the server says so, nor while it does not know', () => {
    assert.deepEqual([new GivenBack().explains(1, false), new GivenBack().explains(1, true)], [false, false]);
    const open = after(['reversal-begun', begun]);
    assert.deepEqual([open.explains(1, false), open.explains(1, true), open.explains(2, false)], [true, false, false]);
    const said = after(['reversal-begun', begun], ['reversal-ended', ended('reversed')]);
    assert.deepEqual([said.explains(1, false), said.explains(1, true)], [true, true]);
    const refused = after(['reversal-begun', begun], ['reversal-ended', ended('refused')]);
    assert.deepEqual([refused.explains(1, false), refused.explains(1, true)], [false, false]);
  });
});

describe('who is badly off on the air', () => {
  it('is silent, or has a bad signal or none', () => {
    const air = new Air();
    const link = (state: 'silent' | 'audible'): void => air.link({ node: 'H01', state });
    const signal = (quality: 'good' | 'weak' | 'bad' | 'none'): boolean[] => {
      air.signal({ node: 'H01', quality });
      return [air.isBad('H01'), air.reaches('H01'), air.reaches('H02')];
    };
    assert.equal(air.reaches('H01'), true);
    link('silent');
    assert.deepEqual([air.reaches('H01'), air.isBad('H01'), air.reaches('H02')], [false, false, true]);
    link('audible');
    assert.equal(air.reaches('H01'), true);
    assert.deepEqual(signal('bad'), [true, false, true]);
    assert.deepEqual(signal('weak'), [false, true, true]);
    assert.deepEqual(signal('none'), [true, false, true]);
    assert.deepEqual(signal('good'), [false, true, true]);
  });
});

describe('the request an answer is to', () => {
  it('is the last one of the device, of that number, told whole', () => {
    const requests = new Requests();
    const sent = (req: number, token?: number): EventOf<'sent'> => ({
      ...{ t: req, node: 'H01', kind: 'sent', type: 'bill', req },
      ...(token === undefined ? {} : { token }),
    });
    assert.equal(requests.of('H01', 1), null);
    requests.sent(sent(1, 7), 11);
    assert.equal(requests.of('H01', 1)?.id, 11);
    assert.equal(requests.of('H02', 1), null);
    requests.sent(sent(2, 7), 12);
    assert.deepEqual([requests.of('H01', 1), requests.of('H01', 2)?.sent.req], [null, 2]);
    requests.sent(sent(3), 13);
    assert.equal(requests.of('H01', 3), null, 'the first histories did not tell the token');
  });
});

describe('whose a hold is', () => {
  it('is told by who was signed on where it began, or by the device', () => {
    const people = new Operators();
    const tell = (fact: Fact): void => people.facts[fact.kind as 'signed-on'](fact as never, null as never, 1);
    const locked = (token: number): Fact => ({ kind: 'tab-locked', tab: 5, token, device: 'C01', operator: 'Eve' });
    tell(locked(1));
    assert.equal(people.ofHold(1), 'C01');
    tell({ kind: 'signed-on', device: 'C01', operator: 'Anna' });
    assert.equal(people.at('C01'), 'Anna');
    tell(locked(2));
    tell({ kind: 'signed-off', device: 'C01' });
    assert.deepEqual([people.at('C01'), people.ofHold(2)], ['C01', 'Anna']);
    tell({ kind: 'tab-released', tab: 5, token: 2, device: 'C01', cause: 'bill' });
    assert.equal(people.ofHold(2), undefined);
    tell({ kind: 'signed-on', device: 'C01', operator: 'Anna' });
    tell({ kind: 'client-left', client: 'C01', session: 1, cause: 'lost' });
    assert.equal(people.at('C01'), 'C01');
  });
});
