// The harness is tested by bugs: each planted one is caught, and each checker catches at least one.
import assert from 'node:assert/strict';
import { stripTypeScriptTypes } from 'node:module';
import { huntingGrounds } from '#benchmarks/floors';
import { hunt } from '#benchmarks/hunt';
import { allMutants, mutantCatalogue, patchCatalogue } from '#benchmarks/mutants/catalogue';
import type { Mutant } from '#benchmarks/mutants/mutant';
import { patchSource, sourceOf } from '#benchmarks/mutants/patches/plant-patches';
import { startHunt } from '#benchmarks/power/hunts';
import { ABOUT_DEVICES, ABOUT_THE_HARNESS, checkerCatalogue } from '#checkers/catalogue';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
/** Each of the floors on which bugs are looked for is played so often. */
const MOST_NIGHTS = 10;

/** Those that take more than a floor or two. */
const SELDOM: readonly string[] = [
  'acknowledged-before-commit',
  'fencing-ignored',
  'lease-ends-early',
  'lease-never-ends',
  'payment-repeated-after-restart',
  'spurious-try-again',
];

/** One for each checker that is quickly found; all of them in the long run. */
function sample(): Mutant[] {
  const quick = mutantCatalogue.filter(({ name }) => !SELDOM.includes(name));
  const named = checkerCatalogue.map(({ name }) => quick.find(({ caughtBy }) => caughtBy.includes(name)));
  return [...new Set(named.filter((one) => one !== undefined))];
}

describe('planted bugs', function () {
  this.timeout(LONG ? 600_000 : 120_000);
  const scenarios = huntingGrounds();
  const catches = new Set<string>();

  for (const mutant of LONG ? mutantCatalogue : sample()) {
    it(`${mutant.name}: ${mutant.about}`, () => {
      const result = hunt(mutant, scenarios, MOST_NIGHTS * scenarios.length);
      for (const name of result.caughtBy) catches.add(name);
      assert.deepEqual(result.missedBy, [], `after ${result.floors} floors`);
      assert.match(result.sentence, /^let .*; then .*; however /);
    });
  }

  it('are caught by every checker that judges the server', () => {
    const idle = checkerCatalogue
      .map(({ name }) => name)
      .filter((name) => !catches.has(name) && ![...ABOUT_THE_HARNESS, ...ABOUT_DEVICES].includes(name));
    assert.deepEqual(idle, []);
  });
});

describe('planted bugs in the sources', () => {
  it('are changes of what is there once, and of TypeScript that Node can run', () => {
    for (const { patches } of patchCatalogue) {
      for (const patch of patches) {
        const source = sourceOf(patch.file);
        const changed = patchSource(source, patch);
        assert.notEqual(changed, source);
        stripTypeScriptTypes(changed);
      }
    }
  });

  it('what is not there, or is there twice, can not be replaced', () => {
    const patch = { file: 'a.ts', replace: 'one', by: 'two' };
    assert.throws(() => patchSource('neither', patch), /not at all/);
    assert.throws(() => patchSource('one one', patch), /twice/);
  });

  it('are of every area and sort, each under a name of its own', () => {
    assert.ok(allMutants.length >= 60);
    assert.equal(new Set(allMutants.map(({ name }) => name)).size, allMutants.length);
    assert.deepEqual(
      new Set(allMutants.map(({ kind }) => kind.area)),
      new Set(['core', 'host', 'journal', 'device', 'edge']),
    );
    const subtle = allMutants.filter(({ kind }) => kind.subtlety === 'subtle').length;
    const crude = allMutants.filter(({ kind }) => kind.subtlety === 'crude').length;
    assert.ok(subtle > 2 * crude, `${subtle} subtle, ${crude} crude`);
  });

  it('one is found in a process of its own, and is nothing to do with the program without it', async () => {
    const mutant = allMutants.find(({ name }) => name === 'not-asked-again');
    assert.ok(mutant);
    const hunted = await startHunt(mutant, {
      search: 'ours',
      seed: 1,
      seconds: 20,
      floors: 40,
      shrinkSeconds: 0,
    });
    assert.ok(hunted.found, `after ${hunted.floors} floors`);
  });

  if (LONG) {
    for (const mutant of patchCatalogue) {
      it(`${mutant.name}: ${mutant.about}`, async () => {
        const order = { seed: 1, seconds: 120, floors: 20_000, shrinkSeconds: 0 };
        assert.ok((await startHunt(mutant, { ...order, search: 'ours' })).found);
      });
    }
  }
});
