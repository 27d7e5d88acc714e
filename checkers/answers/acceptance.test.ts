// What must be refused and is not.
import assert from 'node:assert/strict';
import { acceptance } from './acceptance.ts';
import type { Fact } from '#server/core/facts';
import type { CheckResult } from '../checker.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const ready = (): Story => held().fact({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });

describe('what is accepted', () => {
  it('is what there is no reason against', () => {
    const story = ready()
      .collects('H01', 5, 1, 500)
      .asks('H01', 'pay', { tab: 5, token: 1, seqs: [1], terminal: 'pt1' });
    story.books('H01', 'Anna', 5, 1, 1, 500).begins(1, 5, 1);
    assert.equal(story.verdict(acceptance), 'pass');
    assert.equal(story.judged(acceptance, {}, false).verdict, 'unknown');
  });

  it('is no tab that somebody holds', () => {
    assert.match(held().opens('H02', 'Ben', 5, 2).verdict(acceptance), /it was accepted/);
  });

  it('is nothing of a device at which nobody is signed on', () => {
    const off = evening().asks('H01', 'sign-off').fact({ kind: 'signed-off', device: 'H01' });
    assert.match(off.opens('H01', 'Anna', 5, 1).verdict(acceptance), /it was accepted/);
    const stranger = evening().asks('H01', 'sign-on', { operator: 'Eve' });
    assert.match(stranger.fact({ kind: 'signed-on', device: 'H01', operator: 'Eve' }).verdict(acceptance), /accepted/);
  });

  it('is no write under another token than that of the hold, and none while a payment runs', () => {
    const write = (token: number): Story =>
      held()
        .collects('H01', 5, 1, 500)
        .asks('H01', 'hand-over', { tab: 5, token, seqs: [1] });
    assert.equal(write(1).books('H01', 'Anna', 5, 1, 1, 500).verdict(acceptance), 'pass');
    assert.match(write(9).books('H01', 'Anna', 5, 1, 1, 500).verdict(acceptance), /it was accepted/);
    const paying = held()
      .begins(1, 5, 1)
      .asks('H01', 'hand-over', { tab: 5, token: 1, seqs: [1] });
    assert.match(paying.books('H01', 'Anna', 5, 1, 1, 500).verdict(acceptance), /it was accepted/);
  });

  it('is no settlement of a parked tab that nobody was warned of', () => {
    const bill = (confirmed: object): Story => {
      const story = evening().fact({ kind: 'payment-parked', payment: 1, tab: 5 }).at(2_000).opens('H01', 'Anna', 5, 1);
      story
        .collects('H01', 5, 1, 500)
        .books('H01', 'Anna', 5, 1, 1, 500)
        .asks('H01', 'bill', { tab: 5, token: 1, ...confirmed });
      const rest = { device: 'H01', operator: 'Anna', cents: 500, tender: 'cash', payment: null } as const;
      return story.fact({ kind: 'billed', bill: 1, tab: 5, ...rest });
    };
    assert.equal(bill({ confirmed: true }).verdict(acceptance), 'pass');
    assert.match(bill({}).verdict(acceptance), /it was accepted/);
  });

  it('is no payment at a terminal that is busy, or not known', () => {
    const pay = (story: Story): Story =>
      story.collects('H01', 5, 1, 500).asks('H01', 'pay', { tab: 5, token: 1, seqs: [1], terminal: 'pt1' });
    assert.match(
      pay(ready().begins(1, 9, 7, 'H02'))
        .begins(2, 5, 1)
        .verdict(acceptance),
      /it was accepted/,
    );
    assert.match(pay(held()).begins(2, 5, 1).verdict(acceptance), /it was accepted/);
  });

  it('is no force at a handheld, and none against a payment', () => {
    const force = (story: Story, device: string): string =>
      story.asks(device, 'force-free', { tab: 5 }).answers(device, { did: 'done' }).verdict(acceptance);
    assert.equal(force(held().signsOn('till', 'Chef'), 'till'), 'pass');
    assert.match(force(held(), 'H02'), /it was accepted/);
    assert.match(force(held().signsOn('till', 'Chef').begins(1, 5, 1), 'till'), /it was accepted/);
  });

  it('is nothing that needs a hold which the device has not', () => {
    const by = { tab: 5, token: 9, device: 'H01', operator: 'Anna' };
    const line = { at: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' };
    const card = { kind: 'customer', code: '77' } as const;
    const part = { by: 'share', of: 2 } as const;
    const cash = {
      bill: 1,
      tab: 5,
      device: 'H01',
      operator: 'Anna',
      cents: 500,
      tender: 'cash',
      payment: null,
    } as const;
    const moved: Fact = { kind: 'lines-moved', why: 'split', ...by, from: 5, to: 6, lines: [line], cents: 500 };
    const wrongs: [type: string, fact: Fact][] = [
      ['change', moved],
      ['change', { kind: 'lines-cancelled', ...by, source: '40', reason: 'cold', lines: [line], cents: 500 }],
      ['change', { kind: 'discounted', ...by, source: '40', percent: 10, cents: 50 }],
      ['change', { kind: 'billed', ...cash, part }],
      ['bill', { kind: 'billed', ...cash }],
      ['scan', { kind: 'card-scanned', scan: 1, ...by, card }],
      ['new-balance', { kind: 'tab-released', tab: 5, token: 9, device: 'H01', cause: 'new-balance' }],
      ['pay', { kind: 'payment-begun', payment: 1, ...by, terminal: 'pt1', cents: 500, baseline: 'none' }],
      ...['book', 'hand-over', 'new-balance', 'bill', 'pay', 'change', 'scan'].map((type): [string, Fact] => [
        type,
        { kind: 'booked', ...by, source: '40', offline: false, bookings: [{ seq: 1, ...line }] },
      ]),
    ];
    for (const [type, fact] of wrongs) {
      const asked = held().asks('H01', type, { tab: 5, token: 9 }).fact(fact);
      assert.match(asked.verdict(acceptance), /it was accepted/, `${type}: ${fact.kind}`);
    }
  });

  it('is nothing of what needs no hold, either, at a device at which nobody is signed on', () => {
    const by = { device: 'T01', operator: 'Anna' };
    const record = { receiptNo: '1', trace: 1 };
    const wrongs: [type: string, fact: Fact][] = [
      ['sign-off', { kind: 'signed-off', device: 'T01' }],
      ['reverse', { kind: 'reversal-begun', payment: 1, tab: 5, ...by, terminal: 'pt1', paidCents: 500, record }],
      ['end-of-day', { kind: 'day-closing', terminal: 'pt1', ...by }],
    ];
    for (const [type, fact] of wrongs)
      assert.match(evening().asks('T01', type, { tab: 5 }).fact(fact).verdict(acceptance), /accepted/, type);
    for (const type of ['hand-over', 'book', 'force-free', 'reprint', 'camera']) {
      const asked = evening().asks('T01', type, { tab: 5, token: 1 });
      assert.match(asked.answers('T01', { did: 'done' }).verdict(acceptance), /accepted/, type);
    }
  });

  it('is judged by the request that it fulfils, not by another one of that device', () => {
    const asked = held().asks('H01', 'open', { tab: 6 });
    assert.equal(
      asked.fact({ kind: 'tab-locked', tab: 7, token: 2, device: 'H01', operator: 'Anna' }).judged(acceptance).judged,
      3,
    );
    const again = evening().asks('H01', 'reprint', { job: 7 });
    const reply = { type: 'reply', ok: true, did: 'done' } as const;
    again.fact({ kind: 'answered', device: 'H01', req: 1, reply: { ...reply, req: 1 } });
    assert.equal(again.verdict(acceptance), 'pass');
    assert.match(again.answers('H01', { did: 'done' }).verdict(acceptance), /accepted/);
  });

  it('is a release and a bill only where somebody asked for them', () => {
    const asked = held().asks('H01', 'new-balance', { tab: 5, token: 9 });
    asked.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'lease-ended' });
    assert.equal(asked.verdict(acceptance), 'pass');
    const paid = held().asks('H01', 'bill', { tab: 5, token: 9 });
    const card = { bill: 1, tab: 5, device: 'H01', operator: 'Anna', cents: 500, tender: 'card', payment: 1 } as const;
    assert.equal(paid.fact({ kind: 'billed', ...card }).verdict(acceptance), 'pass');
  });

  it('are lines although nothing is to be paid, but no bill, and no opening against what may be said', () => {
    const bill = held().asks('H01', 'bill', { tab: 5, token: 1, seqs: [1] });
    const cash = { bill: 1, tab: 5, device: 'H01', operator: 'Anna', cents: 0, tender: 'cash', payment: null } as const;
    bill.books('H01', 'Anna', 5, 1, 1, 0);
    assert.equal(bill.verdict(acceptance), 'pass');
    assert.match(bill.fact({ kind: 'billed', ...cash }).verdict(acceptance), /accepted/);
    const free = held()
      .collects('H01', 5, 1, 0)
      .asks('H01', 'bill', { tab: 5, token: 1, seqs: [1] });
    free.books('H01', 'Anna', 5, 1, 1, 500).fact({ kind: 'billed', ...cash, cents: 500 });
    assert.match(free.verdict(acceptance), /accepted/, 'what its device says that it costs counts');
    const made = { document: 'bill', tab: 5, route: 'static', queue: 'counter', device: 'H01', ticket: 1 } as const;
    const printing = evening()
      .fact({ kind: 'billed', ...cash })
      .fact({ kind: 'job-queued', job: 1, ...made, copy: false, lines: [] });
    assert.equal(printing.opens('H01', 'Anna', 5, 1).verdict(acceptance), 'pass');
  });

  it('is a Simple Order as a whole, with the hold it begins', () => {
    const done = (story: Story): CheckResult => {
      const line = { article: 'Soup', quantity: 1, cents: 500, place: 'none' };
      story.at(2_000).asks('H01', 'simple-order', { tab: 9, line, seqs: [1] });
      story.fact({ kind: 'tab-locked', tab: 9, token: 1, device: 'H01', operator: 'Anna' });
      const cash = { device: 'H01', operator: 'Anna', cents: 500, tender: 'cash', payment: null } as const;
      story.books('H01', 'Anna', 9, 1, 1, 500).fact({ kind: 'billed', bill: 1, tab: 9, ...cash });
      const floor = { devices: [], terminals: [], simpleOrder: { tab: 9, article: 'Soup' } };
      return story.judged(acceptance, {}, true, { floor } as never);
    };
    const { verdict, judged } = done(evening());
    assert.deepEqual([verdict, judged], ['pass', 3]);
    const before = evening().opens('H01', 'Anna', 9, 7).asks('H01', 'bill', { tab: 9, token: 7 });
    before.fact({ kind: 'tab-released', tab: 9, token: 7, device: 'H01', cause: 'forced' });
    assert.equal(done(before).verdict, 'pass', 'a bill before it is not meant');
    const parked = evening().fact({ kind: 'payment-parked', payment: 1, tab: 9 });
    assert.equal(done(parked).failures, 1);
  });

  it('is told with what was asked and why that had to be refused', () => {
    const [opened] = held().opens('H02', 'Ben', 5, 2).judged(acceptance).evidence;
    assert.deepEqual(opened, {
      events: [16, 17],
      sentence:
        'let H02 ask for open of tab 5; then at 0:00:03.000 that had to be refused as "held-by-another-device"; however it was accepted',
    });
    const stranger = evening().asks('H01', 'sign-on', { operator: 'Eve' });
    const [signed] = stranger.fact({ kind: 'signed-on', device: 'H01', operator: 'Eve' }).judged(acceptance).evidence;
    assert.match(signed?.sentence ?? '', /^let H01 ask for sign-on; then /);
  });

  it('is no tap that must be refused, at a thin client', () => {
    const ben = (story = evening()): Story =>
      story.taps('C01', 1, 'sign-on', { operator: 'Ben' }).fact({ kind: 'signed-on', device: 'C01', operator: 'Ben' });
    const opens = (story: Story, tab: number): string =>
      ben(story)
        .taps('C01', 2, 'open', { tab })
        .fact({ kind: 'tab-locked', tab, token: 7, device: 'C01', operator: 'Ben' })
        .verdict(acceptance);
    assert.equal(opens(held(), 6), 'pass');
    assert.match(opens(held(), 5), /accepted/);
    const stranger = evening().taps('C01', 1, 'sign-on', { operator: 'Eve' });
    assert.match(stranger.fact({ kind: 'signed-on', device: 'C01', operator: 'Eve' }).verdict(acceptance), /accepted/);
    const left: Fact = { kind: 'client-left', client: 'C01', session: 1, cause: 'lost' };
    assert.equal(opens(ben().fact(left), 6), 'pass', 'who has signed on anew');
    const gone = ben().fact(left).taps('C01', 2, 'open', { tab: 6 });
    gone.fact({ kind: 'tab-locked', tab: 6, token: 7, device: 'C01', operator: 'Ben' });
    assert.match(gone.verdict(acceptance), /accepted/);
  });

  it('is what any of the taps at a thin client asks for that is right', () => {
    const settles = (...confirmed: (true | undefined)[]): CheckResult => {
      const story = evening().fact({ kind: 'payment-parked', payment: 1, tab: 5 });
      story.taps('C01', 1, 'sign-on', { operator: 'Ben' }).fact({ kind: 'signed-on', device: 'C01', operator: 'Ben' });
      story.taps('C01', 2, 'open', { tab: 5 });
      story.fact({ kind: 'tab-locked', tab: 5, token: 7, device: 'C01', operator: 'Ben' });
      story.books('C01', 'Ben', 5, 7, 1, 500);
      for (const one of confirmed)
        story.taps('C01', 3, 'bill', { tab: 5, token: 7, ...(one ? { confirmed: one } : {}) });
      for (let more = 0; more < 3; more += 1) story.taps('C01', 3, 'takings');
      const rest = { device: 'C01', operator: 'Ben', cents: 500, tender: 'cash', payment: null } as const;
      return story.fact({ kind: 'billed', bill: 1, tab: 5, ...rest }).judged(acceptance);
    };
    assert.deepEqual([settles().judged, settles(true).judged], [4, 5], 'one of the latest taps, or one before');
    assert.equal(settles(true).verdict, 'pass');
    assert.equal(settles(true, undefined).verdict, 'pass');
    const { failures, evidence } = settles(undefined, undefined);
    assert.equal(failures, 1);
    assert.match(evidence[0]?.sentence ?? '', /^let C01 ask for bill of tab 5; .* refused as "card-may-be-charged";/);
  });
});
