import assert from 'node:assert/strict';
import { standstills } from './standstills.ts';

describe('standstills of the server', () => {
  it('explain the stalls that touch them, and no others', () => {
    let now = 1_000;
    const still = standstills(() => now);
    still.begin();
    assert.ok(still.explains(990, 1_500), 'while it lasts');
    now = 2_000;
    still.end();
    assert.deepEqual(
      [still.explains(990, 2_010), still.explains(500, 999), still.explains(2_001, 2_400)],
      [true, false, false],
    );
    now = 100_000;
    still.begin();
    assert.equal(still.explains(990, 2_010), false);
  });
});
