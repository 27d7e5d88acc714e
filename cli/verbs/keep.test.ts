import assert from 'node:assert/strict';
import { formatKept } from './keep.ts';

describe('what keep says', () => {
  const path = 'tests/regressions/hold-too-late.yaml';

  it('tells what to do with the file once the bug is mended', () => {
    const said = formatKept({ path, name: 'hold-too-late', failing: ['lock-recovery'] }, `mpos-twin run ${path}`);
    assert.match(
      said,
      /^tests\/regressions\/hold-too-late\.yaml\nIt fails today \(lock-recovery\), .*\nOnce it is mended/,
    );
    assert.match(said, /\nplay it: mpos-twin run tests\/regressions\/hold-too-late\.yaml$/);
  });

  it('wants nothing done where it is mended already', () => {
    assert.match(
      formatKept({ path, name: 'hold-too-late', failing: [] }, ''),
      /\nIt passes today, and must from now on\.\n/,
    );
  });
});
