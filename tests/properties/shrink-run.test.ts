// A Saturday night that fails becomes a small scenario that fails for the same reason, and holds on the true server.
import assert from 'node:assert/strict';
import { busyEvening } from '#benchmarks/floors';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { runOnSim } from '#runs/run-on-sim';
import { shrinkRun } from '#runs/shrink-run';
import { readScenario } from '#scenarios/format/read';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';
import { faultCatalogue } from '#simulators/faults/catalogue';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
/** One of them by default, the others in the long run. */
const BUGS = ['double-grant', ...(LONG ? ['replies-lost', 'reprint-without-copy-mark'] : [])];

/** A quarter of an hour of it by default, 40 minutes in the long run. */
const saturday = LONG ? busyEvening() : busyEvening(15 * 60_000);

/** Saturday nights with other dice, until the bug shows. */
function failing(plant: () => Step): Scenario {
  for (let seed = 20; seed < 100; seed++) {
    const night = { ...saturday, seed };
    if (runOnSim(night, { step: plant(), hash: false }).verdict === 'fail') return night;
  }
  throw new Error('the bug shows on none of 80 Saturday nights');
}

describe('a failing Saturday night', function () {
  this.timeout(60_000);

  for (const bug of BUGS) {
    it(`with ${bug} shrinks to a few lines that fail alike`, () => {
      const mutant = mutantCatalogue.find(({ name }) => name === bug);
      assert.ok(mutant !== undefined);
      const plant = () => mutant.plant();
      const shrunk = shrinkRun(failing(plant), { plant, isOver: () => false });
      assert.ok(shrunk !== null);
      const text = writeScenario(toInput(shrunk.scenario));
      const read = readScenario(text, { faults: [...faultCatalogue.values()] });
      assert.ok(read.ok, text);
      const { floor, work, faults } = read.scenario;
      assert.ok(floor.devices.length <= 3, text);
      assert.equal(work.waiters, undefined, text);
      assert.ok(work.steps.length + faults.length <= 12, text);
      const failures = (step?: Step) =>
        runOnSim(read.scenario, { hash: false, ...(step && { step }) })
          .checkers.filter(({ verdict }) => verdict === 'fail')
          .map(({ name }) => name);
      assert.ok(failures(plant()).includes(shrunk.checker), text);
      assert.deepEqual(failures(), [], text);
    });
  }

  it('that does not fail has nothing to shrink', () => {
    assert.equal(shrinkRun({ ...saturday, seed: 21 }, { isOver: () => false }), null);
  });
});
