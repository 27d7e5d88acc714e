// Generated floors, whatever goes wrong: every invariant holds, on sim and against the real process.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { readScenarioFor } from '#cli/scenarios';
import { inParallel } from '#runs/in-parallel';
import { playAndSave } from '#runs/node-run';
import { runOnSim } from '#runs/run-on-sim';
import type { Scenario } from '#scenarios/format/scenario';
import { drawFloor } from '#scenarios/generate/floors';
import { floorSeed } from '#search/floor-seed';
import type { Step } from '#server/core/turn';
import { describeWith } from '../peers.ts';
import { failures, keep, keepFailing, OUT, shrunk } from './failing-floor.ts';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
/** Those that are played by default are the 320 of generated-coverage.test.ts. */
const FLOORS_ON_SIM = 20_000;
const FLOORS_ON_WIRE = LONG ? 20 : 1;
const seed = LONG ? Date.now() % 1_000_000 : 20;
/** Floors on the wire at once, and the time they get to settle: a payment hold and some more. */
const AT_A_TIME = 3;
const SETTLE_MS = 7 * 60_000;

/** Looks for a failing floor; null if all hold. */
function search(floors: number, searchSeed: number, plant?: () => Step): Scenario | null {
  for (let i = 0; i < floors; i += 1) {
    const floor = drawFloor(floorSeed(searchSeed, i));
    if (failures(runOnSim(floor, { hash: false, ...(plant && { step: plant() }) })).length > 0) return floor;
  }
  return null;
}

/** With the server's own durations: quicker ones, twenty times faster than life, are shorter than a real answer takes. */
function onTheWire(floor: Scenario): Scenario {
  return { ...floor, server: {}, settle: SETTLE_MS };
}

describe('on any floor, whatever goes wrong', function () {
  this.timeout(LONG ? 0 : 900_000);
  if (LONG)
    it(`every invariant holds on sim (${FLOORS_ON_SIM} floors, seed ${seed})`, () => {
      const floor = search(FLOORS_ON_SIM, seed);
      if (floor !== null) assert.fail(keepFailing(floor));
    });

  it('a floor that fails is shrunk to a small scenario file that fails again when it is read', () => {
    const mutant = mutantCatalogue.find((one) => one.name === 'lease-never-ends');
    assert.ok(mutant !== undefined);
    const floor = search(60, 7, mutant.plant);
    assert.ok(floor !== null, 'the planted bug is found');
    const smallest = shrunk(floor, mutant.plant);
    const sentences = failures(runOnSim(smallest, { step: mutant.plant(), hash: false }));
    const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-shrunk-'));
    try {
      assert.ok(smallest.faults.length <= 2, `${smallest.faults.length} faults are left`);
      assert.match(keep(folder, smallest, sentences), /let .*; then .*; however /);
      const again = readScenarioFor(join(folder, `generated-floor-${smallest.seed}.yaml`));
      assert.deepEqual(failures(runOnSim(again, { step: mutant.plant(), hash: false })), sentences);
      assert.deepEqual(failures(runOnSim(again, { hash: false })), []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeWith('libfaketime', 'on any floor, whatever goes wrong, on the wire', function () {
  this.timeout(LONG ? 0 : 900_000);

  it(`every invariant holds against the real server process (${FLOORS_ON_WIRE} floors)`, async () => {
    const out = mkdtempSync(join(tmpdir(), 'mpos-twin-floors-'));
    try {
      const floors = Array.from({ length: FLOORS_ON_WIRE }, (_, i) =>
        onTheWire(drawFloor(floorSeed(seed, i), { minutes: 4 })),
      );
      const play = (scenario: Scenario, i: number) => async (): Promise<void> => {
        const { result } = await playAndSave({ ...scenario, name: `generated-floor-${i}` }, 'wire', {
          out,
          commit: 'test',
          call: 'mpos-twin',
        });
        const sentences = failures(result);
        if (sentences.length > 0) assert.fail(keep(OUT, shrunk(scenario), sentences));
      };
      await inParallel(floors.map(play), AT_A_TIME);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
