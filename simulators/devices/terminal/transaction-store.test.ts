import assert from 'node:assert/strict';
import { terminalProfiles } from '#protocols/zvt/profiles';
import type { EventBody } from '#history/events';
import { TransactionStore } from './transaction-store.ts';

describe('the store of a terminal', () => {
  it('numbers receipts from 0001 again after 9999: 0000 stands for none', () => {
    const store = new TransactionStore('pt1', () => {}, terminalProfiles.standard);
    const numbers = Array.from({ length: 10_000 }, () => {
      store.begin(0, 100);
      store.keep();
      return store.told()?.receiptNo;
    });
    assert.deepEqual([numbers[0], numbers[9_998], numbers[9_999]], ['0001', '9999', '0001']);
  });

  it('books what a till has issued in part, if it is a part', () => {
    const events: EventBody[] = [];
    const store = new TransactionStore('pt1', (_node, body) => events.push(body), terminalProfiles.standard);
    store.begin(0, 1234);
    for (const cents of [0, 1235]) assert.ok(!store.lower(cents));
    assert.ok(store.lower(500));
    store.keep();
    assert.equal(store.told()?.amountCents, 500);
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'money' ? [event.cents] : [])),
      [500],
    );
  });

  it('tells what was taken since its last end of day, less what was reversed', () => {
    const store = new TransactionStore('pt1', () => {}, terminalProfiles.reversing);
    store.begin(0, 500);
    store.keep();
    store.begin(0, 700);
    store.cut('reversed');
    assert.deepEqual([store.endDay().amountCents, store.endDay().amountCents], [500, 0]);
  });

  it('gives its last payment back, of this day and once, by a record of its own or by one made void', () => {
    const paid = (profile: keyof typeof terminalProfiles): TransactionStore => {
      const store = new TransactionStore('pt1', () => {}, terminalProfiles[profile]);
      store.begin(0, 500);
      store.keep();
      return store;
    };
    const own = paid('reversing');
    assert.deepEqual([own.canReverse('0002'), own.canReverse('0001')], [false, true]);
    const { receiptNo, resultCode, originalTrace } = own.reverse();
    assert.deepEqual([receiptNo, resultCode, originalTrace], ['0002', 0, 1]);
    assert.deepEqual([own.canReverse('0001'), own.canReverse('0002'), own.endDay().amountCents], [false, false, 0]);

    const made = paid('standard');
    assert.deepEqual([made.reverse().resultCode, made.told()?.resultCode, made.told()?.amountCents], [0, 5, 0]);

    const yesterday = paid('standard');
    yesterday.endDay();
    assert.ok(!yesterday.canReverse('0001'));
  });
});
