import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, JobSpec } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { overdue } from './overdue.ts';

const printers = [
  { name: 'kitchen', alternatives: ['bar'] },
  { name: 'bar', alternatives: [] },
];
const limits = { printWaitMs: 1_000, graceMs: 100, slackMs: 0 };
const header = { limits, floor: { printers }, timeScale: 1 } as unknown as HistoryHeader;
const fact = (t: number, said: Fact): HistoryEvent => ({ t, node: 'server', kind: 'fact', n: 1, at: t, fact: said });
const queued = (t: number, job: number, route: JobSpec['route'] = 'pos', queue = 'kitchen'): HistoryEvent =>
  fact(t, {
    ...{ kind: 'job-queued', job, document: 'order', tab: 5, route, queue, device: 'H01', ticket: job },
    ...{ copy: false, lines: [] },
  });
const started = (t: number, job: number, printer = 'kitchen'): HistoryEvent =>
  fact(t, { kind: 'job-started', job, printer, copy: false });
const failed = (t: number, job: number, printer = 'kitchen'): HistoryEvent =>
  fact(t, { kind: 'job-failed', job, printer, trouble: 'offline', mayBePrinted: false });
const printed = (t: number, job: number, printer = 'kitchen'): HistoryEvent =>
  fact(t, { kind: 'job-printed', job, printer, evidence: 'confirmed' });
const told = (t: number, job: number): HistoryEvent => fact(t, { kind: 'job-overdue', job, queue: 'kitchen' });
const server = (t: number, state: 'up' | 'killed'): HistoryEvent => ({
  ...{ t, node: 'server', kind: 'condition', of: 'server', state },
});
const end = (t: number): HistoryEvent => ({ t, node: 'run', kind: 'phase', phase: 'end' });

function judged(...events: HistoryEvent[]) {
  const [result] = judgeHistory(header, [server(0, 'up'), ...events], { checkers: [overdue] });
  return result;
}
const said = (...events: HistoryEvent[]): string =>
  judged(...events)?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';

describe('a ticket that waits', () => {
  it('is told in time, once', () => {
    assert.equal(said(queued(0, 1), started(0, 1), failed(10, 1), told(1_010, 1), end(9_000)), '');
    assert.match(said(queued(0, 1), started(0, 1), failed(10, 1), end(1_200)), /by 0:00:01\.200 nobody was told/);
    assert.match(said(queued(0, 1, 'belt', 'H01'), end(1_200)), /nobody was told/);
    assert.match(said(queued(0, 1), failed(0, 1), told(1_010, 1), told(2_010, 1)), /that had been told before/);
  });

  it('may be told late by what a slow server stands still', () => {
    const slow: HistoryEvent = {
      ...{
        t: 5,
        node: 'server',
        kind: 'fault',
        phase: 'begun',
        fault: 'server-slow',
        id: 1,
        params: { commitMs: 300 },
      },
    };
    assert.equal(said(slow, queued(0, 1), failed(10, 1), end(1_700)), '');
    assert.match(said(slow, queued(0, 1), failed(10, 1), end(1_711)), /nobody was told/);
  });

  it('is not told too soon', () => {
    assert.match(said(queued(0, 1), failed(0, 1), told(900, 1)), /it had waited for 900 ms only/);
  });

  it('does not wait behind another, while one is printed, or without a server', () => {
    const busy = [queued(0, 1), started(0, 1), queued(0, 2)];
    assert.equal(said(...busy, end(9_000)), '');
    assert.equal(said(...busy, printed(1_500, 1), started(1_500, 2), printed(1_600, 2), end(9_000)), '');
    assert.equal(said(...busy, queued(0, 3, 'static', 'kitchen'), end(9_000)), '', 'the printer is at work');
    assert.equal(said(queued(0, 1), server(500, 'killed'), server(2_000, 'up'), end(2_900)), '');
    assert.match(said(queued(0, 1), server(500, 'killed'), server(2_000, 'up'), end(3_200)), /nobody was told/);
    assert.match(said(...busy, printed(1_500, 1), end(2_700)), /nobody was told/);
  });

  it('while the machine stood still may be told at any time', () => {
    const stall: HistoryEvent = { t: 1_100, node: 'run', kind: 'stall', who: 'harness', fromMs: 900, toMs: 1_100 };
    assert.equal(judged(queued(0, 1), failed(0, 1), stall, end(1_200))?.verdict, 'unknown');
  });

  it('is not judged where the history does not tell the limit', () => {
    const old = { ...header, limits: { graceMs: 100, slackMs: 0 } } as unknown as HistoryHeader;
    const [result] = judgeHistory(old, [server(0, 'up'), queued(0, 1), end(9_000)], { checkers: [overdue] });
    assert.deepEqual([result?.verdict, result?.judged], ['pass', 0]);
  });
});
