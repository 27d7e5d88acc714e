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
});
