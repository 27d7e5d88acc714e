import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../../judge.ts';
import { paper } from './paper.ts';

const header = { timeScale: 1, floor: { devices: [] } } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const LINES = ['Tab 5  Anna', 'Order kitchen', '1 x Soup'];
const queued = (job: number, also: Partial<Extract<Fact, { kind: 'job-queued' }>> = {}): HistoryEvent =>
  fact({
    ...{ kind: 'job-queued', job, document: 'order', tab: 5, route: 'pos', queue: 'kitchen', device: 'H01', ticket: 1 },
    ...{ copy: false, lines: LINES },
    ...also,
  });
const started = (job: number, printer = 'kitchen', copy = false): HistoryEvent =>
  fact({ kind: 'job-started', job, printer, copy });
const unconfirmed = (job: number): HistoryEvent =>
  fact({ kind: 'job-failed', job, printer: 'kitchen', trouble: 'silent', mayBePrinted: true });
const printed = (node: string, head: string, text?: string[]): HistoryEvent => ({
  ...{ t: 2, node, kind: 'printed', ticket: 1, copy: head.endsWith('COPY'), document: 'order', tab: 5, lines: 5 },
  ...(text === undefined ? {} : { text: [head, ...text] }),
});
const RIGHT = ['order', ...LINES];

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [paper] });
  return result?.evidence[0]?.sentence.replace(/.*however /, '') ?? '';
}

describe('what is on paper', () => {
  it('is the ticket as it was queued, at the printer it was sent to', () => {
    assert.equal(said(queued(1), started(1), printed('kitchen', '#1', RIGHT)), '');
    assert.equal(
      said(queued(1), started(1), unconfirmed(1), started(1, 'bar', true), printed('bar', '#1 COPY', RIGHT)),
      '',
    );
    assert.equal(
      said(queued(1), started(1), unconfirmed(1), started(1, 'bar', true), printed('kitchen', '#1', RIGHT)),
      '',
    );
    assert.equal(
      said(queued(1), queued(2, { copy: true }), started(2, 'kitchen', true), printed('kitchen', '#1 COPY', RIGHT)),
      '',
    );
    assert.equal(said(queued(1, { route: 'belt', queue: 'H01' }), printed('H01/belt', '#1', RIGHT)), '');
  });

  it('and not another line, document or printer', () => {
    const on = (text: string[], printer = 'kitchen'): string =>
      said(queued(1), started(1), printed(printer, '#1', text));
    assert.match(on(['order', ...LINES, '1 x Water']), /the paper says "#1 .* 1 x Water"/);
    assert.match(on(['order', 'Tab 6  Anna', 'Order kitchen', '1 x Soup']), /the paper says/);
    assert.match(on(['bill', ...LINES]), /the paper says/);
    assert.equal(on(RIGHT, 'bar'), 'it was never sent to bar');
  });

  it('nor has it the copy mark without reason, or lacks it', () => {
    assert.equal(
      said(queued(1), started(1), printed('kitchen', '#1 COPY', RIGHT)),
      'it is marked as a copy of nothing',
    );
    assert.equal(
      said(queued(1), started(1, 'kitchen', true), printed('kitchen', '#1', RIGHT)),
      'the copy mark it was sent with is missing',
    );
    assert.equal(
      said(queued(1, { route: 'belt', queue: 'H01' }), printed('H01/belt', '#1 COPY', RIGHT)),
      'it is marked as a copy of nothing',
    );
  });

  it('which nobody knows of a history that does not tell the lines', () => {
    const [result] = judgeHistory(header, [queued(1), started(1), printed('kitchen', '#1')], { checkers: [paper] });
    assert.deepEqual([result?.verdict, result?.judged], ['pass', 0]);
  });
});
