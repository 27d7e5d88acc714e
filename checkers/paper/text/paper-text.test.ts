import assert from 'node:assert/strict';
import { saysTheSame } from './paper-text.ts';

describe('what is on paper', () => {
  it('may be broken where the paper ends', () => {
    assert.ok(saysTheSame(['#7', '1 x Grilled cheese with', ' tomatoes'], ['#7', '1 x Grilled cheese with tomatoes']));
  });

  it('may have a question mark for what the printer has no letter for, and for nothing else', () => {
    assert.ok(saysTheSame(['1 x Cr?me br?l?e'], ['1 x Crème brûlée']));
    assert.ok(saysTheSame(['1 x Crème br?lée'], ['1 x Cre\u0300me brûlée']));
    assert.ok(!saysTheSame(['1 x Cr?me'], ['1 x Creme']));
    assert.ok(!saysTheSame(['1 x Cràme'], ['1 x Crème']));
  });

  it('says nothing more and nothing less', () => {
    assert.ok(!saysTheSame(['1 x Soup'], ['1 x Soup', '1 x Water']));
    assert.ok(!saysTheSame(['1 x Soup', '1 x Water'], ['1 x Soup']));
  });
});
