// One scenario, two grounds, one verdict: the whole library is played on sim and against the real server process.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenarioFor } from '#cli/scenarios';
import { inParallel } from '#runs/in-parallel';
import { playAndSave } from '#runs/node-run';
import type { RunResult } from '#checkers/run-result';
import type { Scenario } from '#scenarios/format/scenario';
import { listLibrary } from '#scenarios/node-library';

const AT_A_TIME = 4;

describe('the library has the same verdicts on sim and on the wire', function () {
  this.timeout(400_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-parity-'));
  const wire = new Map<string, RunResult>();
  const scenarios = listLibrary().map(({ name }) => readScenarioFor(name));
  const options = { out, commit: 'test', call: 'mpos-twin' };

  const onWire = (scenario: Scenario) => async (): Promise<void> => {
    wire.set(scenario.name, (await playAndSave(scenario, 'wire', options)).result);
  };

  before(async () => {
    const small = scenarios.filter((scenario) => scenario.work.waiters === undefined);
    const big = scenarios.filter((scenario) => scenario.work.waiters !== undefined);
    await inParallel(small.map(onWire), AT_A_TIME);
    await inParallel(big.map(onWire), 1);
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  for (const scenario of scenarios) {
    it(scenario.name, async () => {
      const { result } = await playAndSave(scenario, 'sim', options);
      const real = wire.get(scenario.name) as RunResult;
      const show = (run: RunResult) => run.checkers.filter((check) => check.verdict !== 'pass');
      assert.ok(result.expectation.met, `sim: ${JSON.stringify(show(result))}`);
      assert.ok(real.expectation.met, `wire: ${JSON.stringify(show(real))}`);
      const verdicts = (run: RunResult) => Object.fromEntries(run.checkers.map((check) => [check.name, check.verdict]));
      assert.deepEqual(verdicts(real), verdicts(result));
    });
  }
});
