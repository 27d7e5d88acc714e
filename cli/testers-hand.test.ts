import assert from 'node:assert/strict';
import { createBoard } from '#certification/work/board';
import { cardsOfTester } from './testers-hand.ts';

/** So quick is the time of the device: he has 25 ms. */
const TIME_SCALE = 1_000;

describe('cards that a tester holds before a camera', () => {
  function asked(answer: 'done' | 'cannot' | 'nothing') {
    const board = createBoard();
    const heard: string[] = [];
    const ports = {
      ...{ timeScale: TIME_SCALE, undone: (why: string) => void heard.push(why), late: () => void heard.push('late') },
    };
    const held = cardsOfTester((code) => `Hold ${code}.`, board, ports).hold('V200-1');
    const { n, text } = board.told();
    if (answer === 'done') board.take({ n, can: true });
    if (answer === 'cannot') board.take({ n, can: false, reason: 'No printer.' });
    return { board, heard, held, text };
  }

  it('are held when he has said so', async () => {
    const { held, heard, text } = asked('done');
    assert.deepEqual([text, await held, heard], ['Hold V200-1.', true, []]);
  });

  it('are not held if he cannot, or says nothing in time, and then it is not asked any more', async () => {
    const { held, heard } = asked('cannot');
    assert.deepEqual([await held, heard], [false, ['No printer.']]);
    const late = asked('nothing');
    assert.deepEqual([await late.held, late.heard, late.board.told().done], [false, ['late'], null]);
  });
});
