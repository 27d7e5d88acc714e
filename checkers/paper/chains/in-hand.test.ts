// How long a ticket may be in hand at a printer: four questions, the word of it, its lines, and a hold-off.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../../judge.ts';
import { inHand } from './in-hand.ts';
import { fact, queued, started } from './ticket-story.ts';

const limits = { printStatusMs: 1_000, printConfirmMs: 3_000, printLineMs: 10, failAfterMs: 2_000, slackMs: 0 };
/** Of a ticket of two lines, at a printer with the hold-off of all. */
const LIMIT_MS = 4 * 1_000 + 3_000 + 2 * 10 + 2_000;
const SENT_MS = 60_000;

function judged(events: HistoryEvent[], { failAfterMs, slackMs = 0 }: { failAfterMs?: number; slackMs?: number } = {}) {
  const printers = [{ name: 'kitchen', alternatives: ['bar'], failAfterMs }, { name: 'bar' }];
  const header = { limits: { ...limits, slackMs }, floor: { printers }, timeScale: 1 } as unknown as HistoryHeader;
  const before = [server(0, 'up'), queued(1)];
  return judgeHistory(header, [...before, ...events], { checkers: [inHand] })[0];
}
const said = (events: HistoryEvent[], options?: Parameters<typeof judged>[1]): string | undefined => {
  const result = judged(events, options);
  return result?.evidence[0]?.sentence ?? result?.verdict;
};

const server = (t: number, state: string): HistoryEvent =>
  ({ t, node: 'server', kind: 'condition', of: 'server', state }) as HistoryEvent;
const over = (t: number): HistoryEvent => ({ t, node: 'run', kind: 'phase', phase: 'end' }) as HistoryEvent;
const printed = (t: number): HistoryEvent =>
  fact(t, { kind: 'job-printed', job: 1, printer: 'kitchen', evidence: 'confirmed' });
const failed = (t: number): HistoryEvent =>
  fact(t, { kind: 'job-failed', job: 1, printer: 'kitchen', trouble: 'silent', mayBePrinted: true });
const sent = started(SENT_MS, 'kitchen');
const DUE_MS = SENT_MS + LIMIT_MS;
const LATE =
  /^let ticket 1 be sent to kitchen at 0:01:00\.000; then .* or to have failed, within 0:00:09\.020; however that was not known until 0:01:09\.021$/;

describe('a ticket in the hand of a printer', () => {
  it('is printed or has failed within the time that its lines explain', () => {
    for (const end of [printed, failed]) {
      assert.equal(said([sent, end(DUE_MS)]), 'pass');
      assert.match(said([sent, end(DUE_MS + 1)]) ?? '', LATE);
    }
    const { evidence = [] } = judged([sent, failed(DUE_MS + 1)]) ?? {};
    assert.deepEqual(evidence[0]?.deadline, {
      ...{ fromMs: SENT_MS, dueMs: DUE_MS, actualMs: DUE_MS + 1, node: 'kitchen' },
    });
    assert.deepEqual(evidence[0].events, [3, 4]);
  });

  it('may take longer where its printer has a longer hold-off, and by what measuring adds', () => {
    assert.equal(said([sent, failed(DUE_MS + 3_000)], { failAfterMs: 5_000 }), 'pass');
    assert.match(said([sent, failed(DUE_MS + 3_001)], { failAfterMs: 5_000 }) ?? '', /^let ticket 1/);
    assert.equal(said([sent, failed(DUE_MS + 50)], { slackMs: 50 }), 'pass');
    assert.match(said([sent, failed(DUE_MS + 51)], { slackMs: 50 }) ?? '', /^let ticket 1/);
  });

  it('is judged at the end of the history as well, if that is whole', () => {
    assert.equal(said([sent, over(DUE_MS)]), 'pass');
    assert.match(said([sent, over(DUE_MS + 1)]) ?? '', /however it was neither until 0:01:09\.021$/);
    assert.equal(said([sent, failed(DUE_MS), over(SENT_MS * 10)]), 'pass');
  });

  it('has its time again each time that it is sent', () => {
    const again = started(DUE_MS, 'kitchen');
    assert.equal(said([sent, failed(DUE_MS), again, printed(DUE_MS + LIMIT_MS)]), 'pass');
    assert.match(said([sent, failed(DUE_MS), again, printed(DUE_MS + LIMIT_MS + 1)]) ?? '', /^let ticket 1/);
  });

  it('is in no hand where the server is started, and time in which none runs does not count', () => {
    const start = fact(SENT_MS + 3_000, { kind: 'started' } as never);
    assert.equal(said([sent, start, over(SENT_MS * 10)]), 'pass');
    const paused = [server(SENT_MS + 1_000, 'paused'), server(SENT_MS + 31_000, 'resumed')];
    assert.equal(said([sent, ...paused, failed(DUE_MS + 30_000)]), 'pass');
    assert.match(said([sent, ...paused, failed(DUE_MS + 30_001)]) ?? '', /^let ticket 1/);
  });

  it('may take as much longer as a slow server stands still, and is unknown where the machine did', () => {
    const slow = { node: 'server', kind: 'fault', fault: 'server-slow', id: 1, params: { commitMs: 500 } };
    const slowly = { t: SENT_MS, phase: 'begun', ...slow } as HistoryEvent;
    assert.equal(said([slowly, sent, failed(DUE_MS + 4_000)]), 'pass');
    assert.match(said([slowly, sent, failed(DUE_MS + 4_001)]) ?? '', /^let ticket 1/);
    const stall = { t: DUE_MS + 9, node: 'run', kind: 'stall', fromMs: SENT_MS + 10, toMs: SENT_MS + 900 };
    assert.equal(said([sent, failed(DUE_MS + 1), stall as HistoryEvent]), 'unknown');
  });
});
