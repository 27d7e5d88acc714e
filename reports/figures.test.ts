import assert from 'node:assert/strict';
import { dateText, grouped, oneLine, speedText, worstVerdict } from './figures.ts';

describe('figures in reports', () => {
  it('group thousands', () => {
    assert.deepEqual([0, 999, 1_000, 1_234_567].map(grouped), ['0', '999', '1,000', '1,234,567']);
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
