// Where the tickets of POS-driven printers go, held against the printers' true condition.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../../judge.ts';
import { posChain } from './redirects.ts';
import { fact, queued, started } from './ticket-story.ts';

const header = {
  limits: { failAfterMs: 1_000, printConfirmMs: 3_000, printStatusMs: 1_000, printerPollMs: 1_000, slackMs: 0 },
  floor: {
    printers: [
      { name: 'kitchen', alternatives: ['bar'] },
      { name: 'bar', alternatives: [] },
    ],
  },
  timeScale: 1,
} as unknown as HistoryHeader;
/** Within so long a printer that is well again is used, ms. */
const RETURN_MS = 8_000;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const kitchen = (t: number, state: string): HistoryEvent =>
  event(t, 'kitchen', { kind: 'condition', of: 'printer', state });
const slow = (t: number, phase: 'begun' | 'ended'): HistoryEvent =>
  event(t, 'server', { kind: 'fault', phase, fault: 'server-slow', id: 1, params: { commitMs: 500 } });

function said(...events: HistoryEvent[]): string {
  const up = event(0, 'server', { kind: 'condition', of: 'server', state: 'up' });
  const [result] = judgeHistory(header, [up, queued(1), ...events], { checkers: [posChain] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('a ticket of a POS-driven printer', () => {
  it('goes to the first of its chain, and to the next one while that is in trouble', () => {
    assert.equal(said(started(10, 'kitchen')), '');
    assert.match(said(started(10, 'bar')), /while kitchen was well; however it went to bar/);
    assert.match(said(started(10, 'counter')), /however it went to counter/);
    assert.equal(said(kitchen(2_000, 'off'), started(60_000, 'bar')), '');
  });

  it('goes back when the first one has been well for as long as it takes to notice', () => {
    const back = [kitchen(2_000, 'off'), kitchen(20_000, 'ready')];
    assert.equal(said(...back, started(20_000 + RETURN_MS, 'bar')), '');
    assert.match(said(...back, started(20_001 + RETURN_MS, 'bar')), /while kitchen was well/);
  });

  it('goes back later where a ticket in hand keeps its printer for a longer hold-off', () => {
    const printers = header.floor.printers.map((one) => ({ ...one, failAfterMs: 3_000 }));
    const slower = { ...header, floor: { ...header.floor, printers } } as HistoryHeader;
    const judged = (t: number): string => {
      const up = event(0, 'server', { kind: 'condition', of: 'server', state: 'up' });
      const events = [up, queued(1), kitchen(2_000, 'off'), kitchen(20_000, 'ready'), started(t, 'bar')];
      return judgeHistory(slower, events, { checkers: [posChain] })[0]?.evidence[0]?.sentence ?? '';
    };
    assert.equal(judged(22_000 + RETURN_MS), '');
    assert.match(judged(22_001 + RETURN_MS), /while kitchen was well/);
  });

  it('stays where what is wrong does not count as failing, or the paper of another is spared', () => {
    const printers = [
      { name: 'kitchen', alternatives: ['bar'], failing: ['offline', 'near-end'] },
      { name: 'bar', alternatives: [] },
    ];
    const other = { ...header, floor: { ...header.floor, printers } } as HistoryHeader;
    const judged = (...events: HistoryEvent[]): string => {
      const up = event(0, 'server', { kind: 'condition', of: 'server', state: 'up' });
      const [result] = judgeHistory(other, [up, queued(1), ...events], { checkers: [posChain] });
      return result?.evidence[0]?.sentence ?? '';
    };
    const open = kitchen(2_000, 'cover-open');
    assert.equal(said(open, started(60_000, 'bar')), '');
    assert.match(judged(open, started(2_100, 'bar')), /while kitchen was well, for all that counts as failing/);
    assert.equal(judged(kitchen(2_000, 'cover-open+off'), started(60_000, 'bar')), '');
    const near = fact(2, { kind: 'paper-near-end', printer: 'kitchen', job: 1 });
    assert.equal(judged(near, started(10, 'bar')), '');
    assert.match(
      judged(near, fact(3, { kind: 'paper-enough', printer: 'kitchen' }), started(10, 'bar')),
      /while kitchen/,
    );
    assert.match(said(near, started(10, 'bar')), /while kitchen was well/);
  });

  it('goes past one that is stuck, and back when that is loose and has printed what it had', () => {
    assert.equal(said(kitchen(2_000, 'stuck'), started(60_000, 'bar')), '');
    const back = [kitchen(2_000, 'stuck'), kitchen(20_000, 'ready')];
    assert.match(said(...back, started(20_001 + RETURN_MS, 'bar')), /while kitchen was well/);
    const left = event(25_000, 'kitchen', { kind: 'printed', ticket: 9, copy: false } as never);
    assert.equal(said(...back, left, started(25_000 + RETURN_MS, 'bar')), '');
    assert.match(said(...back, left, started(25_001 + RETURN_MS, 'bar')), /while kitchen was well/);
    const later = [...back, started(21_000, 'kitchen'), left];
    assert.match(said(...later, started(25_000 + RETURN_MS, 'bar')), /while kitchen was well/, 'that was a new one');
  });

  it('which a slow server notices later, by what it stands still', () => {
    const back = [kitchen(2_000, 'off'), slow(10_000, 'begun'), kitchen(20_000, 'ready'), slow(25_000, 'ended')];
    assert.equal(said(...back, started(20_000 + RETURN_MS + 1_000, 'bar')), '');
    assert.match(said(...back, started(20_001 + RETURN_MS + 1_000, 'bar')), /while kitchen was well/);
  });
});
