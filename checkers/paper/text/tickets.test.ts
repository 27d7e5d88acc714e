// A ticket that would not come out, however often it was tried, may be given up if people are told so on paper.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../../judge.ts';
import { ticketOrder, ticketsOnce } from './tickets.ts';

const header = {
  limits: { slackMs: 0, printAttempts: 3 },
  floor: { printers: [] },
  timeScale: 1,
} as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const queued = (job: number, document: 'order' | 'notice' = 'order'): HistoryEvent =>
  fact({
    ...{ kind: 'job-queued', job, document, tab: 5, route: 'pos', queue: 'kitchen', device: 'H01', ticket: job },
    ...{ copy: false, lines: [] },
  });
const tries = (job: number, count: number): HistoryEvent[] =>
  Array.from({ length: count }, (_, i) => fact({ kind: 'job-started', job, printer: 'kitchen', copy: i > 0 }));
const givenUp = (job: number): HistoryEvent => fact({ kind: 'job-given-up', job, printer: 'kitchen', attempts: 3 });
const printed = (ticket: number, document: string, text: string[] = []): HistoryEvent => ({
  ...{ t: 2, node: 'bar', kind: 'printed', ticket, copy: false, document, tab: 5, lines: text.length, text },
});
const notice = printed(2, 'notice', ['#2', 'notice', 'Tab 5  Anna', 'NOTICE', 'Ticket 1 (order) for tab 5']);

const wrongs = (...events: HistoryEvent[]): number =>
  judgeHistory(header, events, { checkers: [ticketsOnce] })[0]?.failures ?? -1;

describe('a ticket that is given up', () => {
  it('is no finding when it was tried as often as it is to be, and a notice on paper names it', () => {
    assert.equal(wrongs(queued(1), ...tries(1, 3), givenUp(1), queued(2, 'notice'), notice), 0);
  });

  it('is one when it was given up too soon, or nobody was told, or somebody was told of another', () => {
    assert.equal(wrongs(queued(1), ...tries(1, 1), givenUp(1), queued(2, 'notice'), notice), 1);
    assert.equal(wrongs(queued(1), ...tries(1, 3), givenUp(1)), 1);
    assert.equal(wrongs(queued(1), ...tries(1, 3), givenUp(1), queued(2, 'notice'), printed(2, 'notice')), 1);
  });

  it('is one when it just never came out, whatever a notice says', () => {
    assert.equal(wrongs(queued(1), ...tries(1, 3), queued(2, 'notice'), notice), 1);
  });

  it('is none when the notice itself was given up after as many attempts', () => {
    const about = fact({
      ...{
        kind: 'job-queued',
        job: 2,
        document: 'notice',
        tab: 5,
        route: 'pos',
        queue: 'bar',
        device: 'H01',
        ticket: 2,
      },
      ...{ copy: false, lines: ['Tab 5  Anna', 'NOTICE', 'Ticket 1 (order) for tab 5'] },
    });
    assert.equal(wrongs(queued(1), ...tries(1, 3), givenUp(1), about, ...tries(2, 3), givenUp(2)), 0);
    assert.equal(wrongs(queued(1), ...tries(1, 3), givenUp(1), about, ...tries(2, 1), givenUp(2)), 2);
  });

  it('may be a notice, which makes no other', () => {
    assert.equal(wrongs(queued(1, 'notice'), ...tries(1, 3), givenUp(1)), 0);
  });
});

describe('tickets that wait for one printer', () => {
  const queuedAs = (job: number, route: 'pos' | 'static' | 'belt', queue: string): HistoryEvent =>
    fact({
      ...{ kind: 'job-queued', job, document: 'bill', tab: 5, route, queue, device: 'H01', ticket: job },
      ...{ copy: false, lines: [] },
    });
  const started = (job: number, printer = 'bar'): HistoryEvent =>
    fact({ kind: 'job-started', job, printer, copy: false });
  const over = (job: number): HistoryEvent => fact({ kind: 'job-printed', job, printer: 'bar', evidence: 'confirmed' });
  const failed = (job: number): HistoryEvent =>
    fact({ kind: 'job-failed', job, printer: 'bar', trouble: 'offline', mayBePrinted: false });
  const passed = (...events: HistoryEvent[]): number =>
    judgeHistory(header, events, { checkers: [ticketOrder] })[0]?.failures ?? -1;
  const both = [queuedAs(1, 'static', 'bar'), queuedAs(2, 'pos', 'bar')];

  it('come out in their order of entry, whichever queue they wait in', () => {
    assert.equal(passed(...both, started(1), over(1), started(2)), 0);
    assert.equal(passed(...both, started(2)), 1);
    assert.equal(passed(...both, started(1), failed(1), started(2)), 1);
    assert.equal(passed(...both, started(1), started(2, 'counter')), 0);
  });

  it('move on in this order, once what is before the printer in their chain has failed for the hold-off', () => {
    const down = (t: number, printer: string): HistoryEvent => ({
      ...{ t, node: 'server', kind: 'fact', n: 1, at: t },
      fact: { kind: 'job-failed', job: 9, printer, trouble: 'offline', mayBePrinted: false },
    });
    const at = (t: number, event: HistoryEvent): HistoryEvent => ({ ...event, t, at: t }) as HistoryEvent;
    const waits = [queuedAs(1, 'pos', 'kitchen'), queuedAs(2, 'pos', 'bar')];
    const floor = {
      printers: [
        { name: 'kitchen', alternatives: ['bar'] },
        { name: 'bar', alternatives: [] },
      ],
    };
    const judged = (...events: HistoryEvent[]): number =>
      judgeHistory({ ...header, floor, limits: { failAfterMs: 100, slackMs: 0 } } as unknown as HistoryHeader, events, {
        checkers: [ticketOrder],
      })[0]?.failures ?? -1;
    assert.equal(judged(...waits, down(10, 'kitchen'), at(111, started(2))), 1);
    assert.equal(judged(...waits, down(10, 'kitchen'), at(105, started(2))), 0);
    assert.equal(judged(...waits, down(10, 'kitchen'), at(111, started(1)), at(112, started(2))), 0);
    const restarted = fact({ kind: 'started' });
    assert.equal(judged(...waits, down(10, 'kitchen'), restarted, at(111, started(2))), 0);
  });

  it('wait behind those of their own queue, and go on from a belt printer', () => {
    const belt = queuedAs(1, 'belt', 'H01');
    const redirected = fact({ kind: 'job-redirected', job: 1, printer: 'bar', mayBePrinted: false });
    assert.equal(passed(belt, queuedAs(2, 'pos', 'bar'), started(2)), 0);
    assert.equal(passed(belt, queuedAs(2, 'pos', 'bar'), redirected, started(2)), 1);
    assert.equal(passed(belt, queuedAs(2, 'static', 'bar'), queuedAs(3, 'pos', 'bar'), redirected, started(3)), 1);
    assert.equal(passed(belt, queuedAs(2, 'static', 'bar'), redirected, started(2)), 0);
  });
});
