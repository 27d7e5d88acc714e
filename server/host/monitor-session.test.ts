// The server's side of a kitchen monitor: what is not answered goes again, in order.
import assert from 'node:assert/strict';
import { concatBytes, fromHex } from '#protocols/bytes';
import { encodeFrame, itemReader } from '#protocols/monitor/frames';
import { dialByHand, marked, timersByHand, type ByHand } from './by-hand.ts';
import { createMonitorSession } from './monitor-session.ts';

const durations = { printStatusMs: 3_000, printerPollMs: 5_000 };
const itemOf = (item: number) => ({ item, tab: 5, place: 'kitchen', lines: ['1 x Soup'] });

function stage() {
  const timers = timersByHand();
  const { dial, connections } = dialByHand();
  const shown: number[] = [];
  const session = createMonitorSession({ dial, timers, durations, shown: (item) => void shown.push(item) });
  return { timers, connections, shown, feed: (...items: number[]) => session.feed(items.map(itemOf)), session };
}

/** The numbers of the items that went over a connection. */
const over = ({ sent }: ByHand): number[] =>
  itemReader()(concatBytes(sent.map(fromHex))).map((item) => item?.item ?? Number.NaN);
const says = (connection: ByHand | undefined, item: number): void => connection?.say(encodeFrame({ shown: item }));

describe('a session with a kitchen monitor', () => {
  it('sends in order, over one connection, and tells what is shown', () => {
    const { timers, connections, shown, feed } = stage();
    feed(1, 2);
    connections[0]?.open();
    feed(3);
    says(connections[0], 2);
    says(connections[0], 3);
    timers.pass(60_000);
    feed(4);
    assert.deepEqual(connections.map(over), [[1, 2, 3, 4]]);
    assert.deepEqual(shown, [2, 3]);
  });

  it('sends again what was not answered when the connection is lost, or silent', () => {
    const { timers, connections, feed } = stage();
    feed(1, 2);
    connections[0]?.open();
    says(connections[0], 1);
    connections[0]?.end('reset');
    feed(3);
    assert.equal(connections.length, 1);
    timers.pass(5_000);
    connections[1]?.open();
    timers.pass(3_000);
    assert.equal(connections[1]?.closed, true);
    timers.pass(5_000);
    connections[2]?.open();
    assert.deepEqual(connections.map(over), [
      [1, 2],
      [2, 3],
      [2, 3],
    ]);
  });

  it('tries again for ever where nobody answers, and rests when nothing is to be shown', () => {
    const { timers, connections, feed } = stage();
    feed(1);
    timers.pass(80_000);
    assert.equal(connections.length, 11);
    connections.at(-1)?.open();
    says(connections.at(-1), 1);
    connections.at(-1)?.end();
    timers.pass(80_000);
    assert.equal(connections.length, 11);
  });

  it('believes nothing that it has not asked', () => {
    const { connections, shown, feed } = stage();
    feed(1);
    connections[0]?.open();
    says(connections[0], 2);
    assert.deepEqual([shown, connections[0]?.closed], [[], true]);
  });

  it('sends nothing before the connection is there, first or anew, and then all of it once', () => {
    const { timers, connections, feed } = stage();
    feed(1);
    feed(2);
    assert.deepEqual(connections.map(over), [[]]);
    connections[0]?.open();
    assert.deepEqual(connections.map(over), [[1, 2]]);
    connections[0]?.end('reset');
    timers.pass(5_000);
    feed(3);
    assert.deepEqual(over(connections[1] as ByHand), []);
    connections[1]?.open();
    assert.deepEqual(over(connections[1] as ByHand), [1, 2, 3]);
  });

  it('waits for an answer from when it has asked, and for each that is due', () => {
    const { timers, connections, feed } = stage();
    const closed = (): boolean | undefined => connections[0]?.closed;
    feed(1);
    timers.pass(2_999);
    connections[0]?.open();
    timers.pass(2_999);
    feed(2);
    says(connections[0], 1);
    timers.pass(2_999);
    assert.equal(closed(), false, 'the time for the second begins when the first is answered');
    says(connections[0], 2);
    timers.pass(60_000);
    feed(3);
    timers.pass(2_999);
    assert.equal(closed(), false);
    timers.pass(1);
    assert.equal(closed(), true, 'also over a connection that has rested');
  });

  it('is given up where it answers some of what it was sent, and then nothing', () => {
    const { timers, connections, feed } = stage();
    feed(1, 2);
    connections[0]?.open();
    says(connections[0], 1);
    timers.pass(3_000);
    assert.equal(connections[0]?.closed, true);
  });

  it('gives no more time for an answer because more is to be shown', () => {
    const { timers, connections, feed } = stage();
    feed(1);
    connections[0]?.open();
    timers.pass(2_000);
    feed(2);
    timers.pass(1_000);
    assert.equal(connections[0]?.closed, true);
  });

  it('hears nothing of a connection it has given up', () => {
    const { timers, connections, shown, feed } = stage();
    feed(1);
    connections[0]?.open();
    timers.pass(3_000);
    const [dead] = connections as [ByHand];
    says(dead, 1);
    dead.end('reset');
    dead.open();
    timers.pass(4_999);
    assert.deepEqual([shown, connections.length, over(dead)], [[], 1, [1]]);
    timers.pass(1);
    assert.equal(connections.length, 2);
    dead.open();
    dead.end('reset');
    assert.deepEqual([over(connections[1] as ByHand), connections[1]?.closed], [[], false]);
  });

  it('takes what is no answer for the end of the connection, and hears nothing behind it', () => {
    const { timers, connections, shown, feed } = stage();
    feed(1);
    connections[0]?.open();
    connections[0]?.say(concatBytes([new TextEncoder().encode('busy\n'), encodeFrame({ shown: 1 })]));
    assert.deepEqual([shown, connections[0]?.closed], [[], true]);
    assert.deepEqual(
      marked('fed-again', () => timers.pass(5_000)),
      { held: 1, not: 0 },
    );
    connections[1]?.open();
    assert.deepEqual(over(connections[1] as ByHand), [1]);
  });

  it('does nothing any more when it is closed', () => {
    for (const opened of [true, false]) {
      const { timers, connections, feed, session } = stage();
      feed(1);
      if (opened) connections[0]?.open();
      session.close();
      assert.deepEqual([connections[0]?.closed, timers.waiting()], [true, 0]);
      feed(2);
      timers.pass(80_000);
      assert.deepEqual([connections.length, timers.waiting()], [1, 0]);
    }
  });
});
