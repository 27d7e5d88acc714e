import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBoard } from '#certification/work/board';
import { askTester, cardsOfTester } from './testers-hand.ts';

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

/** So quick that looks are milliseconds apart. */
const QUICK = 500;

/** What came of a tester who is asked and then does that; each look at the device takes so long. */
async function came(hand: (board: ReturnType<typeof createBoard>, end: () => void) => unknown): Promise<string[]> {
  const board = createBoard();
  const told: string[] = [];
  const asks = { asks: 'Cut it.', also: 'Done, and it asked me', looks: () => [] };
  const ports = {
    timeScale: QUICK,
    async look() {
      await sleep(1);
      told.push(board.told().done === null ? 'look before' : 'look');
    },
    undone: (why: string) => void told.push(`undone: ${why}`),
    late: () => void told.push('late'),
    also: (word: string) => void told.push(`also: ${word}`),
  };
  const end = askTester(asks, board, ports, () => void told.push('done'));
  while (!told.includes('look')) await sleep(1);
  hand(board, end);
  const after = told.length;
  await sleep(20);
  assert.ok(told.length <= after + 1, 'it is looked at no more');
  return [...new Set(told.slice(0, after))];
}

describe('a tester who is asked', () => {
  it('is asked when the device was looked at, and says that it is done, and by which key', async () => {
    const by = (also: boolean) => came((board) => board.take({ n: board.told().n, can: true, also }));
    assert.deepEqual(await by(false), ['look before', 'look', 'done']);
    assert.deepEqual(await by(true), ['look before', 'look', 'also: Done, and it asked me', 'done']);
  });

  it('says why he cannot, or nothing until his time is over', async () => {
    const cannot = await came((board) => board.take({ n: board.told().n, can: false, reason: 'No router.' }));
    assert.deepEqual(cannot, ['look before', 'look', 'undone: No router.', 'done']);
    assert.deepEqual(await came((_, end) => end()), ['look before', 'look', 'late']);
  });
});
