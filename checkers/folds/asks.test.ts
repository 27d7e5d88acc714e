import assert from 'node:assert/strict';
import type { EventOf } from '#history/events';
import { Asks, isTold, isWrite, MOST_TAPS, opens, type Ask } from './asks.ts';

const sent = (req: number, type: string, more: Partial<EventOf<'sent'>> = {}): EventOf<'sent'> => ({
  ...{ t: req, node: 'H01', kind: 'sent', type, req },
  ...more,
});
const tap = (screen: number, more: Partial<EventOf<'tap'>> = {}): EventOf<'tap'> => ({
  ...{ t: screen, node: 'C01', kind: 'tap', screen, title: 'Tab', key: 'Soup', x: 1, y: 1 },
  ...more,
});
const ofType =
  (type: string) =>
  (ask: Ask): boolean =>
    ask.type === type;

describe('what devices have asked for', () => {
  it('has all that a request says', () => {
    const all = { tab: 5, token: 7, seqs: [1, 2], operator: 'Anna', terminal: 'pt1', job: 3, cents: 500 };
    const change = { kind: 'discount', percent: 10 } as const;
    const card = { kind: 'voucher', code: 'V1' } as const;
    const line = { article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };
    const event = sent(4, 'bill', { ...all, change, card, line, camera: 'door', confirmed: true, offline: true });
    const ask = { id: 9, node: 'H01', req: 4, type: 'bill', ...all, change, card, camera: 'door', lineCents: 690 };
    assert.deepEqual(new Asks().sent(event, 9), { ...ask, confirmed: true, offline: true });
    const bare = new Asks().sent(sent(1, 'sign-on'), 1);
    assert.deepEqual(
      [bare.confirmed, bare.offline, 'camera' in bare, 'lineCents' in bare, 'card' in bare],
      [...[false, false, false, false, false]],
    );
  });

  it('has all that stands on a key, and nothing of a key that asks for nothing', () => {
    const all = {
      tab: 5,
      token: 7,
      operator: 'Anna',
      terminal: 'pt1',
      job: 3,
      cents: 500,
      article: 'Soup',
      camera: 'door',
    };
    const change = { kind: 'discount', percent: 10 } as const;
    const card = { kind: 'voucher', code: 'V1' } as const;
    const ask = new Asks().tapped(tap(3, { asks: 'book', ...all, change, card, confirmed: true }), 9);
    const rest = { confirmed: true, offline: false, seqs: undefined };
    assert.deepEqual(ask, { id: 9, node: 'C01', req: 0, type: 'book', ...all, change, card, ...rest });
    const bare = new Asks().tapped(tap(3, { asks: 'open' }), 9) as Ask;
    assert.deepEqual(
      [bare.confirmed, 'article' in bare, 'card' in bare, 'camera' in bare],
      [false, false, false, false],
    );
    const none = new Asks();
    assert.equal(none.tapped(tap(3), 9), null);
    assert.equal(
      none.find('C01', () => true),
      undefined,
    );
  });

  it('finds the latest request of a device, or the one before, and no older one', () => {
    const asks = new Asks();
    for (const [i, type] of ['sign-on', 'open', 'bill'].entries()) asks.sent(sent(i + 1, type), i + 1);
    assert.equal(asks.find('H01', ofType('bill'))?.req, 3);
    assert.equal(asks.find('H01', ofType('open'))?.req, 2);
    assert.equal(asks.find('H01', ofType('sign-on')), undefined);
    assert.equal(asks.find('H01', () => true)?.req, 3);
    assert.equal(
      asks.find('H02', () => true),
      undefined,
    );
    assert.deepEqual(
      [3, 2, 1].map((req) => asks.numbered('H01', req)?.type),
      ['bill', 'open', undefined],
    );
    assert.equal(asks.numbered('H02', 3), undefined);
  });

  it('finds one of anybody', () => {
    const asks = new Asks();
    asks.sent(sent(1, 'open'), 1);
    asks.sent(sent(1, 'force-free', { node: 'till' }), 2);
    assert.equal(asks.ofAnyone(ofType('force-free'))?.node, 'till');
    assert.equal(asks.ofAnyone(ofType('open'))?.node, 'H01');
    assert.equal(asks.ofAnyone(ofType('bill')), undefined);
  });

  it('finds any of the latest taps at a thin client, the last one first', () => {
    const asks = new Asks();
    for (let i = 1; i <= MOST_TAPS + 1; i += 1) asks.tapped(tap(i, { asks: 'book', tab: i }), i);
    assert.equal(asks.tap('C01', ofType('book'))?.tab, MOST_TAPS + 1);
    assert.equal(asks.tap('C01', ({ tab }) => tab === 2)?.id, 2);
    assert.equal(
      asks.tap('C01', ({ tab }) => tab === 1),
      undefined,
      'that is too long ago',
    );
    assert.equal(
      asks.tap('C02', () => true),
      undefined,
    );
    assert.equal(asks.find('C01', ({ tab }) => tab === MOST_TAPS)?.id, MOST_TAPS, 'a tap is a request');
  });

  it('tells what opens a tab, what writes to it, and what an old history does not tell whole', () => {
    assert.deepEqual(
      ['open', 'simple-order', 'bill'].map((type) => opens({ type })),
      [true, true, false],
    );
    for (const type of ['book', 'hand-over', 'new-balance', 'bill', 'pay', 'change', 'scan'])
      assert.ok(isWrite({ type }), type);
    assert.ok(!isWrite({ type: 'open' }));
    const told = (type: string, more: Partial<EventOf<'sent'>> = {}): boolean =>
      isTold(new Asks().sent(sent(1, type, more), 1));
    assert.deepEqual([told('sign-on'), told('sign-on', { operator: 'Anna' })], [false, true]);
    assert.deepEqual([told('bill'), told('bill', { token: 1 }), told('open')], [false, true, true]);
  });
});
