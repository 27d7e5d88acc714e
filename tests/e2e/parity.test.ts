// One scenario, two grounds, one verdict, on sim and against the real server process. Here it is one scenario for each
// kind of device, way and fault; the whole library, which mostly waits, is `mpos-twin library --ground all`, which
// compares verdicts in the same way (.ci/run plays it after the tests), and `npm run test:long`.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenarioFor } from '#cli/scenarios';
import { inParallel } from '#runs/in-parallel';
import { playAndSave } from '#runs/node-run';
import { hasPages, playsAlone } from '#runs/plays-alone';
import type { RunResult } from '#checkers/run-result';
import type { Scenario } from '#scenarios/format/scenario';
import { libraryFiles } from '#scenarios/node-library';

const AT_A_TIME = 4;
/** Of scenarios that say no other. */
const TIME_SCALE = 20;
const LONG = process.env['MPOS_TWIN_LONG'] === '1';
const ONE_OF_A_KIND = [
  'belt-printer-static-redirect',
  'foreign-device-holds-tab',
  'freestyle-23rd',
  'kitchen-walk',
  'paper-out-redirect',
  'paypos-fixed-assignment',
  'server-killed-mid-booking',
  'subsystem',
  'terminal-lost-mid-payment',
  'thin-client-needs-wlan',
];

/** How long a scenario lasts on the wire, in real ms. */
function realMsOf({ duration, settle, ground: { wire } }: Scenario): number {
  return ((wire?.duration ?? duration) + settle) / (wire?.timeScale ?? TIME_SCALE);
}

describe(`${LONG ? 'the library' : 'one scenario of a kind'} has the same verdicts on sim and on the wire`, function () {
  this.timeout(1_200_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-parity-'));
  const wire = new Map<string, RunResult>();
  const names = LONG ? libraryFiles().map(({ name }) => name) : ONE_OF_A_KIND;
  // Those with pages are played beside the other tests of pages (thin-client-page.test.ts).
  const scenarios = names.map(readScenarioFor).filter((scenario) => !hasPages(scenario));
  const options = { out, commit: 'test', call: 'mpos-twin' };

  const onWire = (scenario: Scenario) => async (): Promise<void> => {
    wire.set(scenario.name, (await playAndSave(scenario, 'wire', options)).result);
  };

  before(async () => {
    // The longest begin first, so that none is left alone at the end.
    const small = scenarios.filter((scenario) => !playsAlone(scenario)).toSorted((a, b) => realMsOf(b) - realMsOf(a));
    const big = scenarios.filter(playsAlone);
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
