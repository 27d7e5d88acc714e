import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { bills } from './bills.ts';
import { judgeHistory } from '../../judge.ts';

const devices = [
  { name: 'H01', family: 'handheld', beltPrinter: false },
  { name: 'H02', family: 'handheld', beltPrinter: true },
];
const limits = { slackMs: 0 };
const header = { limits, floor: { devices, fallbackPrinter: 'counter' }, timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const collected = (seq: number, article: string, cents: number): HistoryEvent => ({
  ...{ t: 1, node: 'H01', kind: 'collected', tab: 5, seq, article, quantity: 1, cents, place: 'none', offline: false },
});
/** The journal has another price: what counts is what the device says. */
const booked = (...seqs: number[]): HistoryEvent =>
  fact({
    ...{ kind: 'booked', tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: false },
    bookings: seqs.map((seq) => ({ seq, article: 'Stew', quantity: 9, cents: 1, place: 'none' })),
  });
const opened = [
  fact({ kind: 'signed-on', device: 'H01', operator: 'Anna' }),
  fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' }),
];
const billed = (bill: number, cents: number, payment: number | null = null, device = 'H01'): HistoryEvent =>
  fact({
    ...{ kind: 'billed', bill, tab: 5, device, operator: 'Anna', cents },
    ...{ tender: payment === null ? 'cash' : 'card', payment },
  });
const begun = fact({
  ...{ kind: 'payment-begun', payment: 1, tab: 5, token: 1, device: 'H01', operator: 'Anna', terminal: 'pt1' },
  ...{ cents: 500, baseline: 'none' },
});
const ticket = (lines: string[], route: 'static' | 'belt' = 'static', queue = 'counter'): HistoryEvent =>
  fact({
    ...{ kind: 'job-queued', job: 1, document: 'bill', tab: 5, route, queue, device: 'H01', ticket: 1, copy: false },
    lines: ['Tab 5  Anna', ...lines],
  });
const soup = [...opened, collected(1, 'Soup', 500), booked(1)];
const water = [collected(2, 'Water', 300), booked(2)];

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [bills] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('a bill', () => {
  it('lists what was booked since the last one, as the devices have it', () => {
    const first = [...soup, billed(1, 500), ticket(['Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Cash'])];
    assert.equal(said(...first), '');
    assert.equal(
      said(...first, ...water, billed(2, 300), ticket(['Bill 2', '1 x Water  3.00', 'Total 3.00 EUR', 'Cash'])),
      '',
    );
    assert.match(
      said(
        ...first,
        ...water,
        billed(2, 300),
        ticket(['Bill 2', '1 x Soup  5.00', '1 x Water  3.00', 'Total 3.00 EUR', 'Cash']),
      ),
      /however that was "Tab 5 {2}Anna \/ Bill 2 \/ 1 x Soup/,
    );
  });

  it('by card lists what was on the tab when the payment began; what came later is on the next', () => {
    const events = [...soup, begun, ...water, billed(1, 500, 1)];
    const right = [...events, ticket(['Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Card'])];
    assert.equal(said(...right), '');
    assert.equal(said(...right, billed(2, 300), ticket(['Bill 2', '1 x Water  3.00', 'Total 3.00 EUR', 'Cash'])), '');
    assert.match(
      said(...events, ticket(['Bill 1', '1 x Soup  5.00', '1 x Water  3.00', 'Total 5.00 EUR', 'Card'])),
      /Water/,
    );
  });

  it('over a part of what was asked for comes off the next', () => {
    const part = [
      ...soup,
      begun,
      billed(1, 200, 1),
      ticket(['Bill 1', '1 x Paid in part  2.00', 'Total 2.00 EUR', 'Card']),
    ];
    const rest = ['Bill 2', '1 x Soup  5.00', '1 x Paid in part  -2.00', 'Total 3.00 EUR', 'Cash'];
    assert.equal(said(...part, billed(2, 300), ticket(rest)), '');
  });

  it('in cash over a part, if the operator has asked for just that', () => {
    const asks = (cents?: number): HistoryEvent => ({
      ...{ t: 1, node: 'H01', kind: 'sent', type: 'bill', req: 7, tab: 5, token: 1 },
      ...(cents === undefined ? {} : { cents }),
    });
    const part = [billed(1, 200), ticket(['Bill 1', '1 x Paid in part  2.00', 'Total 2.00 EUR', 'Cash'])];
    const rest = ['Bill 2', '1 x Soup  5.00', '1 x Paid in part  -2.00', 'Total 3.00 EUR', 'Cash'];
    assert.equal(said(...soup, asks(200), ...part, billed(2, 300), ticket(rest)), '');
    assert.match(said(...soup, asks(), ...part), /over 5\.00.* over 2\.00/);
    assert.match(said(...soup, asks(300), ...part), /over 3\.00.* over 2\.00/);
  });

  it('is over the sum of its lines, with tender, number, operator and printer', () => {
    assert.match(
      said(...soup, billed(1, 1), ticket(['Bill 1', '1 x Soup  5.00', 'Total 0.01 EUR', 'Cash'])),
      /over 5\.00.* over 0\.01/,
    );
    for (const wrong of [
      ticket(['Bill 2', '1 x Soup  5.00', 'Total 5.00 EUR', 'Cash']),
      ticket(['Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Card']),
      ticket(['Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Cash'], 'static', 'kitchen'),
      ticket(['Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Cash'], 'belt', 'H01'),
    ])
      assert.match(said(...soup, billed(1, 500), wrong), /however that was/);
  });

  it('is printed, and no bill is printed for nothing', () => {
    assert.match(said(...soup, billed(1, 500)), /however nobody is to print it/);
    assert.match(said(...soup, ticket(['Bill 1'])), /let no tab be settled/);
    const right = ticket(['Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Cash'], 'belt', 'H02');
    assert.equal(said(...soup, billed(1, 500, null, 'H02'), right), '');
  });

  it('of a history that is cut off is no finding', () => {
    const [result] = judgeHistory(header, [...soup, billed(1, 500)], { checkers: [bills], whole: false });
    assert.equal(result?.verdict, 'unknown');
  });
});
