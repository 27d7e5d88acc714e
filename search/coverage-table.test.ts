import assert from 'node:assert/strict';
import { coverageTable } from './coverage-table.ts';

const items = ['a', 'b', 'c one', 'c two'].map((text) => ({ group: 'fact' as const, text }));

describe('the table of items', () => {
  it('misses what was not come to and has no reason', () => {
    const { missing, stale, rows } = coverageTable({ 'fact a': 3 }, { 'fact c *': 'it cannot be' }, items);
    assert.deepEqual(missing, ['fact b']);
    assert.deepEqual(stale, []);
    assert.deepEqual(rows[2], { group: 'fact', item: 'c one', often: 0, reason: 'it cannot be' });
  });

  it('finds a reason stale for what was come to, and for what is no item any more', () => {
    const { stale } = coverageTable({ 'fact a': 1 }, { 'fact a': 'never', 'fact d': 'gone', 'fact e*': 'gone' }, items);
    assert.deepEqual(stale, ['fact a', 'fact d', 'fact e*']);
  });

  it('lets some of many turn up', () => {
    assert.deepEqual(coverageTable({ 'fact c one': 1 }, { 'fact c*': 'seldom' }, items).stale, []);
  });
});
