import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { holdOff } from './hold-off.ts';
import { judgeHistory } from '../../judge.ts';
import { fact, queued, started } from './ticket-story.ts';

const printers = [
  { name: 'kitchen', alternatives: ['bar', 'counter'] },
  { name: 'bar', alternatives: [] },
  { name: 'counter', alternatives: [] },
];
const header = {
  limits: { failAfterMs: 100, slackMs: 0 },
  floor: { printers },
  timeScale: 1,
} as unknown as HistoryHeader;
const failed = (t: number, printer: string, job = 1): HistoryEvent =>
  fact(t, { kind: 'job-failed', job, printer, trouble: 'silent', mayBePrinted: false });
const given = (t: number, printer: string): HistoryEvent =>
  fact(t, { kind: 'job-started', job: 9, printer, copy: false });

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, [queued(0), ...events], { checkers: [holdOff] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('a ticket', () => {
  it('moves on after the hold-off of its printer', () => {
    assert.equal(said(started(1, 'kitchen'), failed(10, 'kitchen'), started(110, 'bar')), '');
    assert.equal(said(failed(10, 'kitchen'), failed(60, 'kitchen', 7), started(110, 'bar')), '');
    assert.equal(said(failed(10, 'kitchen'), started(50, 'kitchen')), '');
  });

  it('moves on at once where its printer is spared, as its paper is near its end', () => {
    const near = fact(5, { kind: 'paper-near-end', printer: 'kitchen', job: 8 });
    assert.equal(said(near, started(10, 'bar')), 'kitchen had not failed');
    const failing = ['offline', 'near-end'];
    const spared = { ...header, floor: { printers: printers.map((one) => ({ ...one, failing })) } };
    const [result] = judgeHistory(spared as unknown as HistoryHeader, [queued(0), near, started(10, 'bar')], {
      checkers: [holdOff],
    });
    assert.equal(result?.failures, 0);
  });

  it('moves on after the hold-off of what was wrong with its printer while that was watched', () => {
    const watched = {
      limits: { ...header.limits, printerPollMs: 200, printStatusMs: 10 },
      floor: { printers: printers.map((one) => ({ ...one, failing: ['cover-open', 'near-end'] })) },
      timeScale: 1,
    } as unknown as HistoryHeader;
    const near = (t: number): HistoryEvent => fact(t, { kind: 'paper-near-end', printer: 'kitchen', job: 8 });
    const enough = (t: number): HistoryEvent => fact(t, { kind: 'paper-enough', printer: 'kitchen' });
    const is = (t: number, state: string): HistoryEvent => ({
      ...{ t, node: 'kitchen', kind: 'condition', of: 'printer', state },
    });
    const judged = (...events: HistoryEvent[]): string => {
      const [result] = judgeHistory(watched, [queued(0), ...events], { checkers: [holdOff] });
      return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
    };
    const open = [near(5), is(20, 'cover-open'), enough(60)];
    assert.equal(judged(...open, started(120, 'bar')), '');
    assert.equal(judged(near(5), is(20, 'cover-open'), enough(60), is(70, 'ready'), started(280, 'bar')), '');
    assert.equal(judged(...open, is(70, 'ready'), is(90, 'cover-open'), started(130, 'bar')), '');
    assert.equal(judged(is(1, 'cover-open'), near(5), enough(60), started(105, 'bar')), '');
    assert.match(judged(...open, started(119, 'bar')), /failing for 99 ms only/);
    assert.match(judged(is(1, 'cover-open'), near(5), enough(60), started(104, 'bar')), /failing for 99 ms only/);
    assert.match(judged(...open, fact(70, { kind: 'started' }), started(169, 'bar')), /failing for 99 ms only/);
    assert.match(judged(...open, is(70, 'ready'), started(281, 'bar')), /had not failed/);
    assert.match(judged(...open, is(70, 'ready'), is(290, 'cover-open'), started(400, 'bar')), /had not failed/);
    assert.match(judged(near(5), enough(10), is(20, 'cover-open'), started(400, 'bar')), /had not failed/);
    assert.match(judged(near(5), is(20, 'paper-out'), enough(60), started(400, 'bar')), /had not failed/);
    assert.match(judged(is(20, 'cover-open'), started(400, 'bar')), /had not failed/);
  });

  it('moves on after the hold-off that its printer has of its own', () => {
    const own = { ...header, floor: { printers: printers.map((one) => ({ ...one, failAfterMs: 300 })) } };
    const judged = (...events: HistoryEvent[]): string => {
      const [result] = judgeHistory(own as unknown as HistoryHeader, [queued(0), ...events], { checkers: [holdOff] });
      return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
    };
    assert.equal(judged(failed(10, 'kitchen'), started(310, 'bar')), '');
    assert.match(judged(failed(10, 'kitchen'), started(309, 'bar')), /kitchen was failing for 299 ms only, not 300 ms/);
  });

  it('and not before, or past a printer that has not failed', () => {
    assert.match(said(failed(10, 'kitchen'), started(109, 'bar')), /kitchen was failing for 99 ms only/);
    assert.equal(said(started(110, 'bar')), 'kitchen had not failed');
    assert.equal(said(failed(10, 'kitchen'), started(110, 'counter')), 'bar had not failed');
    assert.equal(said(failed(10, 'kitchen'), given(20, 'kitchen'), started(200, 'bar')), 'kitchen had not failed');
    const twice = [failed(10, 'kitchen'), given(120, 'kitchen'), failed(130, 'kitchen', 9)];
    assert.match(said(...twice, started(150, 'bar')), /kitchen was failing for 20 ms only/);
    assert.equal(said(...twice, started(230, 'bar')), '');
    assert.equal(
      said(failed(10, 'kitchen'), fact(20, { kind: 'started' }), started(200, 'bar')),
      'kitchen had not failed',
    );
  });
});
