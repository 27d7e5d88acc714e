// What a device makes of what its operator does.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { asActed } from './as-acted.ts';
import { judgeHistory } from '../judge.ts';

const floor = { articles: [{ name: 'Soup', cents: 690 }] };
const header = { floor, timeScale: 1 } as unknown as HistoryHeader;

const judge = (...bodies: EventBody[]): string => {
  const events = bodies.map((body, i) => ({ t: i * 1_000, node: 'H01', ...body }) as HistoryEvent);
  const [result] = judgeHistory(header, events, { checkers: [asActed] });
  return result?.evidence[0]?.sentence.split('; however ')[1] ?? result?.verdict ?? '';
};
const line = (quantity: number, cents: number, article = 'Soup'): EventBody => ({
  kind: 'collected',
  tab: 5,
  seq: 1,
  article,
  quantity,
  cents,
  place: 'kitchen',
  offline: false,
});
const bill = (req: number, confirmed?: true): EventBody => ({
  kind: 'sent',
  type: 'bill',
  req,
  tab: 5,
  ...(confirmed && { confirmed }),
});
const act = (act: string, more: { confirmed?: true; to?: string } = {}): EventBody => ({
  kind: 'act',
  act,
  tab: 5,
  ...more,
});
const pay = (terminal: string): EventBody => ({ kind: 'sent', type: 'pay', req: 1, tab: 5, terminal });

describe('what an operator does at a device', () => {
  it('is stored at the price of the article, as often as it was ordered', () => {
    assert.equal(judge(line(3, 2_070)), 'pass');
    assert.equal(judge(line(3, 690)), 'it stored 690');
    assert.equal(judge(line(3, 1, 'of an older menu')), 'pass');
  });

  it('is confirmed only if they said so, this time', () => {
    assert.equal(judge(act('bill'), bill(1)), 'pass');
    assert.equal(judge(act('bill', { confirmed: true }), bill(1, true)), 'pass');
    const habit = judge(act('bill', { confirmed: true }), bill(1, true), act('bill'), bill(2, true));
    assert.match(habit, /nobody had said so/);
  });

  it('is no other thing when it is sent again after a reconnection', () => {
    assert.equal(judge(act('bill', { confirmed: true }), bill(1, true), act('bill'), bill(1, true)), 'pass');
  });

  it('goes to the terminal that was chosen', () => {
    assert.equal(judge(act('pay', { to: 'pt1' }), pay('pt1')), 'pass');
    assert.equal(judge(act('pay', { to: 'pt1' }), pay('pt2')), 'it named pt2');
    assert.equal(judge(act('pay'), pay('pt2')), 'pass');
  });
});
