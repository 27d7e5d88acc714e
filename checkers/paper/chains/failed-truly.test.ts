// A ticket fails where something is wrong: three polls of two seconds before it was sent, a hold-off of one, or later.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../../judge.ts';
import { failedTruly } from './failed-truly.ts';
import { fact, queued, started } from './ticket-story.ts';

const limits = { printerPollMs: 1_500, printStatusMs: 500, failAfterMs: 1_000, slackMs: 0 };
const KNOWN_MS = 7_000;
const SENT_MS = 60_000;
const printers = [{ name: 'kitchen', alternatives: [] }];

function judge(events: HistoryEvent[], plan?: object) {
  const floor = { printers, ...(plan === undefined ? {} : { plan }) };
  const header = { limits, floor, timeScale: 1 } as unknown as HistoryHeader;
  return judgeHistory(header, [queued(0), ...events], { checkers: [failedTruly] })[0];
}
const said = (events: HistoryEvent[], plan?: object): string | undefined => {
  const result = judge(events, plan);
  return result?.evidence[0]?.sentence ?? result?.verdict;
};
const failed = (t: number, printer = 'kitchen'): HistoryEvent =>
  fact(t, { kind: 'job-failed', job: 1, printer, trouble: 'silent', mayBePrinted: true });
const is = (t: number, node: string, of: 'printer' | 'server' | 'link', state: string): HistoryEvent =>
  ({ t, node, kind: 'condition', of, state }) as HistoryEvent;
const sent = started(SENT_MS, 'kitchen');
const FALSELY =
  /^let ticket \d+ be sent to kitchen; then at 0:01:05\.000 it was said to have failed there \(silent\); however all was well/;

describe('a ticket that is said to have failed', () => {
  it('has had no reason to where all was well', () => {
    assert.match(said([sent, failed(65_000)]) ?? '', FALSELY);
    assert.equal(
      judge([sent, fact(65_000, { kind: 'job-printed', job: 1, printer: 'kitchen', evidence: 'sent' })])?.verdict,
      'pass',
    );
  });

  it('has had one in what was wrong since it was sent, or is', () => {
    for (const [node, of, from, to] of [
      ['kitchen', 'printer', 'off', 'ready'],
      ['server', 'server', 'killed', 'up'],
      ['kitchen', 'link', 'silent', 'audible'],
    ] as const) {
      assert.equal(said([sent, is(61_000, node, of, from), failed(65_000)]), 'pass', node);
      assert.equal(said([sent, is(61_000, node, of, from), is(62_000, node, of, to), failed(65_000)]), 'pass', node);
    }
    assert.match(said([sent, is(61_000, 'bar', 'printer', 'off'), failed(65_000)]) ?? '', FALSELY);
  });

  it('has had one in what was wrong just before', () => {
    const well = (ms: number): HistoryEvent => is(ms, 'kitchen', 'printer', 'ready');
    assert.equal(said([well(SENT_MS - KNOWN_MS), sent, failed(65_000)]), 'pass');
    assert.match(said([well(SENT_MS - KNOWN_MS - 1), sent, failed(65_000)]) ?? '', FALSELY);
  });

  it('is not judged on the air of a plan, nor at a belt printer, nor if it was never sent', () => {
    const station = (wired: boolean): object => ({ stations: [{ name: 'kitchen', wired }] });
    assert.equal(said([sent, failed(65_000)], station(false)), 'pass');
    assert.match(said([sent, failed(65_000)], station(true)) ?? '', FALSELY);
    assert.equal(said([sent, failed(65_000, 'H01/belt')]), 'pass');
    assert.equal(said([failed(65_000)]), 'pass');
  });

  it('is unknown where the machine stood still meanwhile', () => {
    const stall: HistoryEvent = { t: 65_500, node: 'run', kind: 'stall', who: 'server', fromMs: 62_000, toMs: 64_000 };
    assert.equal(judge([sent, failed(65_000), stall])?.verdict, 'unknown', 'it is told afterwards');
  });
});
