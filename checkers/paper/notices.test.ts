import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, JobSpec } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { notices } from './notices.ts';

const limits = { printerPollMs: 5, printStatusMs: 3, failAfterMs: 5, slackMs: 0 };
const floor = {
  printers: [
    { name: 'kitchen', alternatives: [] },
    { name: 'counter', alternatives: ['kitchen'] },
  ],
  fallbackPrinter: 'counter',
  noticePrinter: 'counter',
};
const header = { limits, floor, timeScale: 1 } as unknown as HistoryHeader;
const NOW = 1_000;
const fact = (said: Fact): HistoryEvent => ({ t: NOW, node: 'server', kind: 'fact', n: 1, at: NOW, fact: said });
const begun = fact({
  ...{ kind: 'payment-begun', payment: 1, tab: 5, token: 1, device: 'H01', operator: 'Anna', terminal: 'pt1' },
  ...{ cents: 690, baseline: 'none' },
});
const parked = [begun, fact({ kind: 'payment-parked', payment: 1, tab: 5 })];
const ended = (paidCents: number, refundCents: number): HistoryEvent =>
  fact({
    kind: 'payment-ended',
    payment: 1,
    tab: 5,
    outcome: 'paid',
    paidCents,
    tipCents: 0,
    record: null,
    refundCents,
  });
const job = (document: JobSpec['document'], lines: string[], also: Partial<JobSpec> = {}): HistoryEvent =>
  fact({
    ...{ kind: 'job-queued', job: 7, document, tab: 5, route: 'pos', queue: 'counter', device: 'H01', ticket: 7 },
    ...{ copy: false, lines },
    ...also,
  });
const notice = (...lines: string[]): HistoryEvent => job('notice', ['Tab 5  Anna', 'NOTICE', ...lines]);
const ofParked = notice('Tab 5 is parked: outcome of the card payment', 'over 6.90 EUR unknown');
const signedOn = fact({ kind: 'signed-on', device: 'H01', operator: 'Anna' });
const overdue = [signedOn, job('order', []), fact({ kind: 'job-overdue', job: 7, queue: 'kitchen' })];
const ofOverdue = notice('Ticket 7 (order) for tab 5', 'still waits for kitchen');
const printer = (node: string, state: string, t: number): HistoryEvent => ({
  ...{ t, node, kind: 'condition', of: 'printer', state },
});

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [notices] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('a notice', () => {
  it('tells of a roll that is near its end', () => {
    const near = [signedOn, job('order', []), fact({ kind: 'paper-near-end', printer: 'kitchen', job: 7 })];
    assert.equal(said(...near, notice('Paper of kitchen is near its end:', 'put in a new roll')), '');
    assert.match(said(...near), /however no notice for tab 5 says so/);
    assert.match(
      said(...near, notice('Paper of counter is near its end:', 'put in a new roll')),
      /however counter was/,
    );
  });

  it('tells of a kitchen monitor that shows nothing, and how many orders wait for it', () => {
    const item = (number: number): HistoryEvent =>
      fact({ kind: 'item-queued', monitor: 'qsr', item: number, tab: 5, place: 'kitchen', device: 'H01', lines: [] });
    const shown = fact({ kind: 'items-shown', monitor: 'qsr', item: 1 });
    const away = fact({ kind: 'monitor-away', monitor: 'qsr', item: 2, waiting: 2 });
    const all = [signedOn, item(1), item(2), item(3), shown, away];
    assert.equal(said(...all, notice('Monitor qsr shows nothing:', 'orders that wait for it: 2')), '');
    assert.match(said(...all), /however no notice for tab 5 says so/);
    assert.match(said(...all, notice('Monitor qsr shows nothing:', 'orders that wait for it: 3')), /however counter/);
  });

  it('tells of bills that were made before the signing unit was known to have failed', () => {
    const told = { ...header, floor: { ...floor, unsaidTold: true } } as unknown as HistoryHeader;
    const judged = (of: HistoryHeader, ...events: HistoryEvent[]): string =>
      judgeHistory(of, events, { checkers: [notices] })[0]?.evidence[0]?.sentence ?? '';
    const due = (handOver: number, tab: number): HistoryEvent =>
      fact({ kind: 'signature-due', handOver, tab, device: 'H01', operator: 'Anna', cents: 690, lines: [] });
    const bill = (number: number, tab: number): HistoryEvent =>
      fact({
        ...{ kind: 'billed', bill: number, tab, device: 'H01', operator: 'Anna', cents: 690, tender: 'cash' },
        ...{ payment: null, source: '40' },
      });
    const failed = fact({ kind: 'tse-failed', trouble: 'slow' });
    const made = fact({ kind: 'signature-made', handOver: 1, counter: 1, signature: 's' });
    const moved = fact({
      ...{ kind: 'lines-moved', from: 6, to: 5, token: 1, device: 'H01', operator: 'Anna' },
      ...{ lines: [], cents: 0 },
    } as unknown as Fact);
    const all = [signedOn, due(1, 7), bill(1, 7), due(2, 6), made, moved, bill(2, 5), failed, bill(3, 5)];
    const right = notice('Signing unit out of order,', 'which bills do not say: 2');
    assert.equal(judged(told, ...all, right), '');
    assert.match(judged(told, ...all), /however no notice for tab 5 says so/);
    assert.equal(judged(header, ...all), '');
    assert.equal(judged(told, ...all, right, failed), '');
    const before = [signedOn, due(1, 7), bill(1, 7), made];
    assert.match(judged(told, ...before, failed, right), /let nothing call for a notice/);
  });

  it('tells of a parked tab and the amount, once', () => {
    assert.equal(said(...parked, ofParked), '');
    assert.match(said(...parked), /however no notice for tab 5 says so/);
    assert.match(said(...parked, ofParked, ofParked), /let nothing call for a notice/);
    const wrong = notice('Tab 5 is parked: outcome of the card payment', 'over 9.60 EUR unknown');
    assert.match(said(...parked, wrong), /however counter was to print .* over 9\.60 EUR/);
  });

  it('tells of a refund that is due, and of none that is not', () => {
    const ofRefund = notice('Card charged 6.90 EUR for tab 5,', '6.90 EUR settled otherwise: refund due');
    assert.equal(said(begun, ended(690, 690), ofRefund), '');
    assert.match(said(begun, ended(690, 690)), /6\.90 EUR of payment 1 be due back/);
    assert.match(said(begun, ended(690, 0), ofRefund), /let nothing call for a notice/);
  });

  it('tells of a ticket that was given up, whose name it was in, and where to look', () => {
    const events = [
      signedOn,
      job('order', []),
      fact({ kind: 'job-given-up', job: 7, printer: 'kitchen', attempts: 5 }),
    ];
    const lines = ['Ticket 7 (order) for tab 5', 'was sent 5 times and never confirmed:'];
    assert.equal(said(...events, notice(...lines, 'look at kitchen; it is not printed again')), '');
    assert.match(said(...events, notice(...lines, 'look at counter; it is not printed again')), /look at counter/);
    assert.match(said(...events), /let ticket 7 be given up/);
  });

  it('tells of a ticket that waits too long, unless no printer could say so', () => {
    assert.equal(said(...overdue, ofOverdue), '');
    assert.match(said(...overdue), /let ticket 7 wait too long for kitchen/);
    const both = [printer('counter', 'off', 1), printer('kitchen', 'paper-out', 2)];
    assert.equal(said(...both, ...overdue), '');
    assert.match(said(printer('counter', 'off', 1), ...overdue), /wait too long/, 'the kitchen printer is well');
    assert.equal(said(printer('counter', 'off', 1), printer('kitchen', 'ready', NOW - 5), ...overdue), '', 'just now');
    const heard = (node: string, quality: 'bad' | 'good'): HistoryEvent => ({
      ...{ t: 1, node, kind: 'signal', accessPoint: 'inside', band: '2.4GHz', dbm: -87, quality },
    });
    assert.equal(said(heard('counter', 'bad'), heard('kitchen', 'bad'), ...overdue), '', 'nothing gets through');
    assert.match(said(heard('counter', 'good'), heard('kitchen', 'bad'), ...overdue), /wait too long/);
  });

  it('has the name of the device once its client has lost its place', () => {
    const [on, queued, late] = overdue as [HistoryEvent, HistoryEvent, HistoryEvent];
    const lost = fact({ kind: 'client-left', client: 'H01', session: 1, cause: 'lost' });
    const ofDevice = job('notice', ['Tab 5  H01', 'NOTICE', 'Ticket 7 (order) for tab 5', 'still waits for kitchen']);
    assert.equal(said(on, queued, lost, late, ofDevice), '');
    assert.match(said(on, queued, lost, late, ofOverdue), /however counter was to print "Tab 5 {2}Anna/);
  });

  it('goes to the printer for notices', () => {
    const elsewhere = job(
      'notice',
      ['Tab 5  Anna', 'NOTICE', 'Ticket 7 (order) for tab 5', 'still waits for kitchen'],
      {
        queue: 'kitchen',
      },
    );
    assert.match(said(...overdue, elsewhere), /was due at counter; however kitchen was to print/);
  });
});
