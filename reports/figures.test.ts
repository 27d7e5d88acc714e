import assert from 'node:assert/strict';
import {
  clockText,
  dateText,
  durationText,
  grouped,
  oneLine,
  shortClockText,
  speedText,
  worstVerdict,
} from './figures.ts';

describe('figures in reports', () => {
  it('give durations in two units at most', () => {
    const texts = [0, 340, 1_000, 12_340, 59_990, 61_000, 3_600_000, 29_220_000, 3_599_700].map(durationText);
    assert.deepEqual(texts, ['0 ms', '340 ms', '1 s', '12.3 s', '1 min', '1 min 1 s', '1 h', '8 h 7 min', '1 h']);
  });

  it('group thousands', () => {
    assert.deepEqual([0, 999, 1_000, 1_234_567].map(grouped), ['0', '999', '1,000', '1,234,567']);
  });

  it('give the time of an event to the millisecond', () => {
    assert.deepEqual([0, 3_723_456].map(clockText), ['0:00:00.000', '1:02:03.456']);
    assert.equal(shortClockText(3_723_000), '1:02:03');
  });

  it('give the time of day to the minute, and what is none as it is', () => {
    assert.equal(dateText('2026-11-26T07:29:55.123Z'), '2026-11-26 07:29 UTC');
    assert.equal(dateText('yesterday'), 'yesterday');
  });

  it('do not divide by a wall clock that stood still', () => {
    assert.equal(speedText(28_800_000, 0), '28,800,000×');
    assert.equal(speedText(1_500, 1_000), '1.5×');
  });

  it('keep control characters of foreign names from the terminal', () => {
    assert.equal(oneLine('tab\u001b[31m 12\r\nend\u2028'), 'tab [31m 12 end');
  });

  it('call nothing at all unknown, never a pass', () => {
    assert.equal(worstVerdict([]), 'unknown');
    assert.equal(worstVerdict(['pass', 'unknown']), 'unknown');
    assert.equal(worstVerdict(['unknown', 'fail', 'pass']), 'fail');
    assert.equal(worstVerdict(['pass']), 'pass');
  });
});
