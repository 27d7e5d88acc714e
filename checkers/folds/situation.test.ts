import assert from 'node:assert/strict';
import type { Fact, PaymentOutcome, TerminalRecord } from '#server/core/facts';
import { Situation } from './situation.ts';

const by = { device: 'H01', operator: 'Anna' };
const locked = (tab: number, token: number): Fact => ({ kind: 'tab-locked', tab, token, ...by });
const released = (tab: number, token: number): Fact => ({
  ...{ kind: 'tab-released', tab, token, device: 'H01', cause: 'new-balance' },
});
const begun = (payment: number, tab = 5, token = 1, terminal = 'pt1'): Fact => ({
  ...{ kind: 'payment-begun', payment, tab, token, ...by, terminal, cents: 500, baseline: 'none' },
});
const record = (receipt: number): TerminalRecord => ({ receiptNo: String(receipt), trace: receipt }) as TerminalRecord;
const ended = (payment: number, outcome: PaymentOutcome, receipt = 0, refundCents = 0): Fact => ({
  ...{ kind: 'payment-ended', payment, tab: 5, outcome, paidCents: outcome === 'paid' ? 500 : 0, tipCents: 0 },
  ...{ record: receipt === 0 ? null : record(receipt), refundCents },
});
const parked = (payment: number): Fact => ({ kind: 'payment-parked', payment, tab: 5 });
const billed = (payment: number | null): Fact => ({
  ...{ kind: 'billed', bill: 1, tab: 5, ...by, cents: 500, tender: payment === null ? 'cash' : 'card', payment },
});
const queued = (job: number, more: object = {}): Fact =>
  ({
    ...{ kind: 'job-queued', job, document: 'bill', tab: 5, route: 'pos', queue: 'counter', device: 'H01' },
    ...{ ticket: job + 100, copy: false, lines: [] },
    ...more,
  }) as Fact;
const printed = (job: number): Fact =>
  ({ kind: 'job-printed', job, printer: 'counter', evidence: 'confirmed' }) as never;

const after = (...facts: Fact[]): Situation => {
  const now = new Situation();
  facts.forEach((fact, i) => now.seen(fact, 1_000 * (i + 1), i + 1));
  return now;
};

describe('the situation on the floor', () => {
  it('has who is signed on where, until he or she has signed off or lost the place', () => {
    const on: Fact = { kind: 'signed-on', device: 'C01', operator: 'Anna' };
    assert.equal(after(on).operators.get('C01'), 'Anna');
    assert.equal(after(on, { kind: 'signed-off', device: 'C01' }).operators.size, 0);
    assert.equal(after(on, { kind: 'client-left', client: 'C01', session: 1, cause: 'lost' }).operators.size, 0);
  });

  it('has who holds which tab, until that very hold ends', () => {
    const held = { tab: 5, token: 1, ...by, paying: false, id: 1 };
    assert.deepEqual(after(locked(5, 1)).holds.get(5), held);
    assert.equal(after(locked(5, 1), released(5, 1)).holds.size, 0);
    assert.equal(after(locked(5, 2), released(5, 1)).holds.size, 1);
  });

  it('has payments under way, at their terminals and under their holds', () => {
    const now = after(locked(5, 1), begun(1));
    assert.deepEqual(now.payments.get(1), { tab: 5, token: 1, terminal: 'pt1', device: 'H01' });
    assert.equal(now.busy.get('pt1'), 1);
    assert.equal(now.holds.get(5)?.paying, true);
    assert.equal(after(locked(5, 2), begun(1)).holds.get(5)?.paying, false, 'another hold');
    const over = after(locked(5, 1), begun(1), ended(1, 'declined'));
    assert.deepEqual([over.payments.size, over.busy.size, over.holds.get(5)?.paying], [0, 0, false]);
    const next = after(locked(5, 1), begun(1), begun(2), ended(1, 'declined'));
    assert.equal(next.busy.get('pt1'), 2, 'the next one has begun there');
    const reopened = after(begun(1), locked(5, 2), begun(2, 5, 2), ended(1, 'declined'));
    assert.equal(reopened.holds.get(5)?.paying, true, 'the next one is under another hold');
  });

  it('has tabs parked until they are paid anew, billed in cash, or their outcome is known', () => {
    const held = [locked(5, 1), begun(1), parked(1)];
    assert.equal(after(...held).parked.get(5), 1);
    assert.equal(after(...held, begun(2)).parked.size, 0);
    assert.equal(after(...held, billed(null)).parked.size, 0);
    assert.equal(after(...held, billed(2)).parked.size, 1);
    assert.equal(after(...held, ended(1, 'paid', 1)).parked.size, 0);
    assert.equal(after(...held, begun(2), parked(2), ended(1, 'paid', 1)).parked.get(5), 2);
  });

  it('has terminals whose last transaction is known', () => {
    assert.ok(after({ kind: 'terminal-known', terminal: 'pt1', last: 'none' }).known.has('pt1'));
    assert.ok(after(begun(1), ended(1, 'declined', 4)).known.has('pt1'));
    assert.ok(!after(begun(1), ended(1, 'declined')).known.has('pt1'));
    assert.ok(!after(ended(1, 'declined', 4)).known.has('pt1'), 'nobody knows where that was');
  });

  it('has the payment that may be reversed at a terminal: the last transaction there, if it was paid', () => {
    const paid = [begun(1), ended(1, 'paid', 4)];
    const last = { payment: 1, tab: 5, isDueBack: false, record: record(4) };
    assert.deepEqual(after(...paid).paidLast.get('pt1'), last);
    assert.equal(after(begun(1), ended(1, 'paid', 4, 500)).paidLast.get('pt1')?.isDueBack, true);
    assert.equal(after(begun(1), ended(1, 'paid', 4, 499)).paidLast.get('pt1')?.isDueBack, false);
    assert.deepEqual(
      after(...paid, begun(2), ended(2, 'declined', 4)).paidLast.get('pt1'),
      last,
      'the terminal had no other',
    );
    assert.equal(after(...paid, begun(2), ended(2, 'declined', 5)).paidLast.size, 0, 'it had another');
    assert.equal(after(...paid, begun(2), ended(2, 'declined')).paidLast.size, 0, 'nobody knows whether it had');
    const other = ended(2, 'declined') as Extract<Fact, { kind: 'payment-ended' }>;
    const traced = { ...other, record: { receiptNo: '4', trace: 9 } as TerminalRecord };
    assert.equal(after(...paid, begun(2), traced).paidLast.size, 0, 'of the same number only');
    const elsewhere = after(...paid, begun(2, 5, 1, 'pt2'), ended(2, 'declined', 5));
    assert.equal(elsewhere.paidLast.get('pt1')?.payment, 1);
  });

  it('has none to be reversed once it was, or the day was ended', () => {
    const paid = [begun(1), ended(1, 'paid', 4)];
    const reversing: Fact = {
      ...{ kind: 'reversal-begun', payment: 1, tab: 5, ...by, terminal: 'pt1', receiptNo: '4', paidCents: 500 },
    } as unknown as Fact;
    const reversed = (outcome: string, payment = 1): Fact =>
      ({ kind: 'reversal-ended', payment, tab: 5, ...by, outcome, cents: 500 }) as unknown as Fact;
    assert.equal(after(...paid, reversing).reversing.get('pt1')?.payment, 1);
    const done = after(...paid, reversing, reversed('reversed'));
    assert.deepEqual([done.reversing.size, done.paidLast.size], [0, 0]);
    const refused = after(...paid, reversing, reversed('refused'));
    assert.deepEqual([refused.reversing.size, refused.paidLast.size], [0, 1]);
    const another = after(...paid, reversing, reversed('reversed', 2));
    assert.deepEqual([another.reversing.size, another.paidLast.size], [1, 1]);
    const closing: Fact = { kind: 'day-closing', terminal: 'pt1', ...by };
    const closed: Fact = { kind: 'day-closed', terminal: 'pt1', cents: 500, journalCents: 500, agrees: true };
    const day = after(...paid, closing);
    assert.deepEqual([day.closing.has('pt1'), day.paidLast.size], [true, 0]);
    assert.equal(after(...paid, closing, closed).closing.size, 0);
  });

  it('has jobs that wait, and whether a device prints them', () => {
    assert.deepEqual(after(queued(1)).jobs.get(1), { device: 'H01', tab: 5, ticket: 101, belt: false });
    const belt = queued(1, { route: 'belt' });
    assert.equal(after(belt).jobs.get(1)?.belt, true);
    const redirected: Fact = { kind: 'job-redirected', job: 1, printer: 'counter', mayBePrinted: false };
    assert.equal(after(belt, redirected).jobs.get(1)?.belt, false);
    assert.equal(after(redirected).jobs.size, 0);
    assert.equal(after(queued(1), printed(1)).jobs.size, 0);
    assert.equal(after(queued(1), { kind: 'job-given-up', job: 1, printer: 'counter', attempts: 3 }).jobs.size, 0);
  });

  it('has what may be printed again: all that waits, and so many of what is out', () => {
    assert.equal(after(queued(1)).reprintable(1)?.ticket, 101);
    assert.equal(after(queued(1), printed(1)).reprintable(1)?.ticket, 101);
    assert.equal(after(printed(1)).reprintable(1), undefined);
    const many = Array.from({ length: 201 }, (_, i) => [queued(i + 1), printed(i + 1)]).flat();
    assert.equal(after(...many.slice(0, -2)).reprintable(1)?.ticket, 101);
    assert.equal(after(...many).reprintable(1), undefined);
    assert.equal(after(...many).reprintable(2)?.ticket, 102);
  });

  it('has bills that are not out yet: those queued with their bill, until they are or the server starts', () => {
    const due = [billed(null), queued(1)];
    assert.deepEqual(after(...due).printing.get(5), { job: 1, madeMs: 1_000 });
    assert.equal(after(queued(1)).printing.size, 0, 'nothing was billed');
    assert.equal(after(billed(null), queued(1, { tab: 6 })).printing.size, 0);
    assert.equal(after(billed(null), queued(1, { copy: true })).printing.size, 0);
    assert.equal(after(billed(null), queued(1, { document: 'receipt' })).printing.size, 0);
    assert.deepEqual(after(...due, queued(2)).printing.get(5)?.job, 1, 'the first ticket is its');
    assert.equal(after(...due, printed(1)).printing.size, 0);
    assert.equal(after(...due, queued(2), printed(2)).printing.size, 1);
    assert.equal(after(...due, { kind: 'started' }).printing.size, 0);
  });
});
