// The harness is tested by bugs: each planted one is caught, and each checker catches at least one.
import assert from 'node:assert/strict';
import { huntingGrounds } from '#benchmarks/floors';
import { hunt } from '#benchmarks/hunt';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { ABOUT_THE_HARNESS, checkerCatalogue } from '#checkers/catalogue';

const MOST_FLOORS = 80;

describe('planted bugs', function () {
  this.timeout(120_000);
  const scenarios = huntingGrounds();
  const catches = new Set<string>();

  for (const mutant of mutantCatalogue) {
    it(`${mutant.name}: ${mutant.about}`, () => {
      const result = hunt(mutant, scenarios, MOST_FLOORS);
      for (const name of result.caughtBy) catches.add(name);
      assert.deepEqual(result.missedBy, [], `after ${result.floors} floors`);
      assert.match(result.sentence, /^let .*; then .*; however /);
    });
  }

  it('are at least twelve, and every checker has caught one', () => {
    assert.ok(mutantCatalogue.length >= 12);
    const idle = checkerCatalogue
      .map(({ name }) => name)
      .filter((name) => !catches.has(name) && !ABOUT_THE_HARNESS.includes(name));
    assert.deepEqual(idle, []);
  });
});
