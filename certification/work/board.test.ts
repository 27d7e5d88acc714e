import assert from 'node:assert/strict';
import { createBoard } from './board.ts';

describe('what a tester is told', () => {
  it('is one thing at a time, until he says what came of it', () => {
    const board = createBoard();
    const heard: (string | null)[] = [];
    board.ask('Call it.', 'Done', (why) => void heard.push(why));
    const { n, text, done } = board.told();
    assert.deepEqual([text, done], ['Call it.', 'Done']);
    board.say('Something else.');
    assert.equal(board.told().text, 'Call it.');
    board.take({ n, can: true });
    assert.deepEqual([heard, board.told().done], [[null], null]);
    board.ask('Call it again.', 'Done', (why) => void heard.push(why));
    board.take({ n: board.told().n, can: false, reason: ' No other phone. ' });
    assert.deepEqual(heard, [null, 'No other phone.']);
    board.say('Something else.');
    assert.equal(board.told().text, 'Something else.');
  });

  it('is answered by another key where there is one', () => {
    const board = createBoard();
    const heard: unknown[] = [];
    const ask = (also?: string) => board.ask('Cut it.', 'Done', (...said) => void heard.push(said), also);
    ask('Done, and it asked me');
    assert.equal(board.told().also, 'Done, and it asked me');
    board.take({ n: board.told().n, can: true, also: true });
    ask();
    assert.equal(board.told().also, null);
    assert.throws(() => board.take({ n: board.told().n, can: true, also: true }), { code: 'answer-invalid' });
    board.take({ n: board.told().n, can: true });
    assert.deepEqual(heard, [
      [null, true],
      [null, false],
    ]);
  });

  it('is taken back when his time is over, and then no answer is taken', () => {
    const board = createBoard();
    const takeBack = board.ask('Call it.', 'Done', () => assert.fail());
    const { n } = board.told();
    takeBack();
    assert.equal(board.told().done, null);
    assert.throws(() => board.take({ n, can: true }), { code: 'answer-invalid' });
  });

  it('is answered for what is asked now, with a reason where it cannot be done', () => {
    const board = createBoard();
    board.ask('Call it.', 'Done', () => assert.fail());
    const { n } = board.told();
    for (const said of [{ n: n - 1, can: true }, { n, can: false, reason: '  ' }, { n }, null])
      assert.throws(() => board.take(said), { code: 'answer-invalid' });
    assert.equal(board.told().n, n);
  });
});
