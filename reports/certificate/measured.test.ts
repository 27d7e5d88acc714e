import assert from 'node:assert/strict';
import { measuredText } from './measured.ts';

describe('what was measured, in a report', () => {
  const one = { id: 'OS-6', class: 'pass' as const, limits: '', notes: [], evidence: [] };

  it('has two decimals at most: a size that is read in bytes has ten', () => {
    const size = { ...one, unit: 'MiB', uncertainty: 0 };
    assert.equal(measuredText({ ...size, measured: [2826.2392578125, 2826.2392578125] }), '2826.24 MiB ± 0');
    assert.equal(measuredText({ ...size, measured: [411.42857142857144, 412] }), '411.43 and 412 MiB ± 0');
  });

  it('is a word without a unit, or both where they differ', () => {
    assert.equal(measuredText({ ...one, measured: ['camera key', 'soft key'], unit: '–' }), 'camera key and soft key');
  });
});
