// How long tickets may wait while a printer that would take them is well.
import assert from 'node:assert/strict';
import type { ConditionEvent, EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../../judge.ts';
import { redirectInTime } from './redirect-in-time.ts';
import { fact, queued, started } from './ticket-story.ts';

const limits = {
  ...{ printStatusMs: 1_000, printConfirmMs: 3_000, printLineMs: 10, printerPollMs: 1_000 },
  ...{ failAfterMs: 2_000, slackMs: 0 },
};
/** The kitchen has the bar for an alternative; the counter is alone. */
const headerWith = (slackMs = 0, failing?: string[], failAfterMs?: number): HistoryHeader =>
  ({
    limits: { ...limits, slackMs },
    floor: {
      printers: [
        { name: 'kitchen', alternatives: ['bar'], ...(failing && { failing }), ...(failAfterMs && { failAfterMs }) },
        { name: 'bar', alternatives: [] },
        { name: 'counter', alternatives: [] },
      ],
    },
    timeScale: 1,
  }) as unknown as HistoryHeader;

/** For two printers, a ticket of no lines and the two of its head: three status enquiries, a confirmation, a poll each, and the hold-off of the one that has a ticket in hand. */
const LIMIT_MS = 2 * (3 * 1_000 + 3_000 + 2 * 10 + 1_000) + 2_000;
const LIMIT_AT_THE_BAR_MS = LIMIT_MS + 2_000;

const at = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const is = (t: number, node: string, of: ConditionEvent['of'], state: string): HistoryEvent =>
  at(t, node, { kind: 'condition', of, state } as EventBody);
const printer = (t: number, node: string, state: string): HistoryEvent => is(t, node, 'printer', state);
const out = (t: number, node = 'kitchen', job = 1): HistoryEvent =>
  fact(t, { kind: 'job-printed', job, printer: node, evidence: 'confirmed' } as never);
const fault = (t: number, phase: 'begun' | 'ended', node: string, id = 1): HistoryEvent =>
  at(t, node, { kind: 'fault', phase, fault: 'printer-off', id, params: {} });

const judged = (events: HistoryEvent[], header = headerWith()) =>
  judgeHistory(header, [is(0, 'server', 'server', 'up'), queued(0), ...events], { checkers: [redirectInTime] })[0];
const found = (events: HistoryEvent[], header?: HistoryHeader): string => {
  const result = judged(events, header);
  return result?.verdict === 'fail'
    ? (result.evidence[0]?.sentence.split('; then ')[1] ?? '')
    : (result?.verdict ?? '');
};
const late = (untilMs: number, well = 'kitchen'): RegExp =>
  new RegExp(`^${well} was well .* none of them was done until 0:0${Math.floor(untilMs / 60_000)}:`);

describe('a print queue', () => {
  it('goes on within the time that its chain and its tickets explain', () => {
    assert.equal(found([out(LIMIT_MS)]), 'pass');
    assert.match(found([out(LIMIT_MS + 1)]), late(LIMIT_MS));
    const { evidence = [] } = judged([out(LIMIT_MS + 1)]) ?? {};
    assert.deepEqual(evidence[0]?.deadline, { fromMs: 0, dueMs: LIMIT_MS, actualMs: LIMIT_MS + 1, node: 'kitchen' });
    assert.deepEqual(evidence[0].events, [2, 3]);
    assert.match(evidence[0].sentence, /^let 1 jobs wait for kitchen at 0:00:00.000; .* within 0:00:16.040;/);
  });

  it('may take longer for the longest ticket that waits anywhere, and for what measuring adds', () => {
    const long = fact(0, {
      ...{ kind: 'job-queued', job: 2, document: 'bill', tab: 6, route: 'static', queue: 'counter', device: 'H01' },
      ...{ ticket: 2, copy: false, lines: Array.from({ length: 8 }, () => 'Soup') },
    });
    assert.equal(found([long, out(9_000, 'counter', 7), out(LIMIT_MS + 160)]), 'pass');
    assert.match(found([long, out(9_000, 'counter', 7), out(LIMIT_MS + 161)]), /kitchen was well/);
    assert.equal(found([out(LIMIT_MS + 50)], headerWith(50)), 'pass');
    assert.match(found([out(LIMIT_MS + 51)], headerWith(50)), /kitchen was well/);
  });

  it('is looked at when the run ends, too, unless the history breaks off', () => {
    const end = at(60_000, 'run', { kind: 'phase', phase: 'end' });
    assert.match(found([end]), /none of them was done until 0:01:00/);
    assert.deepEqual(judged([end])?.evidence[0]?.events, [2]);
    const events = [queued(0), end, at(60_001, 'run', { kind: 'phase', phase: 'end' })];
    assert.equal(judgeHistory(headerWith(), events, { whole: false, checkers: [redirectInTime] })[0]?.failures, 0);
  });

  it('goes on whenever paper comes out of a printer of its chain, and of no other', () => {
    const paper = (node: string): HistoryEvent =>
      at(10_000, node, { kind: 'printed', ticket: 9, copy: false, document: 'order', tab: 1, lines: 1 });
    assert.equal(found([paper('bar'), out(10_000 + LIMIT_MS)]), 'pass');
    assert.match(found([paper('counter'), out(10_000 + LIMIT_MS)]), /kitchen was well/);
    const other = (node: string): HistoryEvent => out(10_000, node, 7);
    assert.equal(found([other('bar'), out(10_000 + LIMIT_MS)]), 'pass');
    assert.match(found([other('counter'), out(10_000 + LIMIT_MS)]), /kitchen was well/);
  });

  it('is over when its last ticket is done, or given up', () => {
    const end = at(60_000, 'run', { kind: 'phase', phase: 'end' });
    assert.equal(found([out(5_000), end]), 'pass');
    const up = fact(5_000, { kind: 'job-given-up', job: 1, printer: 'kitchen', attempts: 3 });
    assert.equal(found([up, end]), 'pass');
    assert.match(found([out(5_000, 'kitchen', 7), end]), /kitchen was well/);
  });

  it('waits where no printer of its chain is well', () => {
    const troubled = [printer(1, 'kitchen', 'off'), printer(2, 'bar', 'paper-out')];
    assert.equal(found([...troubled, out(300_000)]), 'pass');
    const again = [...troubled, printer(100_000, 'bar', 'ready')];
    assert.equal(found([...again, out(100_000 + LIMIT_AT_THE_BAR_MS)]), 'pass');
    assert.match(found([...again, out(100_001 + LIMIT_AT_THE_BAR_MS)]), late(118_000, 'bar'));
    const kitchen = [...troubled, printer(100_000, 'kitchen', 'ready')];
    assert.match(found([...kitchen, out(100_001 + LIMIT_MS)]), late(100_000));
  });

  it('waits while there is a fault at its printers or at the server, till or network, and at no other', () => {
    for (const node of ['server', 'till', 'network']) {
      const down = [fault(1, 'begun', node), fault(100_000, 'ended', node)];
      assert.equal(found([...down, out(100_000 + LIMIT_MS)]), 'pass', node);
      assert.match(found([...down, out(100_001 + LIMIT_MS)]), /kitchen was well/, node);
    }
    assert.match(found([fault(1, 'begun', 'counter'), out(100_000)]), /kitchen was well/);
    assert.match(found([fault(1, 'begun', 'kitchen'), out(100_000)]), /bar was well/);
    const both = [fault(1, 'begun', 'kitchen'), fault(2, 'begun', 'kitchen', 2), fault(3, 'ended', 'kitchen')];
    assert.match(found([...both, out(100_000)]), /bar was well/, 'one of the two faults is still in force');
  });

  it('waits while the server is down, cut off, or its printers cannot be reached', () => {
    const spans: [from: HistoryEvent, to: HistoryEvent, lateMs: number][] = [
      [is(1, 'server', 'server', 'killed'), is(90_000, 'server', 'server', 'up'), 0],
      [is(1, 'server', 'server', 'paused'), is(90_000, 'server', 'server', 'resumed'), 0],
      [is(1, 'server', 'lan-port', 'down'), is(90_000, 'server', 'lan-port', 'up'), 10_000],
      [is(1, 'network', 'paths', 'changing'), is(90_000, 'network', 'paths', 'steady'), 10_000],
    ];
    for (const [from, to, lateMs] of spans) {
      assert.equal(found([from, to, out(90_000 + lateMs + LIMIT_MS)]), 'pass', JSON.stringify(from));
      assert.match(found([from, to, out(90_001 + lateMs + LIMIT_MS)]), /kitchen was well/, JSON.stringify(from));
    }
    assert.match(found([is(1, 'T01', 'lan-port', 'down'), out(90_000)]), /kitchen was well/, 'of another');
    assert.match(found([is(1, 'kitchen', 'link', 'silent'), out(90_000)]), /bar was well/);
    const weak = at(1, 'kitchen', {
      kind: 'signal',
      accessPoint: 'in',
      band: '2.4',
      dbm: -85,
      quality: 'bad',
    } as never);
    assert.match(found([weak, out(90_000)]), /bar was well/);
  });

  it('waits for a printer whose trouble does not count, and longer where a hold-off is', () => {
    const covers = headerWith(0, ['offline']);
    assert.equal(found([printer(1, 'kitchen', 'cover-open'), out(300_000)], covers), 'pass');
    assert.equal(found([out(LIMIT_MS + 3_000)], headerWith(0, undefined, 5_000)), 'pass');
    assert.match(found([out(LIMIT_MS + 3_001)], headerWith(0, undefined, 5_000)), /kitchen was well/);
  });

  it('is told of no limit that was missed while the machine stood still', () => {
    const still = at(9_000, 'run', { kind: 'stall', who: 'server', fromMs: 5_000, toMs: 9_000 });
    assert.equal(found([still, out(LIMIT_MS + 1)]), 'unknown');
  });

  it('may be late by what a slow server stands still', () => {
    const slow = (t: number, phase: 'begun' | 'ended'): HistoryEvent =>
      at(t, 'server', { kind: 'fault', phase, fault: 'server-slow', id: 1, params: { commitMs: 500 } });
    assert.equal(found([slow(1, 'begun'), slow(50_000, 'ended'), out(51_000 + LIMIT_MS)]), 'pass');
    assert.match(found([slow(1, 'begun'), slow(50_000, 'ended'), out(51_001 + LIMIT_MS)]), /kitchen was well/);
  });

  it('is that of the printer where a device is to print itself and cannot', () => {
    const belt = fact(0, {
      ...{ kind: 'job-queued', job: 2, document: 'bill', tab: 6, route: 'belt', queue: 'H01', device: 'H01' },
      ...{ ticket: 2, copy: false, lines: [] },
    });
    const end = at(60_000, 'run', { kind: 'phase', phase: 'end' });
    assert.equal(found([belt, out(5_000), end]), 'pass', 'it is not the server that prints it');
    const redirected = fact(3_000, { kind: 'job-redirected', job: 2, printer: 'counter', mayBePrinted: false });
    assert.match(found([belt, redirected, out(5_000), end]), late(60_000, 'counter'));
    assert.equal(found([belt, redirected, out(5_000), out(6_000, 'counter', 2), end]), 'pass');
  });
});

describe('the hold-offs of a chain', () => {
  const KITCHEN_MS = 60_000;
  const BAR_MS = 20_000;
  const EACH_MS = 3 * 1_000 + 3_000 + 2 * 10 + 1_000;
  const header = {
    limits,
    floor: {
      printers: [
        { name: 'kitchen', alternatives: ['bar', 'counter'], failAfterMs: KITCHEN_MS },
        { name: 'bar', alternatives: [], failAfterMs: BAR_MS },
        { name: 'counter', alternatives: [], failAfterMs: 1 },
      ],
    },
    timeScale: 1,
  } as unknown as HistoryHeader;
  /** A ticket may wait just so long, ms, after what happens at 1,000. */
  const isLimit = (ms: number, well: string, ...before: HistoryEvent[]): void => {
    const after = (waitedMs: number): string => {
      const end = at(1_001 + waitedMs, 'run', { kind: 'phase', phase: 'end' });
      return found([started(510, 'kitchen'), ...before, out(1_000 + waitedMs, 'counter'), end], header);
    };
    assert.equal(after(ms), 'pass');
    assert.match(after(ms + 1), new RegExp(`^${well} was well`));
  };

  it('are that of a printer with the ticket in hand, and then that of each before the well one', () => {
    // The kitchen runs out of paper in the middle of the ticket: it waits for a new roll, has failed, counts as failing.
    isLimit(3 * EACH_MS + 2 * KITCHEN_MS, 'bar', printer(1_000, 'kitchen', 'paper-out'));
  });

  it('are one in a hand, however many printers are in trouble', () => {
    const both = [printer(900, 'kitchen', 'paper-out'), printer(1_000, 'bar', 'cover-open')];
    isLimit(3 * EACH_MS + KITCHEN_MS + KITCHEN_MS + BAR_MS, 'counter', ...both);
  });

  it('are one for an alternative that has the ticket in hand, when its own printer is well again', () => {
    isLimit(
      3 * EACH_MS + KITCHEN_MS,
      'kitchen',
      printer(600, 'kitchen', 'paper-out'),
      printer(900, 'bar', 'cover-open'),
      printer(1_000, 'kitchen', 'ready'),
    );
  });
});
