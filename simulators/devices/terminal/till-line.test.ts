import assert from 'node:assert/strict';
import { fromHex } from '#protocols/bytes';
import { completion } from '#protocols/zvt/messages';
import { createScheduler } from '../../grounds/sim/scheduler.ts';
import { TillLine, type TillAnswer } from './till-line.ts';

/** What a till's answer to a command means. */
function meaningOf(hex: string): TillAnswer[] {
  const meant: TillAnswer[] = [];
  const line = new TillLine(
    { send() {}, close() {} },
    {
      timers: createScheduler(),
      limits: { t3Ms: 5_000, notYetMs: 2_000, goodsMs: 30_000, mostRepeats: 3 },
      hear() {},
      ended() {},
    },
  );
  line.say(completion(), (answer) => meant.push(answer));
  line.take(fromHex(hex.replaceAll(' ', '')));
  return meant;
}

describe('the answer of a till', () => {
  it('acknowledges, refuses, or says for how much it has issued goods', () => {
    assert.deepEqual(meaningOf('800000'), ['acknowledged']);
    assert.deepEqual(meaningOf('840000'), ['acknowledged']);
    assert.deepEqual(meaningOf('846600'), ['refused']);
    assert.deepEqual(meaningOf('849d 07 04000000000500'), [{ issuedCents: 500 }]);
    for (const hex of ['849d 00', '849d 05 0400000000']) assert.deepEqual(meaningOf(hex), ['refused'], hex);
    assert.deepEqual(meaningOf('849c00'), [], 'not yet');
  });
});
