// A ticket that would not come out, however often it was tried, may be given up if people are told so on paper.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from './judge.ts';
import { ticketsOnce } from './tickets.ts';

const header = { limits: { slackMs: 0, printAttempts: 3 }, floor: {}, timeScale: 1 } as unknown as HistoryHeader;
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

  it('may be a notice, which makes no other', () => {
    assert.equal(wrongs(queued(1, 'notice'), ...tries(1, 3), givenUp(1)), 0);
  });
});
