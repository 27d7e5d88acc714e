// A scenario in which what it is about never happens proves nothing; if the machine stood still, nobody can say.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { expected } from './expected.ts';
import { judgeHistory } from './judge.ts';

const header = { happens: ['held-by-another-device'] } as unknown as HistoryHeader;
const refused: HistoryEvent = {
  t: 5,
  node: 'H02',
  kind: 'reply',
  req: 1,
  ok: false,
  did: 'open',
  code: 'held-by-another-device',
};
const stall: HistoryEvent = { t: 9, node: 'run', kind: 'stall', who: 'harness', fromMs: 1, toMs: 9 };
const end: HistoryEvent = { t: 99, node: 'run', kind: 'phase', phase: 'end' };

const judge = (...events: HistoryEvent[]): string =>
  judgeHistory(header, events, { checkers: [expected] })[0]?.verdict ?? '';

describe('expected events', () => {
  it('pass when all have occurred, even with a stall', () => {
    assert.equal(judge(refused, stall, end), 'pass');
  });
  it('fail when one has not', () => {
    assert.equal(judge(end), 'fail');
  });
  it('are unknown when one has not in a run in which the machine stood still', () => {
    assert.equal(judge(stall, end), 'unknown');
  });
});
