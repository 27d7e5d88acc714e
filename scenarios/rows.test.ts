// Rows of behaviour, and the scenarios of the library that show them.
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { readText } from '#history/node-disk';
import { libraryFiles } from './node-library.ts';
import { LAST_ROW, ROWS } from './rows.ts';

/** Rows that are not built yet. Whatever gets its first scenario leaves this list. */
const NOT_YET: readonly number[] = [];

/** Rows → the scenarios that say they show them. */
function shownRows(): Map<number, string[]> {
  const shown = new Map<number, string[]>();
  for (const { name, path } of libraryFiles()) {
    const { shows = [] } = parse(readText(path)) as { shows?: number[] };
    for (const row of shows) shown.set(row, [...(shown.get(row) ?? []), name]);
  }
  return shown;
}

describe('rows of behaviour', () => {
  it('are numbered from 1 without gaps', () => {
    assert.deepEqual(
      ROWS.map(({ row }) => row),
      Array.from({ length: LAST_ROW }, (_, i) => i + 1),
    );
  });

  it('are each shown by a scenario, or said to be not built yet', () => {
    const shown = shownRows();
    const without = ROWS.map(({ row }) => row).filter((row) => !shown.has(row));
    assert.deepEqual(without, NOT_YET);
  });

  it('are shown, one or more, by every scenario of the library', () => {
    const shown = new Set([...shownRows().values()].flat());
    const idle = libraryFiles().filter(({ name }) => !shown.has(name));
    assert.deepEqual(idle, []);
  });
});
