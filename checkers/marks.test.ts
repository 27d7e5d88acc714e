// What must always hold in the code, and does not, fails the run in which that is seen.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from './judge.ts';
import { marksHold } from './marks.ts';

const header = { timeScale: 1 } as HistoryHeader;
const judge = (events: HistoryEvent[]) => judgeHistory(header, events, { checkers: [marksHold] })[0];
const broken = (node: string): HistoryEvent => ({
  t: 12_000,
  node,
  kind: 'mark-broken',
  mark: 'timer-ahead',
  about: 'a timer of the server is set for a time to come',
});

describe('marks that must always hold', () => {
  it('pass while none is broken', () => {
    assert.equal(judge([{ t: 1, node: 'run', kind: 'phase', phase: 'end' }])?.verdict, 'pass');
  });

  it('fail with the event that tells of a broken one, and what was to hold', () => {
    const result = judge([{ t: 1, node: 'run', kind: 'phase', phase: 'faults-over' }, broken('run')]);
    assert.deepEqual([result?.verdict, result?.judged], ['fail', 1]);
    assert.deepEqual(result?.evidence, [
      {
        events: [2],
        sentence:
          'let it hold that a timer of the server is set for a time to come; then it was looked at; however at 0:00:12.000 it was not so (timer-ahead)',
      },
    ]);
  });

  it('say which process it was in, where there are two', () => {
    assert.match(
      judge([broken('server')])?.evidence[0]?.sentence ?? '',
      /\(timer-ahead, in the process of the server\)$/,
    );
  });
});
