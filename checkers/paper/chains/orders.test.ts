import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, JobSpec } from '#server/core/facts';
import { judgeHistory } from '../../judge.ts';
import { orders } from './orders.ts';

const printers = ['kitchen', 'bar', 'counter'].map((name) => ({ name, alternatives: [] }));
const floor = { printers, places: { kitchen: 'kitchen', bar: 'bar' }, fallbackPrinter: 'counter' };
const header = { floor, timeScale: 1, limits: { slackMs: 0 } } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const collected = (seq: number, article: string, place: string): HistoryEvent => ({
  ...{ t: 1, node: 'H01', kind: 'collected', tab: 5, seq, article, quantity: 2, cents: 100, place, offline: true },
});
const booked = (...seqs: number[]): HistoryEvent =>
  fact({
    ...{ kind: 'booked', tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: true },
    bookings: seqs.map((seq) => ({ seq, article: 'what the journal says', quantity: 1, cents: 1, place: 'bar' })),
  });
const opened = [
  fact({ kind: 'signed-on', device: 'H01', operator: 'Anna' }),
  fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' }),
];
const ticket = (lines: string[], queue: string, also: Partial<JobSpec> = {}): HistoryEvent =>
  fact({
    ...{ kind: 'job-queued', job: 1, document: 'order', tab: 5, route: 'pos', queue, device: 'H01', ticket: 1 },
    ...{ copy: false, lines: ['Tab 5  Anna', ...lines] },
    ...also,
  });
const answered = fact({
  kind: 'answered',
  device: 'H01',
  req: 1,
  reply: { type: 'reply', req: 1, ok: true, did: 'done' },
});
const handOver = [...opened, collected(1, 'Soup', 'kitchen'), collected(2, 'Water', 'bar'), booked(1, 2)];
const soup = ticket(['Order kitchen', '2 x Soup'], 'kitchen');
const water = ticket(['Order bar', '2 x Water'], 'bar');

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [orders] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('an order ticket', () => {
  it('carries what was handed over for its place, as the device has it', () => {
    assert.equal(said(...handOver, soup, water, answered), '');
    assert.equal(said(...handOver, water, soup, answered), '');
    assert.equal(said(...opened, collected(1, 'Tip', 'none'), booked(1), answered), '');
    const terrace = ticket(['Order terrace', 'NOTICE', 'this place is not configured', '2 x Soup'], 'counter');
    assert.equal(said(...opened, collected(1, 'Soup', 'terrace'), booked(1), terrace, answered), '');
  });

  it('is not forgotten, for any place', () => {
    assert.match(said(...handOver, soup, answered), /made at bar; .* however no ticket orders it/);
    assert.match(said(...handOver, soup), /made at bar/);
  });

  it('has no other lines, table, printer or route', () => {
    for (const wrong of [
      ticket(['Order bar', '2 x Water', '2 x Water'], 'bar'),
      ticket(['Order bar', '1 x Water'], 'bar'),
      ticket(['Order bar'], 'bar'),
      ticket(['Order bar', '2 x Water'], 'kitchen'),
      ticket(['Order bar', '2 x Water'], 'bar', { route: 'static' }),
      ticket([], 'bar', { lines: ['Tab 6  Anna', 'Order bar', '2 x Water'] }),
      ticket([], 'bar', { lines: ['Tab 5  Ben', 'Order bar', '2 x Water'] }),
    ])
      assert.match(said(...handOver, soup, wrong, answered), /let H01 hand over .*; then that was ordered/);
  });

  it('orders nothing that nobody has handed over', () => {
    assert.match(said(...handOver, soup, water, soup), /let nobody hand over anything/);
    assert.equal(said(...handOver, soup, water, answered, ticket(['Order bar'], 'bar', { copy: true })), '');
  });

  it('may be missing where a history is cut off', () => {
    const [result] = judgeHistory(header, handOver, { checkers: [orders], whole: false });
    assert.equal(result?.verdict, 'unknown');
  });
});
