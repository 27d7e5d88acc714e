// The smallest floors on which planted bugs show: with the bug the checker says what it said when the floor was kept,
// to the milliseconds, which change with every delay on a link, and without it every checker is content. `benchmarks/planted-floors.ts` looks for floors that are missing.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { readScenarioFor } from '#cli/scenarios';
import { runOnSim } from '#runs/run-on-sim';

/** The sentence without the times in it. */
function timeless(sentence = ''): string {
  return sentence.replaceAll(/\d+:\d\d:\d\d\.\d{3}/g, 'then');
}

describe('a planted bug shows on its smallest floor', () => {
  const files = globSync('tests/planted/*.yaml').toSorted();

  it('and there are floors for most', () => {
    const shown = new Set(files.map((file) => basename(file).split('.')[0]));
    assert.ok(shown.size > mutantCatalogue.length / 3, `${shown.size} of ${mutantCatalogue.length}`);
  });

  for (const file of files) {
    const [name, checker] = basename(file, '.yaml').split('.');
    const scenario = readScenarioFor(file);
    it(`${name}, by ${checker}: ${scenario.about}`, () => {
      const mutant = mutantCatalogue.find((one) => one.name === name);
      assert.ok(mutant !== undefined);
      const found = runOnSim(scenario, { step: mutant.plant(), hash: false }).checkers.find(
        (one) => one.name === checker,
      );
      assert.equal(found?.verdict, 'fail');
      assert.equal(timeless(found.evidence[0]?.sentence), timeless(scenario.about));
      const { checkers } = runOnSim(scenario, { hash: false });
      assert.deepEqual(
        checkers.filter(({ verdict }) => verdict === 'fail'),
        [],
      );
    });
  }
});
