// Checkers of the radio and of the traffic are tested by bugs of the harness and of the host: each planted one is caught
// by the one that is there for it, and nothing without.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PatchedMutant } from '#benchmarks/mutants/mutant';
import { radioPatches } from '#benchmarks/mutants/radio-patches';
import { trafficPatches } from '#benchmarks/mutants/traffic-patches';

const child = fileURLToPath(new URL('../../benchmarks/patched-run.ts', import.meta.url));

const SHOWN: readonly [what: string, patches: readonly PatchedMutant[], scenario: string][] = [
  ['the radio plan', radioPatches, 'kitchen-walk'],
  ['traffic', trafficPatches, 'traffic-compared'],
];

/** The checkers that fail in a scenario of the library, with a bug planted. */
function failing(patch: string, scenario: string): string[] {
  const args = ['-C', 'source', '--disable-warning=ExperimentalWarning', child, patch, scenario];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as string[];
}

for (const [what, patches, scenario] of SHOWN) {
  describe(`planted bugs of ${what}`, function () {
    this.timeout(60_000);

    for (const { name, about, caughtBy } of patches) {
      it(`${name}: ${about}`, () => {
        const found = failing(name, scenario);
        assert.deepEqual(
          caughtBy.filter((checker) => !found.includes(checker)),
          [],
          found.join(),
        );
      });
    }

    it('are all that is wrong there', () => {
      assert.deepEqual(failing('none', scenario), []);
    });
  });
}
