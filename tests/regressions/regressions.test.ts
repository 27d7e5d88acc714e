// Shrunk scenarios, one file each, named after the symptom: each comes out as it says. Those that are listed hold on the
// server as it is, and fail again if the bug they were shrunk from comes back: each is the smallest evening on which that
// bug, planted or mended, was caught. `mpos-twin keep` files others, and such a file expects to fail until it is mended.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { mendedBugs } from '#benchmarks/mutants/mended';
import { readScenarioFor } from '#cli/scenarios';
import { runOnSim } from '#runs/run-on-sim';

const bugs = [...mutantCatalogue, ...mendedBugs];

/** Scenario → the bug it shows. */
const SHOWS: Record<string, string> = {
  'bill-of-a-parked-tab': 'later-lines-on-a-card-bill',
  'hand-over-sent-twice': 'hand-over-not-idempotent',
  'hold-of-a-frozen-app': 'lease-never-ends',
  'hold-of-a-living-device': 'lease-ends-early',
  'hold-of-a-late-return': 'lease-a-minute-late',
  'hold-over-many-restarts': 'restart-renews-lease',
  'hold-while-the-clock-is-set': 'deadlines-on-the-wall-clock',
  'payment-over-many-restarts': 'restart-renews-payment-limit',
  'payment-over-after-a-restart': 'unclaimed-hold-outlives-payment',
  'payment-over-while-away': 'late-outcome-told-instead',
  'payment-open-at-a-kill': 'payment-repeated-after-restart',
  'terminal-lost-after-the-card': 'unknown-taken-for-unpaid',
  'ticket-on-paper-at-a-kill': 'reprint-without-copy-mark',
  'ticket-when-the-paper-runs-out': 'ticket-lost-on-failover',
  'write-said-again': 'repeat-prolongs-nothing',
  'write-under-an-ended-hold': 'fencing-ignored',
};

/** What devices once did wrong; what the scenario expects to happen fails if they do so again. */
const OF_DEVICES = [
  'admitted-as-the-network-goes',
  'code-refused-while-paying',
  'late-outcome-while-paying-anew',
  'line-without-a-connection',
  'lines-for-a-tab-held-elsewhere',
  'refusal-read-slowly',
];

describe('regressions', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));

  it('show each bug that was mended', () => {
    const shown = Object.values(SHOWS);
    assert.deepEqual(
      mendedBugs.filter(({ name }) => !shown.includes(name)).map(({ name }) => name),
      [],
    );
  });

  const read = (name: string) => readScenarioFor(join(folder, `${name}.yaml`));
  const files = globSync('*.yaml', { cwd: folder }).map((file) => basename(file, '.yaml'));
  const listed = [...Object.keys(SHOWS), ...OF_DEVICES];

  it('have all those that are listed, each under its own name', () => {
    assert.deepEqual(
      listed.filter((name) => !files.includes(name)),
      [],
    );
    assert.deepEqual(
      files.filter((name) => read(name).name !== name),
      [],
    );
  });

  for (const name of files.filter((file) => !listed.includes(file))) {
    const scenario = read(name);

    it(`${name}: ${scenario.about}`, () => {
      const { expectation, checkers } = runOnSim(scenario, { hash: false });
      const failing = checkers.filter(({ verdict }) => verdict === 'fail').map((check) => check.name);
      const mended = scenario.expect.verdict === 'fail' && failing.length === 0;
      assert.ok(
        expectation.met,
        mended
          ? 'it is mended: take `verdict` and `failing` out of the file, so that it must pass from now on'
          : `${failing.join(', ')} fail; expected was ${scenario.expect.failing.join(', ') || 'a pass'}`,
      );
    });
  }

  for (const name of listed) {
    const scenario = read(name);

    it(scenario.about, () => {
      const wrong = runOnSim(scenario, { hash: false }).checkers.filter(({ verdict }) => verdict !== 'pass');
      assert.deepEqual(wrong, []);
    });
  }

  for (const [name, bug] of Object.entries(SHOWS)) {
    it(`${name} fails with ${bug}`, () => {
      const mutant = bugs.find((one) => one.name === bug);
      assert.ok(mutant !== undefined);
      assert.equal(runOnSim(read(name), { step: mutant.plant(), hash: false }).verdict, 'fail');
    });
  }
});
