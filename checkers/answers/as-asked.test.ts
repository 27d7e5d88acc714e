// Whether the server does what it was asked for.
import assert from 'node:assert/strict';
import type { Fact } from '#server/core/facts';
import { asAsked } from './as-asked.ts';
import { evening, Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000).collects('H01', 5, 1, 500);
const writes = (type: string, fields = {}): Story =>
  held().asks('H01', type, { tab: 5, token: 1, seqs: [1], ...fields });

describe('what the server does', () => {
  it('is what a device has asked for', () => {
    const story = writes('pay', { terminal: 'pt1' }).books('H01', 'Anna', 5, 1, 1, 500).begins(1, 5, 1);
    assert.equal(story.verdict(asAsked), 'pass');
    assert.equal(story.judged(asAsked, {}, false).verdict, 'unknown');
  });

  it('is nothing that nobody has asked for', () => {
    const opened = evening().fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' });
    assert.match(opened.verdict(asAsked), /unasked/);
    const closed = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'new-balance' });
    assert.match(closed.verdict(asAsked), /unasked/);
    const ended = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'lease-ended' });
    assert.equal(ended.verdict(asAsked), 'pass');
    const forced = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' });
    assert.match(forced.verdict(asAsked), /unasked/);
    assert.match(evening().fact({ kind: 'signed-off', device: 'H01' }).verdict(asAsked), /unasked/);
  });

  it('is done under the token that the device has shown, whatever the server writes down', () => {
    assert.match(
      writes('hand-over', { token: 7 }).books('H01', 'Anna', 5, 1, 1, 500).verdict(asAsked),
      /with token 1 instead of 7/,
    );
  });

  it("is in nobody's name at a thin client that has lost its place", () => {
    const opens = (...before: Fact[]): string =>
      evening()
        .taps('C01', 1, 'sign-on', { operator: 'Ben' })
        .fact({ kind: 'signed-on', device: 'C01', operator: 'Ben' }, ...before)
        .taps('C01', 2, 'open', { tab: 5 })
        .fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'C01', operator: 'Ben' })
        .verdict(asAsked);
    assert.equal(opens(), 'pass');
    assert.match(
      opens({ kind: 'client-left', client: 'C01', session: 1, cause: 'lost' }),
      /with operator Ben instead of nobody/,
    );
  });

  it('is what the operator of a thin client has tapped on, also when a slow server comes to it late', () => {
    const taps = (...articles: string[]): Story => {
      const story = evening().at(2_000).opens('H01', 'Anna', 5, 1);
      for (const article of articles) {
        const tap = {
          kind: 'tap',
          screen: 4,
          title: 'Tab 5',
          key: article,
          x: 9,
          y: 9,
          asks: 'book',
          tab: 5,
          token: 1,
        };
        story.event('H01', { ...tap, article } as Parameters<Story['event']>[1]);
      }
      return story;
    };
    const booked = (story: Story, article: string): string =>
      story
        .fact({
          kind: 'booked',
          tab: 5,
          token: 1,
          device: 'H01',
          operator: 'Anna',
          source: '40',
          offline: false,
          bookings: [{ seq: 1, article, quantity: 1, cents: 420, place: 'bar' }],
        })
        .verdict(asAsked);
    assert.equal(booked(taps('Pils', 'Water', 'Soup'), 'Pils'), 'pass');
    assert.match(booked(taps('Pils', 'Water'), 'Soup'), /with 1 x Soup instead of Water/);
    assert.match(booked(taps(), 'Soup'), /unasked|instead of/);
  });

  it('is done in the name of the operator who is signed on', () => {
    const open = evening().asks('H01', 'open', { tab: 5 });
    const wrong = open.fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Ben' });
    assert.match(wrong.verdict(asAsked), /with operator Ben instead of Anna/);
    assert.match(writes('hand-over').books('H01', 'Ben', 5, 1, 1, 500).verdict(asAsked), /operator Ben/);
    const signOn = evening().asks('H01', 'sign-on', { operator: 'Ben' });
    assert.match(signOn.fact({ kind: 'signed-on', device: 'H01', operator: 'Anna' }).verdict(asAsked), /operator Anna/);
  });

  it('is done with the lines, and at the terminal, that were sent', () => {
    assert.match(
      writes('hand-over').books('H01', 'Anna', 5, 1, 2, 500).verdict(asAsked),
      /line 2, which it did not send/,
    );
    assert.match(writes('hand-over', { offline: true }).books('H01', 'Anna', 5, 1, 1, 500).verdict(asAsked), /offline/);
    assert.match(writes('pay', { terminal: 'pt2' }).begins(1, 5, 1).verdict(asAsked), /terminal pt1 instead of pt2/);
    const part = (cents: number): string => writes('pay', { terminal: 'pt1', cents }).begins(1, 5, 1).verdict(asAsked);
    assert.match(part(100), /with cents \d+ instead of 100/);
    assert.equal(part(1_000_000), 'pass');
  });

  it('prints again what was to be printed again, and takes for printed what was reported', () => {
    const job = {
      kind: 'job-queued',
      job: 1,
      document: 'bill',
      tab: 5,
      queue: 'H01',
      device: 'H01',
      lines: [] as string[],
    } as const;
    const queued = (): Story => evening().fact({ ...job, route: 'belt', ticket: 1, copy: false });
    const again = { ...job, job: 2, ticket: 1, route: 'static', queue: 'counter', copy: true } as const;
    assert.equal(queued().asks('till', 'reprint', { job: 1 }).fact(again).verdict(asAsked), 'pass');
    const other = { ...job, job: 3, route: 'static', ticket: 3, copy: false } as const;
    assert.match(queued().fact(other).asks('till', 'reprint', { job: 3 }).fact(again).verdict(asAsked), /unasked/);
    assert.match(queued().fact(again).verdict(asAsked), /unasked/);
    const printed = { kind: 'job-printed', job: 1, printer: 'H01/belt', evidence: 'confirmed' } as const;
    assert.equal(queued().asks('H01', 'receipt-printed', { job: 1 }).fact(printed).verdict(asAsked), 'pass');
    assert.match(queued().asks('H01', 'receipt-printed', { job: 8 }).fact(printed).verdict(asAsked), /unasked/);
  });

  /** What comes of it when a device asks for this, and the server then decides that. */
  const done = (story: Story, fact: object): string => story.fact(fact as never).verdict(asAsked);

  it('is the end of day, and the reversal, of the terminal that was named', () => {
    const day = (terminal: string, type = 'end-of-day'): string =>
      done(evening().asks('till', type, { terminal }), { kind: 'day-closing', device: 'till', terminal: 'pt1' });
    assert.equal(day('pt1'), 'pass');
    assert.match(day('pt2'), /with terminal pt1 instead of pt2/);
    assert.match(day('pt1', 'reverse'), /unasked/);
    const reversal = (asked: object, fact: object = {}, type = 'reverse'): string =>
      done(evening().asks('H01', type, { tab: 5, token: 0, terminal: 'pt1', ...asked }), {
        ...{ kind: 'reversal-begun', payment: 1, tab: 5, device: 'H01', operator: 'Anna', terminal: 'pt1' },
        ...{ paidCents: 500, ...fact },
      });
    assert.equal(reversal({}), 'pass');
    assert.match(reversal({ terminal: 'pt2' }), /with terminal pt1 instead of pt2/);
    assert.match(reversal({ tab: 6 }), /with tab 5 instead of 6/);
    assert.match(reversal({}, { operator: 'Ben' }), /with operator Ben instead of Anna/);
    assert.match(reversal({}, {}, 'end-of-day'), /unasked/);
    assert.match(reversal({}, { device: 'H02' }), /unasked/);
  });

  it('signs off whoever asks for it, and on whoever is named', () => {
    assert.equal(done(evening().asks('H01', 'sign-off'), { kind: 'signed-off', device: 'H01' }), 'pass');
    assert.match(done(evening().asks('H02', 'sign-off'), { kind: 'signed-off', device: 'H01' }), /unasked/);
    const again = evening().asks('H01', 'open', { tab: 5 }).asks('H01', 'camera', { camera: 'door' });
    assert.match(done(again, { kind: 'signed-on', device: 'H01', operator: 'Anna' }), /unasked/);
  });

  it('scans the card that was shown, under its hold', () => {
    const card = { kind: 'voucher', code: 'A1' };
    const scanned = (asked: object, fact: object = {}): string =>
      done(writes('scan', { card, ...asked }), {
        ...{ kind: 'card-scanned', scan: 1, tab: 5, token: 1, device: 'H01', operator: 'Anna', card },
        ...fact,
      });
    assert.equal(scanned({}), 'pass');
    assert.match(scanned({}, { card: { ...card, code: 'A2' } }), /for another card/);
    assert.match(scanned({ token: 7 }), /with token 1 instead of 7/);
    assert.match(scanned({ tab: 6 }), /unasked/);
  });

  it('bills what was asked for, and never more of it', () => {
    const billed = (asked: object, fact: object = {}, type = 'bill'): string =>
      done(writes(type, asked), {
        ...{ kind: 'billed', bill: 1, tab: 5, device: 'H01', operator: 'Anna', cents: 500, tender: 'cash' },
        ...{ payment: null, ...fact },
      });
    assert.equal(billed({}), 'pass');
    assert.equal(billed({ cents: 500 }), 'pass');
    assert.match(billed({ cents: 499 }), /with cents 500 instead of 499/);
    assert.match(billed({ token: 7 }), /with token 1 instead of 7/);
    assert.match(billed({}, {}, 'pay'), /unasked/);
    assert.match(billed({ tab: 6 }), /unasked/);
    assert.equal(billed({}, { payment: 1 }, 'hand-over'), 'pass');
    assert.equal(billed({}, {}, 'simple-order'), 'pass');
    const lines = [{ article: 'Soup', quantity: 1 }];
    const part = { part: { by: 'lines', lines } };
    assert.match(billed({}, part), /unasked/);
    assert.equal(billed({ change: { kind: 'bill-lines', lines } }, part, 'change'), 'pass');
    const cancel = { kind: 'cancel', lines, reason: 'mistake' };
    assert.match(billed({ change: cancel }, part, 'change'), /as "bill: 1 x Soup" instead of "cancel/);
    assert.match(
      billed({ change: { kind: 'bill-lines', lines }, token: 7 }, part, 'change'),
      /with token 1 instead of 7/,
    );
  });

  it('releases a tab as the write it was for has asked, and by force only where that was asked for', () => {
    const released = (story: Story, cause: string): string =>
      done(story, { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause });
    assert.equal(released(writes('new-balance'), 'new-balance'), 'pass');
    assert.equal(released(writes('bill'), 'bill'), 'pass');
    assert.equal(released(writes('simple-order'), 'bill'), 'pass');
    assert.match(released(writes('bill'), 'new-balance'), /unasked/);
    assert.match(released(writes('simple-order'), 'new-balance'), /unasked/);
    assert.match(released(writes('new-balance', { token: 7 }), 'new-balance'), /with token 1 instead of 7/);
    assert.equal(released(held().asks('till', 'force-free', { tab: 5 }), 'forced'), 'pass');
    assert.match(released(held().asks('till', 'force-free', { tab: 6 }), 'forced'), /unasked/);
    assert.match(released(held().asks('till', 'open', { tab: 5 }), 'forced'), /unasked/);
  });

  it('opens the tab that was asked for, for a Simple Order too', () => {
    const locked = { kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' };
    assert.equal(done(evening().asks('H01', 'simple-order', { tab: 5 }), locked), 'pass');
    assert.match(done(evening().asks('H01', 'open', { tab: 6 }), locked), /unasked/);
    assert.match(done(evening().asks('H01', 'hand-over', { tab: 5 }), locked), /unasked/);
  });

  it('books by a write or a Simple Order of that tab, one of the article that was tapped', () => {
    const books = (type: string, fields = {}): string =>
      writes(type, fields).books('H01', 'Anna', 5, 1, 1, 500).verdict(asAsked);
    assert.equal(books('simple-order'), 'pass');
    assert.match(books('open'), /unasked/);
    assert.match(books('hand-over', { tab: 6 }), /unasked/);
    assert.match(books('hand-over', { seqs: [] }), /line 1, which it did not send/);
    const tapped = (...lines: object[]): string => {
      const story = evening().at(2_000).opens('H01', 'Anna', 5, 1);
      story.taps('H01', 4, 'book', { tab: 5, token: 1, article: 'Pils' });
      const whose = { tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: false };
      return done(story, { kind: 'booked', ...whose, bookings: lines });
    };
    const pils = { seq: 1, article: 'Pils', quantity: 1, cents: 420, place: 'bar' };
    assert.equal(tapped(pils), 'pass');
    assert.match(tapped({ ...pils, quantity: 2 }), /with 2 x Pils instead of Pils/);
    assert.match(tapped(pils, { ...pils, seq: 2 }), /with 1 x Pils, 1 x Pils instead of Pils/);
    assert.match(tapped(), /instead of Pils/);
  });

  it('sends a ticket elsewhere only for the device whose ticket it is', () => {
    const job = { document: 'bill', tab: 5, queue: 'H01', device: 'H01', ticket: 1, copy: false, lines: [] };
    const queued = (): Story => evening().fact({ kind: 'job-queued', job: 1, route: 'belt', ...job } as never);
    const moved = { kind: 'job-redirected', job: 1, printer: 'counter' };
    assert.equal(done(queued().asks('H01', 'redirect-print', { job: 1 }), moved), 'pass');
    assert.match(done(queued().asks('H01', 'redirect-print', { job: 2 }), moved), /unasked/);
    assert.match(done(queued().asks('H01', 'receipt-printed', { job: 1 }), moved), /unasked/);
    assert.match(done(queued().asks('H02', 'redirect-print', { job: 1 }), moved), /unasked/);
    const printed = { kind: 'job-printed', job: 1, printer: 'counter', evidence: 'confirmed' };
    assert.equal(done(queued(), printed), 'pass');
    assert.match(done(queued(), { ...printed, printer: 'H01/belt' }), /unasked/);
    assert.equal(done(evening(), { ...printed, job: 9, printer: 'H01/belt' }), 'pass');
  });

  it('may be written down before the request where times are measured', () => {
    const opened = evening().fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' });
    assert.equal(opened.verdict(asAsked, { slackMs: 500 }), 'pass');
  });

  it('says which request it was, and what was made of it', () => {
    const story = evening().asks('H01', 'open', { tab: 5 });
    story.fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Ben' });
    const { evidence } = story.judged(asAsked);
    assert.match(
      evidence[0]?.sentence ?? '',
      /^let H01 ask for open; then at 0:00:01\.000 the server decided "tab-locked"/,
    );
    assert.equal(evidence[0]?.events.length, 2);
    const unasked = evening().fact({ kind: 'signed-off', device: 'H01' }).judged(asAsked);
    assert.match(unasked.evidence[0]?.sentence ?? '', /^let H01 not ask for sign-off/);
    assert.equal(unasked.evidence[0]?.events.length, 1);
    const forced = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' });
    assert.match(forced.judged(asAsked).evidence[0]?.sentence ?? '', /^let anybody not ask for force-free of tab 5/);
  });

  it('is told by what nobody has asked for', () => {
    const by = { tab: 5, token: 1, device: 'H01', operator: 'Anna' };
    const line = { at: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' };
    const copied = { document: 'bill', route: 'belt', queue: 'H01', tab: 5, device: 'H01', ticket: 3 } as const;
    const queued: Fact = { kind: 'job-queued', job: 3, ...copied, copy: false, lines: [] };
    const back = { payment: 1, tab: 5, device: 'H01', operator: 'Anna', paidCents: 500 };
    const unasked: [what: string, fact: Fact][] = [
      ['H01 not ask for sign-on', { kind: 'signed-on', device: 'H01', operator: 'Anna' }],
      ['H01 not ask for sign-off', { kind: 'signed-off', device: 'H01' }],
      ['H01 not ask for open', { kind: 'tab-locked', ...by, tab: 6 }],
      ['H01 not ask for booking on tab 5', { kind: 'booked', ...by, source: '40', offline: false, bookings: [] }],
      ['H01 not ask for change of tab 5', { kind: 'discounted', ...by, source: '40', percent: 10, cents: 50 }],
      [
        'H01 not ask for change of tab 5',
        { kind: 'lines-moved', why: 'split', ...by, from: 5, to: 6, lines: [line], cents: 500 },
      ],
      [
        'H01 not ask for change of tab 5',
        { kind: 'lines-cancelled', ...by, source: '40', reason: 'cold', lines: [line], cents: 500 },
      ],
      ['H01 not ask for bill of tab 5', { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'bill' }],
      ['anybody not ask for force-free of tab 5', { kind: 'tab-released', ...by, cause: 'forced' }],
      ['till not ask for end-of-day', { kind: 'day-closing', terminal: 'pt1', device: 'till', operator: 'Chef' }],
      [
        'H01 not ask for reverse at pt1',
        { kind: 'reversal-begun', ...back, terminal: 'pt1', record: { receiptNo: '1', trace: 1 } },
      ],
      ['anybody not ask for reprint of ticket 3', { ...queued, job: 4, copy: true }],
      [
        'H01 not ask for receipt-printed of job 3',
        { kind: 'job-printed', job: 3, printer: 'H01/belt', evidence: 'confirmed' },
      ],
      [
        'H01 not ask for redirect-print of job 3',
        { kind: 'job-redirected', job: 3, printer: 'counter', mayBePrinted: false },
      ],
    ];
    for (const [what, fact] of unasked) {
      const first: Story = fact.kind.startsWith('signed') ? new Story().server('up') : held().fact(queued);
      const { evidence, judged } = first.asks('H01', 'takings').asks('H01', 'takings').fact(fact).judged(asAsked);
      assert.match(evidence[0]?.sentence ?? '', new RegExp(`^let ${what}; then at .* it did so unasked$`));
      assert.equal(judged, fact.kind.startsWith('signed') ? 1 : 4, what);
    }
  });
});
