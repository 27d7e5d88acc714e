import assert from 'node:assert/strict';
import { coverageTable } from './coverage-table.ts';

const items = ['a', 'b', 'c one', 'c two'].map((text) => ({ group: 'fact' as const, text }));

describe('the table of items', () => {
  it('misses what was not come to and has no reason', () => {
    const { missing, stale, rows } = coverageTable(
      { 'fact a': 3 },
      { never: { 'fact c *': 'it cannot be' }, seldom: {} },
      items,
    );
    assert.deepEqual(missing, ['fact b']);
    assert.deepEqual(stale, []);
    assert.deepEqual(rows[2], { group: 'fact', item: 'c one', often: 0, reason: 'it cannot be' });
  });

  it('finds a reason stale for what was come to, and for what is no item any more', () => {
    const { stale } = coverageTable(
      { 'fact a': 1 },
      { never: { 'fact a': 'never', 'fact d': 'gone', 'fact e*': 'gone' }, seldom: {} },
      items,
    );
    assert.deepEqual(stale, ['fact a', 'fact d', 'fact e*']);
  });

  it('lets some of many turn up', () => {
    assert.deepEqual(coverageTable({ 'fact c one': 1 }, { never: { 'fact c*': 'some' }, seldom: {} }, items).stale, []);
  });

  it('lets what is seldom turn up, or not', () => {
    const reasons = { never: {}, seldom: { 'fact a': 'one in a thousand', 'fact b': 'one in a thousand' } };
    const { missing, stale } = coverageTable({ 'fact a': 1, 'fact c one': 1, 'fact c two': 1 }, reasons, items);
    assert.deepEqual([missing, stale], [[], []]);
  });
});
