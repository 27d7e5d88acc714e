import assert from 'node:assert/strict';
import { always, marks, marksSeen, reachable, sometimes, whenBroken } from './marks.ts';

describe('marks', () => {
  const calm = always('test-always', 'It never rains indoors.');
  const rainy = sometimes('test-sometimes', 'It rains.');
  const cellar = reachable('test-reachable', 'Somebody went to the cellar.');

  it('count how often they held, and how often not', () => {
    calm(true);
    rainy();
    rainy(false);
    rainy(true);
    cellar();
    const seen = marksSeen();
    assert.deepEqual(seen['test-always'], { held: 1, not: 0 });
    assert.deepEqual(seen['test-sometimes'], { held: 2, not: 1 });
    assert.deepEqual(seen['test-reachable'], { held: 1, not: 0 });
  });

  it('tell whoever listens once that an always is broken, and nobody afterwards', () => {
    const told: string[] = [];
    const stop = whenBroken(({ id }) => told.push(id));
    rainy(false);
    calm(true);
    calm(false);
    calm(false);
    stop();
    calm(false);
    assert.deepEqual(told, ['test-always']);
    assert.equal(marksSeen()['test-always']?.not, 3);
  });

  it('are listed by their ids', () => {
    const ids = marks().map(({ id }) => id);
    assert.deepEqual(ids, ids.toSorted());
    assert.ok(ids.includes('test-reachable'));
  });

  it('are one when a module is loaded twice, and a mistake when two places share an id', () => {
    sometimes('test-sometimes', 'It rains.')();
    assert.equal(marksSeen()['test-sometimes']?.held, 3);
    assert.throws(() => sometimes('test-sometimes', 'It snows.'), /two marks are called test-sometimes/);
    assert.throws(() => always('test-sometimes', 'It rains.'), /two marks/);
  });
});
