// The questions people ask, and the scenarios that answer them.
import assert from 'node:assert/strict';
import { libraryFiles } from './node-library.ts';
import { QUESTIONS } from './questions.ts';

const all = QUESTIONS.flatMap(({ questions }) => questions);

describe('the questions of people on a floor', () => {
  it('are each answered by scenarios of the library', () => {
    const known = new Set(libraryFiles().map(({ name }) => name));
    const unanswered = all.filter(({ scenarios }) => scenarios.length === 0).map(({ question }) => question);
    const unknown = all.flatMap(({ scenarios }) => scenarios).filter((name) => !known.has(name));
    assert.deepEqual([unanswered, unknown], [[], []]);
  });

  it('are asked once', () => {
    assert.equal(new Set(all.map(({ question }) => question)).size, all.length);
  });
});
