import assert from 'node:assert/strict';
import { clockText, durationText, shortClockText } from './clock.ts';

describe('the clock of a run', () => {
  it('tells time to the millisecond, and shortly where it is whole seconds', () => {
    assert.deepEqual([0, 3_723_456].map(clockText), ['0:00:00.000', '1:02:03.456']);
    assert.equal(shortClockText(3_723_000), '1:02:03');
  });

  it('tells how long in two units at most', () => {
    const texts = [0, 340, 1_000, 12_340, 59_990, 61_000, 3_600_000, 29_220_000, 3_599_700].map(durationText);
    assert.deepEqual(texts, ['0 ms', '340 ms', '1 s', '12.3 s', '1 min', '1 min 1 s', '1 h', '8 h 7 min', '1 h']);
  });
});
