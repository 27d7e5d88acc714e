// A scenario in which what it is about never happens proves nothing; if the machine stood still, nobody can say.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { some, type Expectation, type Moment, type NamedEvent } from '#history/expectation';
import type { CheckResult } from './checker.ts';
import { expected } from './expected.ts';
import { judgeHistory } from './judge.ts';

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const refused = event(5, 'H02', { kind: 'reply', req: 1, ok: false, did: 'open', code: 'held-by-another-device' });
const heard = (t: number, from = 'H01'): HistoryEvent => event(t, 'server', { kind: 'heard', from });
const freed = (t: number, tab = 12): HistoryEvent =>
  event(t, 'server', { kind: 'fact', n: 1, at: t, fact: { kind: 'tab-released', tab, cause: 'lease-ended' } });
const printed = (t: number, copy: boolean): HistoryEvent =>
  event(t, 'bar', { kind: 'printed', ticket: 4, copy, document: 'ORDER', tab: 1, lines: 3 });
const warned = (t: number, node: string): HistoryEvent => event(t, node, { kind: 'clock-warning', skewMs: 1 });
const stall = event(9, 'run', { kind: 'stall', who: 'harness', fromMs: -200, toMs: 9 });
const end = event(999, 'run', { kind: 'phase', phase: 'end' });

type Run = { events: HistoryEvent[]; whole?: boolean; timeScale?: number; slackMs?: number };

function judged(expects: Expectation[], { events, whole = true, timeScale = 1, slackMs = 0 }: Run): CheckResult {
  const header = { expects, timeScale, limits: { slackMs } } as unknown as HistoryHeader;
  return judgeHistory(header, [...events, end], { whole, checkers: [expected] })[0] as CheckResult;
}
const verdict = (expects: Expectation[], ...events: HistoryEvent[]): string => judged(expects, { events }).verdict;

const named = (what: string, fields: NamedEvent['fields'] = {}): NamedEvent => ({ what, fields });
const lastHeard: Moment = { which: 'last', event: named('heard', { from: 'H01' }) };
const tabFree = named('tab-released:lease-ended', { tab: 12 });

describe('expected events', () => {
  const word = [some('held-by-another-device')];

  it('pass when all have occurred, even with a stall', () => {
    assert.equal(verdict(word, refused, stall), 'pass');
  });
  it('fail when one has not', () => {
    assert.equal(verdict(word), 'fail');
  });
  it('are unknown when one has not in a run in which the machine stood still, or of which the end is missing', () => {
    assert.equal(verdict(word, stall), 'unknown');
    assert.equal(judged(word, { events: [], whole: false }).verdict, 'unknown');
    const late: Expectation[] = [{ event: tabFree, least: 1, most: null, before: 100 }];
    assert.equal(judged(late, { events: [freed(150)], whole: false }).verdict, 'unknown');
    assert.equal(judged([{ order: [tabFree] }], { events: [], whole: false }).verdict, 'unknown');
  });
  it('are words alone in histories of the first days', () => {
    const header = { happens: ['held-by-another-device'], timeScale: 1, limits: {} } as unknown as HistoryHeader;
    for (const [events, wanted] of [
      [[refused, end], 'pass'],
      [[end], 'fail'],
    ] as const)
      assert.equal(judgeHistory(header, events, { checkers: [expected] })[0]?.verdict, wanted);
  });
});

describe('events that are expected in a window', () => {
  const within: Expectation[] = [{ event: tabFree, least: 1, most: null, after: lastHeard, withinMs: 195 }];

  it('pass when they come within the time since the last sign of life', () => {
    assert.equal(verdict(within, heard(10), heard(20), heard(100, 'H02'), freed(215), heard(300)), 'pass');
  });
  it('fail when they come too late, at another tab, or before', () => {
    assert.equal(verdict(within, heard(10), heard(20), freed(216)), 'fail');
    assert.equal(verdict(within, heard(10), freed(50, 13)), 'fail');
    assert.equal(verdict(within, freed(5), heard(10)), 'fail');
  });
  it('say from when to when they were late', () => {
    const [evidence] = judged(within, { events: [heard(10), heard(20), freed(300)] }).evidence;
    assert.deepEqual(evidence?.events, [2, 3]);
    assert.deepEqual(evidence?.deadline, { fromMs: 20, dueMs: 215, actualMs: 300, node: 'server' });
    assert.equal(
      evidence?.sentence,
      'let "tab-released:lease-ended" (tab 12) be expected within 195 ms after the last "heard" (from H01); then the run went on; however it occurred at 0:00:00.300, 280 ms after it',
    );
  });
  it('are measured in the time of the scenario, with the slack of the ground', () => {
    const at = (t: number) => judged(within, { events: [heard(0), freed(t)], timeScale: 5, slackMs: 10 }).verdict;
    assert.deepEqual([at(39), at(49), at(50)], ['pass', 'pass', 'fail']);
  });
  it('may begin and end at times of the run, or before an event', () => {
    const between: Expectation[] = [{ event: tabFree, least: 1, most: null, after: 100, before: 200 }];
    assert.deepEqual(
      [99, 100, 199, 200].map((t) => verdict(between, freed(t))),
      ['fail', 'pass', 'pass', 'fail'],
    );
    const first: Moment = { which: 'first', event: named('printed', { copy: true }) };
    const before: Expectation[] = [{ event: tabFree, least: 1, most: null, before: first }];
    assert.equal(verdict(before, printed(1, false), freed(2), printed(3, true)), 'pass');
    assert.equal(verdict(before, printed(1, true), freed(2)), 'fail');
  });
});

describe('events that are counted or ruled out', () => {
  it('pass and fail by their number', () => {
    const once: Expectation[] = [{ event: named('clock-warning', { node: 'H03' }), least: 1, most: 1 }];
    assert.equal(verdict(once, warned(1, 'H03'), warned(2, 'H01')), 'pass');
    assert.equal(verdict(once, warned(1, 'H01')), 'fail');
    assert.equal(verdict(once, warned(1, 'H03'), warned(2, 'H03')), 'fail');
  });
  it('pass as the copy that was printed, and not as the original', () => {
    const copy: Expectation[] = [{ event: named('printed', { ticket: 4, copy: true }), least: 1, most: null }];
    assert.equal(verdict(copy, printed(1, false), printed(2, true)), 'pass');
    assert.equal(verdict(copy, printed(1, false)), 'fail');
  });
  it('fail when they are not to be, or not so early', () => {
    const never: Expectation[] = [{ event: tabFree, least: 0, most: 0 }];
    const notBefore: Expectation[] = [{ event: tabFree, least: 0, most: 0, after: lastHeard, withinMs: 180 }];
    assert.equal(verdict(never, freed(1, 13)), 'pass');
    assert.equal(verdict(never, freed(1)), 'fail');
    assert.equal(verdict(notBefore, heard(1), freed(182)), 'pass');
    assert.equal(verdict(notBefore, heard(1), freed(180)), 'fail');
  });
  it('fail when what they must not follow has never been', () => {
    const notAfter: Expectation[] = [{ event: tabFree, least: 0, most: 0, after: lastHeard }];
    const result = judged(notAfter, { events: [freed(180)] });
    assert.deepEqual([result.verdict, result.evidence[0]?.events], ['fail', []]);
    assert.match(
      result.evidence[0]?.sentence ?? '',
      /^let .* not be expected after .*; however "heard" .*never occurred$/,
    );
    assert.equal(judged(notAfter, { events: [freed(180)], whole: false }).verdict, 'unknown');
  });
  it('fail for what must not be although the machine stood still, unless it hangs on the time', () => {
    assert.equal(verdict([{ event: tabFree, least: 0, most: 0 }], stall, freed(20)), 'fail');
    assert.equal(verdict([{ event: tabFree, least: 0, most: 0, before: 180 }], stall, freed(20)), 'unknown');
    assert.equal(
      judged([{ event: tabFree, least: 0, most: 0 }], { events: [freed(20)], whole: false }).verdict,
      'fail',
    );
  });
});

describe('the times of expectations', () => {
  const at = (expects: Expectation, t: number, slackMs = 10): string =>
    judged([expects], { events: [heard(0), freed(t)], slackMs }).verdict;
  const window: Expectation = { event: tabFree, least: 1, most: null, after: 100, before: 200 };
  const never: Expectation = { event: tabFree, least: 0, most: 0 };

  it('are taken widely for what must be, and narrowly for what must not', () => {
    assert.deepEqual(
      [at(window, 89), at(window, 90), at(window, 209), at(window, 210)],
      ['fail', 'pass', 'pass', 'fail'],
    );
    const not: Expectation = { ...never, after: 100, before: 200 };
    assert.deepEqual([at(not, 109), at(not, 110), at(not, 189), at(not, 190)], ['pass', 'fail', 'fail', 'pass']);
    const soon: Expectation = { ...never, after: lastHeard, withinMs: 180 };
    assert.deepEqual([at(soon, 170), at(soon, 171)], ['fail', 'pass']);
  });

  it('begin with the first event, or the last one, as it is named', () => {
    const after = (which: 'first' | 'last'): Expectation => ({
      ...{ event: tabFree, least: 1, most: null, after: { which, event: named('heard') }, withinMs: 195 },
    });
    assert.equal(verdict([after('first')], heard(10), heard(100), freed(205)), 'pass');
    const events = [heard(10), heard(100), freed(215)];
    assert.deepEqual([verdict([after('first')], ...events), verdict([after('last')], ...events)], ['fail', 'pass']);
  });

  it('make unknown what hangs on them where the machine stood still, and nothing else', () => {
    const stalled = (expects: Expectation, ...events: HistoryEvent[]): string => verdict([expects], stall, ...events);
    assert.equal(stalled({ ...never, after: 10 }, freed(20)), 'unknown');
    assert.equal(stalled({ ...never, after: lastHeard, withinMs: 90 }, heard(10), freed(20)), 'unknown');
    assert.equal(stalled({ ...never, after: lastHeard }, heard(10), freed(20)), 'fail');
    assert.equal(
      stalled({ ...never, after: lastHeard }, freed(20)),
      'unknown',
      'what it must not follow may have come',
    );
    assert.equal(stalled(window, freed(90)), 'unknown', 'it may have come in time');
    assert.equal(stalled({ order: [named('printed')] }), 'unknown');
  });
});

describe('what is told of an expectation that is not met', () => {
  const first: Moment = { which: 'first', event: named('printed', { copy: true, ticket: 4 }) };
  const free = '"tab-released:lease-ended" (tab 12)';
  const told: [expects: Expectation, events: HistoryEvent[], of: number[], sentence: string][] = [
    [some('heard'), [], [], 'let "heard" be expected; then the run ended; however it never occurred'],
    [
      { event: tabFree, least: 3, most: 3 },
      [freed(1), freed(2)],
      [],
      `let ${free} be expected 3 times; then the run ended; however it occurred only twice`,
    ],
    [
      { event: tabFree, least: 2, most: 2, before: 100 },
      [freed(1), freed(150)],
      [],
      `let ${free} be expected twice before 0:00:00.100; then the run ended; however it occurred only once`,
    ],
    [
      { event: tabFree, least: 1, most: 2 },
      [freed(1), freed(2), freed(3)],
      [1, 2, 3],
      `let ${free} be expected 1 to 2 times; then the run went on; however it occurred 3 times, at 0:00:00.001, 0:00:00.002, 0:00:00.003`,
    ],
    [
      { event: tabFree, least: 0, most: 0, after: 1 },
      [freed(2), freed(3)],
      [1],
      `let ${free} not be expected after 0:00:00.001; then the run went on; however it did, at 0:00:00.002`,
    ],
    [
      { event: tabFree, least: 1, most: null, after: lastHeard },
      [freed(2)],
      [1],
      `let ${free} be expected after the last "heard" (from H01); then the run went on; however it occurred at 0:00:00.002, and not after it`,
    ],
    [
      { event: tabFree, least: 1, most: null, after: 100 },
      [freed(2)],
      [1],
      `let ${free} be expected after 0:00:00.100; then the run went on; however it occurred at 0:00:00.002`,
    ],
    [
      { event: tabFree, least: 1, most: null, after: lastHeard },
      [],
      [],
      `let ${free} be expected after the last "heard" (from H01); then the run ended; however it never occurred`,
    ],
    [
      { event: tabFree, least: 1, most: null, after: lastHeard, before: first },
      [heard(1), printed(2, true), freed(3)],
      [1, 3],
      `let ${free} be expected after the last "heard" (from H01) before the first "printed" (copy true, ticket 4); then the run went on; however it occurred at 0:00:00.003, 2 ms after it`,
    ],
    [
      { event: tabFree, least: 1, most: null, after: lastHeard, before: first, withinMs: 50 },
      [heard(1), printed(2, true), freed(51)],
      [1, 3],
      `let ${free} be expected within 50 ms after the last "heard" (from H01) before the first "printed" (copy true, ticket 4); then the run went on; however it occurred at 0:00:00.051, 50 ms after it`,
    ],
    [
      { order: [named('printed'), tabFree] },
      [],
      [],
      `let "printed", ${free} be expected in that order; then the run ended; however "printed" never occurred`,
    ],
    [
      { order: [named('printed'), tabFree] },
      [printed(1, false)],
      [1],
      `let "printed", ${free} be expected in that order; then "printed" occurred at 0:00:00.001; however ${free} never occurred after it`,
    ],
  ];
  for (const [expects, events, of, sentence] of told)
    it(sentence.replaceAll(/0:00:00\.\d+/g, 'a time'), () => {
      const { evidence, judged: count } = judged([expects], { events });
      assert.deepEqual(evidence, [{ events: of, sentence }]);
      assert.equal(count, 1);
    });

  it('has a deadline where a time was missed that began with an event, and only there', () => {
    for (const [expects, events] of told) assert.equal(judged([expects], { events }).evidence[0]?.deadline, undefined);
    const soon: Expectation = { event: tabFree, least: 1, most: null, after: lastHeard, before: first, withinMs: 50 };
    const [late] = judged([soon], { events: [heard(1), printed(2, true), freed(52)] }).evidence;
    assert.deepEqual(late?.deadline, { fromMs: 1, dueMs: 51, actualMs: 52, node: 'server' });
  });
});

describe('what is expected of the machine itself', () => {
  it('may be that it stands still', () => {
    assert.equal(verdict([some('stall')], stall), 'pass');
  });
});

describe('events in an order', () => {
  const order: Expectation[] = [{ order: [named('printed', { copy: false }), tabFree, named('printed')] }];

  it('pass one after the other, whatever comes between', () => {
    assert.equal(verdict(order, freed(0), printed(1, false), refused, freed(6), printed(7, true)), 'pass');
  });
  it('fail when one comes before its turn', () => {
    const result = judged(order, { events: [printed(1, false), printed(2, true), freed(6)] });
    assert.equal(result.verdict, 'fail');
    assert.deepEqual(result.evidence[0]?.events, [1, 3]);
    assert.match(result.evidence[0]?.sentence ?? '', /^let .*; then .*; however "printed" never occurred after it$/);
  });
});
