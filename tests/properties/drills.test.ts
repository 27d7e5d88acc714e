// What drills are for: bugs that other floors seldom come to show on one of a few of them.
import assert from 'node:assert/strict';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { failuresOn } from '#benchmarks/power/play';
import { drawFrom } from '#scenarios/generate/draw';
import { drawDrill } from '#scenarios/generate/drills';
import { fair } from '#scenarios/generate/fair';
import { asRead } from '#scenarios/generate/valid';
import type { Scenario } from '#scenarios/format/scenario';

const SEED = 1_000;
/** A bug shows on every fifth drill or more often. */
const MOST_DRILLS = 24;
const SELDOM_ELSEWHERE: Readonly<Record<string, string>> = {
  'parked-tab-without-warning': 'parked-confirmed',
  'client-of-any-iis': 'station-settings',
  'every-answer-is-issued': 'receipts-once',
  'voucher-by-key-of-the-attempt': 'voucher-once',
  'tip-not-in-total': 'end-of-day',
};

function drill(number: number): Scenario {
  const floor = asRead(drawDrill(drawFrom(SEED + number)));
  assert.ok(floor !== null);
  return fair(floor);
}

describe('drills', function () {
  this.timeout(120_000);
  const drills = Array.from({ length: MOST_DRILLS }, (_, number) => drill(number));

  it('pass on the reference server', () => {
    for (const floor of drills) assert.deepEqual(failuresOn(floor), []);
  });

  for (const [name, checker] of Object.entries(SELDOM_ELSEWHERE)) {
    it(`show ${name} to ${checker}`, () => {
      const mutant = mutantCatalogue.find((one) => one.name === name);
      assert.ok(mutant !== undefined);
      const plant = () => mutant.plant();
      assert.ok(drills.some((floor) => failuresOn(floor, plant).includes(checker)));
    });
  }
});
