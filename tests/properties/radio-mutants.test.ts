// The checker of the radio is tested by bugs of the radio: each planted one is caught by it, and nothing without.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { radioPatches } from '#benchmarks/mutants/radio-patches';

const child = fileURLToPath(new URL('../../benchmarks/patched-run.ts', import.meta.url));

/** The checkers that fail when somebody walks through the kitchen, with a bug planted. */
function failing(patch: string): string[] {
  const args = ['-C', 'source', '--disable-warning=ExperimentalWarning', child, patch, 'kitchen-walk'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as string[];
}

describe('planted bugs of the radio plan', function () {
  this.timeout(60_000);

  for (const { name, about, caughtBy } of radioPatches) {
    it(`${name}: ${about}`, () => {
      const found = failing(name);
      assert.deepEqual(
        caughtBy.filter((checker) => !found.includes(checker)),
        [],
        found.join(),
      );
    });
  }

  it('are all that is wrong there', () => {
    assert.deepEqual(failing('none'), []);
  });
});
