import assert from 'node:assert/strict';
import type { SavedVerdict } from '#runs/node-verdicts';
import { rowsTable, rowsText } from './rows-text.ts';

const verdict = (ground: string, end: Partial<SavedVerdict>): SavedVerdict => ({
  scenario: 'put-away',
  ground,
  seed: 1,
  verdict: 'pass',
  met: true,
  playedAt: '2026-11-26T18:00:00.000Z',
  commit: 'unknown',
  ...end,
});
const scenarios = [{ name: 'put-away', shows: [7] }];

describe('the table of rows', () => {
  it('says which scenarios show a row, and how they came out last', () => {
    const text = rowsText(
      rowsTable(scenarios, [verdict('sim', {}), verdict('wire', { verdict: 'fail', met: false })], ['sim', 'wire']),
    );
    assert.match(text, /^ 7 {2}Own locked tab.*\n {6}put-away {2}sim pass {12}wire fail \(not as expected\)$/m);
    assert.match(text, /\n37 rows, 1 with scenarios, 0 of them as expected on sim and wire\n$/);
  });

  it('says what nobody shows and what was not played', () => {
    const text = rowsText(rowsTable(scenarios, [verdict('sim', {})], ['sim', 'wire']));
    assert.match(text, /^ 2 {2}Client-server family.*\(no scenario yet\)$/m);
    assert.match(text, /sim pass {12}wire not played$/m);
  });

  it('counts a row where all is as expected', () => {
    const both = [verdict('sim', {}), verdict('wire', {})];
    assert.match(rowsText(rowsTable(scenarios, both, ['sim', 'wire'])), /1 of them as expected/);
  });
});
