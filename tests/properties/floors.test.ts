// Generated floors of 22 devices, whatever goes wrong: every invariant holds, on sim and against the real process.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { readScenarioFor } from '#cli/scenarios';
import { inParallel } from '#runs/in-parallel';
import { playAndSave } from '#runs/node-run';
import { runOnSim } from '#runs/run-on-sim';
import { shrinkRun } from '#runs/shrink-run';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import type { Scenario } from '#scenarios/format/scenario';
import { anyFloor } from '#scenarios/generate/any-floor';
import type { Step } from '#server/core/turn';
import { describeWith } from '../peers.ts';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
const FLOORS_ON_SIM = LONG ? 20_000 : 300;
const FLOORS_ON_WIRE = LONG ? 20 : 2;
const seed = LONG ? Date.now() % 1_000_000 : 20;
/** Floors on the wire at once, and the time they get to settle: a payment hold and some more. */
const AT_A_TIME = 3;
const SETTLE_MS = 7 * 60_000;
const OUT = 'runs-out/failing-floors';

const failures = (result: {
  checkers: { name: string; verdict: string; evidence: { sentence: string }[] }[];
}): string[] =>
  result.checkers
    .filter((check) => check.verdict === 'fail')
    .map((check) => `${check.name}: ${check.evidence[0]?.sentence ?? ''}`);

/** The shrunk floor as a scenario file, with the command that plays it. */
function keep(folder: string, scenario: Scenario, sentences: string[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `generated-floor-${scenario.seed}.yaml`);
  writeFileSync(path, writeScenario(toInput({ ...scenario, about: 'A shrunk floor on which an invariant failed.' })));
  return `${sentences.join('\n')}\nreplay: npm run -s mpos-twin -- run ${path}`;
}

/** Looks for a failing floor and shrinks it; null if all hold. */
function search(floors: number, seed: number, step?: Step): { scenario: Scenario; sentences: string[] } | null {
  const details = fc.check(
    fc.property(
      anyFloor({ minutes: 8, mostFaults: 12 }),
      (scenario) => failures(runOnSim(scenario, step === undefined ? {} : { step })).length === 0,
    ),
    { numRuns: floors, seed },
  );
  if (!details.failed) return null;
  const scenario = details.counterexample?.[0];
  assert.ok(
    scenario !== undefined,
    details.errorInstance instanceof Error ? details.errorInstance.stack : 'no counterexample',
  );
  return { scenario, sentences: failures(runOnSim(scenario, step === undefined ? {} : { step })) };
}

describe('on any floor of 22 devices, whatever goes wrong', function () {
  this.timeout(LONG ? 0 : 240_000);
  it(`every invariant holds on sim (${FLOORS_ON_SIM} floors, seed ${seed})`, () => {
    const found = search(FLOORS_ON_SIM, seed);
    if (found !== null) assert.fail(keep(OUT, found.scenario, found.sentences));
  });

  it('a floor that fails is shrunk to a small scenario file that fails again when it is read', () => {
    const mutant = mutantCatalogue.find((one) => one.name === 'lease-never-ends');
    assert.ok(mutant !== undefined);
    const found = search(60, 8, mutant.plant());
    assert.ok(found !== null, 'the planted bug is found');
    const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-shrunk-'));
    try {
      assert.ok(found.scenario.faults.length <= 2, `${found.scenario.faults.length} faults are left`);
      const message = keep(folder, found.scenario, found.sentences);
      assert.match(message, /let .*; then .*; however /);
      const again = readScenarioFor(join(folder, `generated-floor-${found.scenario.seed}.yaml`));
      assert.deepEqual(failures(runOnSim(again, { step: mutant.plant() })), found.sentences);
      assert.deepEqual(failures(runOnSim(again)), []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeWith('libfaketime', 'on any floor of 22 devices, whatever goes wrong, on the wire', function () {
  this.timeout(LONG ? 0 : 240_000);

  it(`every invariant holds against the real server process (${FLOORS_ON_WIRE} floors)`, async () => {
    const out = mkdtempSync(join(tmpdir(), 'mpos-twin-floors-'));
    try {
      const floors = fc.sample(anyFloor({ minutes: 4, mostFaults: 8 }), { numRuns: FLOORS_ON_WIRE, seed });
      const play = (scenario: Scenario, i: number) => async (): Promise<void> => {
        const { result } = await playAndSave({ ...scenario, name: `generated-floor-${i}`, settle: SETTLE_MS }, 'wire', {
          out,
          commit: 'test',
          call: 'mpos-twin',
        });
        const sentences = failures(result);
        if (sentences.length === 0) return;
        const endsAt = Date.now() + 30_000;
        const shrunk = shrinkRun(scenario, { isOver: () => Date.now() > endsAt });
        assert.fail(keep(OUT, shrunk?.scenario ?? scenario, sentences));
      };
      await inParallel(floors.map(play), AT_A_TIME);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
