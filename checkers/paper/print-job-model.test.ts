import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, JobSpec } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { printJobModel } from './print-job-model.ts';

const header = { limits: { printAttempts: 2 }, timeScale: 1 } as unknown as HistoryHeader;
const queued = (job: number, route: JobSpec['route'] = 'pos', copy = false): Fact => ({
  ...{ kind: 'job-queued', job, document: 'order', tab: 5, route, queue: 'kitchen', device: 'H01', ticket: job },
  ...{ copy, lines: [] },
});
const started = (job: number, copy = false, printer = 'kitchen'): Fact => ({ kind: 'job-started', job, printer, copy });
const failed = (job: number, mayBePrinted: boolean): Fact => ({
  ...{ kind: 'job-failed', job, printer: 'kitchen', trouble: 'silent', mayBePrinted },
});
const printed = (job: number, printer = 'kitchen'): Fact => ({
  ...{ kind: 'job-printed', job, printer, evidence: 'confirmed' },
});
const givenUp = (job: number): Fact => ({ kind: 'job-given-up', job, printer: 'kitchen', attempts: 2 });
const redirected = (job: number, mayBePrinted: boolean): Fact => ({
  ...{ kind: 'job-redirected', job, printer: 'counter', mayBePrinted },
});

function said(...facts: Fact[]): string {
  const events = facts.map((fact, i): HistoryEvent => ({ t: i, node: 'server', kind: 'fact', n: i + 1, at: i, fact }));
  const [result] = judgeHistory(header, events, { checkers: [printJobModel] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('a print job goes the way of its model', () => {
  it('printed at once, as a copy after a doubt, redirected, or given up', () => {
    for (const facts of [
      [queued(1), started(1), printed(1)],
      [queued(1), started(1), failed(1, false), started(1), failed(1, true), started(1, true), printed(1)],
      [queued(1, 'pos', true), started(1, true), printed(1)],
      [queued(1, 'belt'), redirected(1, true), started(1, true), printed(1)],
      [queued(1, 'belt'), printed(1, 'H01/belt')],
      [queued(1), started(1), failed(1, true), started(1, true), failed(1, true), givenUp(1)],
    ])
      assert.equal(said(...facts), '');
  });

  it('and not as an original after a doubt, or as a copy of nothing', () => {
    assert.match(said(queued(1), started(1), failed(1, true), started(1)), /be waitingAsCopy; then STARTED came/);
    assert.match(said(queued(1), started(1, true)), /be waiting; then STARTED_AS_COPY came/);
    assert.match(said(queued(1, 'belt'), redirected(1, false), started(1, true)), /STARTED_AS_COPY came/);
  });

  it('nor given up too soon, sent once too often, or done twice', () => {
    assert.match(said(queued(1), started(1), failed(1, true), givenUp(1)), /be waitingAsCopy; then GIVEN_UP came/);
    const spent = [queued(1), started(1), failed(1, true), started(1, true), failed(1, true)];
    assert.match(said(...spent, started(1, true)), /be spent; then STARTED_AS_COPY came/);
    assert.match(said(queued(1), started(1), printed(1), printed(1)), /be over; then PRINTED came/);
    assert.match(said(queued(1), printed(1)), /be waiting; then PRINTED came/);
  });

  it('nor two at a printer at once, or done by another than the one it was given to', () => {
    assert.match(said(queued(1), queued(2), started(1), started(2)), /have job 1 in hand; .* not done with the first/);
    assert.equal(said(queued(1), queued(2), started(1), started(2, false, 'bar')), '');
    assert.match(said(queued(1), started(1), printed(1, 'bar')), /however bar is said to have done it/);
  });
});
