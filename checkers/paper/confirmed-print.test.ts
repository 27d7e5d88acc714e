import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, JobSpec, PrintEvidence } from '#server/core/facts';
import { confirmedPrint } from './confirmed-print.ts';
import { judgeHistory } from '../judge.ts';

const header = { limits: { slackMs: 100 }, timeScale: 1, floor: { devices: [] } } as unknown as HistoryHeader;
const fact = (t: number, said: Fact): HistoryEvent => ({ t, node: 'server', kind: 'fact', n: 1, at: t, fact: said });
const queued = (route: JobSpec['route'] = 'pos'): HistoryEvent =>
  fact(0, {
    ...{ kind: 'job-queued', job: 1, document: 'order', tab: 5, route, queue: 'kitchen', device: 'H01', ticket: 1 },
    ...{ copy: false, lines: [] },
  });
const started = (t: number, printer = 'kitchen'): HistoryEvent =>
  fact(t, { kind: 'job-started', job: 1, printer, copy: false });
const paper = (t: number, node = 'kitchen'): HistoryEvent => ({
  ...{ t, node, kind: 'printed', ticket: 1, copy: false, document: 'order', tab: 5, lines: 1 },
});
const called = (t: number, evidence: PrintEvidence = 'confirmed', printer = 'kitchen'): HistoryEvent =>
  fact(t, { kind: 'job-printed', job: 1, printer, evidence });

const failures = (...events: HistoryEvent[]): number =>
  judgeHistory(header, events, { checkers: [confirmedPrint] })[0]?.failures ?? -1;

describe('a ticket that is called confirmed', () => {
  it('has come out where it was sent, since it was sent', () => {
    assert.equal(failures(queued(), started(1), paper(2), called(3)), 0);
    assert.equal(failures(queued('belt'), paper(2, 'H01/belt'), called(3, 'confirmed', 'H01/belt')), 0);
    assert.equal(failures(queued(), started(1), called(3)), 1);
    assert.equal(failures(queued(), started(1), paper(2, 'bar'), called(3)), 1);
    assert.equal(failures(queued(), started(1), paper(2), started(4), called(5)), 1, 'not the attempt before');
  });

  it('is told from a copy that was asked for while it came out', () => {
    const copy = fact(2, {
      ...{ kind: 'job-queued', job: 2, document: 'order', tab: 5, route: 'pos', queue: 'kitchen', device: 'H01' },
      ...{ ticket: 1, copy: true, lines: [] },
    });
    const begun = fact(3, { kind: 'job-started', job: 2, printer: 'bar', copy: true });
    const copied = fact(6, { kind: 'job-printed', job: 2, printer: 'bar', evidence: 'confirmed' });
    const original = [queued(), started(1), copy, begun, paper(4), called(5)];
    assert.equal(failures(...original, paper(6, 'bar'), copied), 0);
    assert.equal(failures(...original, copied), 1);
  });

  it('may be seen a moment later on a busy machine, and no more than that', () => {
    assert.equal(failures(queued(), started(1), called(3), paper(103)), 0);
    assert.equal(failures(queued(), started(1), called(3), paper(104)), 1);
  });

  it('is not one that was only sent', () => {
    assert.equal(failures(queued(), started(1), called(3, 'sent')), 0);
  });

  it('may be missing where a history is cut off', () => {
    const events = [queued(), started(1), called(3)];
    const [result] = judgeHistory(header, events, { checkers: [confirmedPrint], whole: false });
    assert.equal(result?.verdict, 'unknown');
  });
});
