// How fast answers are is told of every run, and judged where a budget is stated.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { answerTimes } from './answer-times.ts';
import type { CheckResult } from '../checker.ts';
import { judgeHistory } from '../judge.ts';

const at = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const BUDGET = { request: { mostMs: 500, p50Ms: 20, p99Ms: 100 }, tap: { mostMs: 500 } };

function judge(
  events: readonly HistoryEvent[],
  { slackMs = 0, timeScale = 1, answers = BUDGET as HistoryHeader['answers'] } = {},
): CheckResult {
  const header = { timeScale, limits: { slackMs, toleranceMs: 3_000 / timeScale }, answers } as HistoryHeader;
  const end = at(600_000, 'run', { kind: 'phase', phase: 'end' });
  return judgeHistory(header, [...events, end], { checkers: [answerTimes] })[0] as CheckResult;
}
/** Requests that are answered after these times, ms. */
const answered = (...times: readonly number[]): HistoryEvent[] =>
  times.flatMap((ms, i) => [
    at(i * 5_000, 'H01', { kind: 'sent', type: 'open', req: i + 1 }),
    at(i * 5_000 + ms, 'H01', { kind: 'reply', req: i + 1, ok: true, did: 'opened' }),
  ]);
const of = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);
const tap = (t: number, screen: number, asks?: string): HistoryEvent =>
  at(t, 'C01', { kind: 'tap', screen, title: '', key: 'Soup', x: 1, y: 1, ...(asks === undefined ? {} : { asks }) });
const shows = (t: number, screen: number): HistoryEvent =>
  at(t, 'C01', { kind: 'screen', screen, title: '', tab: 0, token: 0, bytes: 1, lines: [] });
const said = ({ verdict, evidence }: CheckResult): string => evidence[0]?.sentence ?? verdict;

describe('answer times', () => {
  it('are told without a budget, and judged with one only', () => {
    const events = answered(...of(98, 8), 700, 4_000);
    const { verdict, judged, answers } = judge(events, { answers: {} });
    assert.deepEqual([verdict, judged], ['pass', 0]);
    assert.deepEqual(answers, [{ what: 'request', asked: 100, inTime: 99, p50Ms: 8, p99Ms: 700, mostMs: 4_000 }]);
    assert.match(said(judge(events)), /500 ms be the longest time of an answer; .* its answer came after 700 ms/);
  });

  it('are within the longest time, each', () => {
    assert.equal(judge(answered(...of(50, 8), 500, 100)).failures, 1, 'the 99th of a hundred');
    assert.equal(judge(answered(...of(300, 8), 500)).verdict, 'pass');
    assert.match(said(judge(answered(...of(300, 8), 501))), /after 501 ms/);
  });

  it('are spread as the budget says', () => {
    assert.match(said(judge(answered(...of(60, 21), ...of(40, 8)))), /50 of a hundred answers .* taken 21 ms/);
    assert.match(said(judge(answered(...of(97, 8), ...of(3, 101)))), /99 of a hundred answers .* taken 101 ms/);
    assert.equal(judge(answered(...of(99, 20), 101)).verdict, 'pass');
  });

  it('miss the budget where no answer comes', () => {
    const events = [...answered(8), at(9_000, 'H01', { kind: 'sent', type: 'bill', req: 9 })];
    assert.match(said(judge(events)), /H01 asked at 0:00:09.000; however no answer came/);
    const late = [...answered(8), at(599_600, 'H01', { kind: 'sent', type: 'bill', req: 9 })];
    assert.equal(judge(late).verdict, 'pass');
  });

  it('of a tap end with the first newer screen', () => {
    assert.equal(judge([tap(1_000, 4, 'book'), shows(1_200, 4), shows(1_400, 5)]).answers?.[0]?.mostMs, 400);
    assert.match(said(judge([tap(1_000, 4, 'book'), shows(1_501, 5)])), /C01 was tapped .* after 501 ms/);
    assert.match(said(judge([tap(1_000, 4, 'book'), shows(1_400, 4)])), /no answer came/);
    assert.equal(judge([tap(1_000, 4), shows(5_000, 5)]).answers, undefined, 'a tap that asks for nothing');
    const again = at(1_300, 'C01', { kind: 'admitted', session: 2 });
    assert.equal(judge([tap(1_000, 4, 'book'), again, shows(9_000, 5)]).verdict, 'pass');
  });

  it('are given what measuring adds, in the time of the ground', () => {
    const answers = { request: { mostMs: 50 } };
    assert.match(said(judge(answered(60), { timeScale: 10, answers })), /after 600 ms/);
    const { verdict, answers: told } = judge(answered(60), { timeScale: 10, slackMs: 100, answers });
    assert.deepEqual([verdict, told?.[0]?.mostMs], ['pass', 600]);
  });

  it('are unknown where the machine stood still', () => {
    const stall = at(700, 'run', { kind: 'stall', who: 'harness', fromMs: 10, toMs: 690 });
    const [asked, reply] = answered(700) as [HistoryEvent, HistoryEvent];
    const { verdict, answers } = judge([asked, stall, reply]);
    assert.deepEqual([verdict, answers], ['unknown', undefined]);
  });

  it('are asked for once more after each, and nothing is asked of an answer to nothing', () => {
    const again = judge([tap(1_000, 4, 'book'), shows(1_100, 5), tap(2_000, 5, 'book'), shows(2_400, 6)]);
    assert.deepEqual([again.answers?.[0]?.asked, again.answers?.[0]?.mostMs, again.judged], [2, 400, 4]);
    const stray = at(9_000, 'H01', { kind: 'reply', req: 77, ok: true, did: 'opened' });
    assert.deepEqual(judge([...answered(8), stray]).answers, judge(answered(8)).answers);
    assert.equal(judge(answered(8), { answers: null as never }).verdict, 'pass', 'a header that states none');
  });

  it('are spread in the time of the ground, with what measuring adds', () => {
    const answers = { request: { mostMs: 900, p50Ms: 20 } };
    const spread = (ms: number, slackMs = 0): string =>
      judge(answered(...of(10, ms)), { timeScale: 10, slackMs, answers }).verdict;
    assert.deepEqual([spread(20), spread(21), spread(25, 5), spread(26, 5)], ['pass', 'fail', 'pass', 'fail']);
  });

  it('are told with their times, and how much they were late', () => {
    const late = judge([...answered(501), at(9_000, 'H01', { kind: 'sent', type: 'bill', req: 9 })], {
      answers: { request: { mostMs: 500, p50Ms: 20 } },
    });
    assert.deepEqual([late.judged, late.failures], [2, 3]);
    assert.deepEqual(late.evidence, [
      {
        events: [1, 2],
        sentence:
          'let 500 ms be the longest time of an answer; then H01 asked at 0:00:00.000; however its answer came after 501 ms',
        deadline: { node: 'H01', fromMs: 0, dueMs: 500, actualMs: 501 },
      },
      {
        events: [3],
        sentence: 'let 500 ms be the longest time of an answer; then H01 asked at 0:00:09.000; however no answer came',
        deadline: { node: 'H01', fromMs: 9_000, dueMs: 9_500, actualMs: 600_000 },
      },
      {
        events: [],
        sentence:
          'let 50 of a hundred answers to a request come within 20 ms; then the evening was over; however it had taken 501 ms',
        what: '50 of a hundred',
      },
    ]);
  });

  it('may be spread otherwise where the machine stood still in one of them', () => {
    const stall = at(499_000, 'run', { kind: 'stall', who: 'harness', fromMs: 495_009, toMs: 495_200 });
    const slow = answered(...of(60, 21), ...of(40, 8));
    assert.equal(judge(slow).verdict, 'fail');
    assert.equal(judge([...slow.slice(0, -1), stall, ...slow.slice(-1)]).verdict, 'fail', 'in none of them');
    const within = { ...stall, fromMs: 495_004, toMs: 495_200 } as HistoryEvent;
    assert.equal(judge([...slow.slice(0, -1), within, ...slow.slice(-1)]).verdict, 'unknown');
  });
});
