// The roll of paper in a printer.
import assert from 'node:assert/strict';
import { timersByHand } from '#server/host/by-hand';
import { Roll } from './roll.ts';

/** A roll of 10 lines with 5 of them left, whose sensor tells at 3; the chart of the printer is moved as it would. */
function stage() {
  const timers = timersByHand();
  const said: string[] = [];
  const held = { byFault: false };
  const roll: Roll = new Roll(
    {
      ...{ lines: 10, left: 5, nearEnd: 3, changeMs: 100 },
      usedUp() {
        said.push('used up');
        roll.changed('out');
        return () => {
          said.push('released');
          if (!held.byFault) roll.changed('enough');
        };
      },
    },
    timers,
    ({ type }) => {
      said.push(type);
      roll.changed(type === 'PAPER_IN' ? 'enough' : 'nearEnd');
    },
  );
  const use = (lines: number): void => {
    for (let n = 0; n < lines; n += 1) roll.used();
  };
  return { roll, timers, said, use, held };
}

describe('a roll of paper', () => {
  it('is near its end, and used up, by lines', () => {
    const { said, use } = stage();
    use(1);
    assert.deepEqual(said, []);
    use(1);
    assert.deepEqual(said, ['PAPER_NEAR_END']);
    use(2);
    assert.deepEqual(said, ['PAPER_NEAR_END']);
    use(1);
    assert.deepEqual(said, ['PAPER_NEAR_END', 'used up']);
  });

  it('is followed by a whole one some time after it was near its end, used up or not', () => {
    for (const lines of [2, 5]) {
      const { said, use, timers } = stage();
      use(lines);
      timers.pass(99);
      assert.doesNotMatch(said.join(' '), /PAPER_IN|released/);
      timers.pass(1);
      assert.match(said.join(' '), /PAPER_IN$|released$/);
      said.length = 0;
      use(6);
      assert.deepEqual(said, []);
      use(1);
      assert.deepEqual(said, ['PAPER_NEAR_END']);
    }
  });

  it('is whole again when a fault that had taken the paper out is over', () => {
    const { roll, said, use, timers } = stage();
    use(2);
    roll.changed('out');
    timers.pass(100);
    assert.deepEqual(said, ['PAPER_NEAR_END']);
    roll.changed('enough');
    use(6);
    assert.deepEqual(said, ['PAPER_NEAR_END']);
  });

  it('that is used up stays out as long as a fault wants it so', () => {
    const { roll, said, use, timers, held } = stage();
    held.byFault = true;
    use(5);
    timers.pass(100);
    assert.deepEqual(said, ['PAPER_NEAR_END', 'used up', 'released']);
    roll.changed('enough');
    use(6);
    assert.equal(said.length, 3);
  });
});
