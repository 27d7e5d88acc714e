import assert from 'node:assert/strict';
import { checkerCatalogue } from './catalogue.ts';
import { Story } from './story.ts';

describe('the catalogue of checkers', () => {
  it('has each under one name, by which it reports what it finds', () => {
    const names = checkerCatalogue.map(({ name }) => name);
    assert.deepEqual(
      checkerCatalogue.map((checker) => new Story().judged(checker, {}, true, { happens: [] }).name),
      names,
    );
    assert.equal(new Set(names).size, names.length);
  });
});
