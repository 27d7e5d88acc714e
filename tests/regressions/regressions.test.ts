// Shrunk scenarios, one file each, named after the symptom: each holds on the server as it is, and fails again if the bug
// it was shrunk from comes back. Every file is the smallest evening on which that bug, planted or mended, was caught.
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
  'payment-open-at-a-kill': 'payment-repeated-after-restart',
  'terminal-lost-after-the-card': 'unknown-taken-for-unpaid',
  'ticket-on-paper-at-a-kill': 'reprint-without-copy-mark',
  'ticket-when-the-paper-runs-out': 'ticket-lost-on-failover',
  'write-said-again': 'repeat-prolongs-nothing',
  'write-under-an-ended-hold': 'fencing-ignored',
};

/** What devices once did wrong; what the scenario expects to happen fails if they do so again. */
const OF_DEVICES = ['line-without-a-connection', 'lines-for-a-tab-held-elsewhere'];

describe('regressions', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));

  it('show each bug that was mended', () => {
    const shown = Object.values(SHOWS);
    assert.deepEqual(
      mendedBugs.filter(({ name }) => !shown.includes(name)).map(({ name }) => name),
      [],
    );
  });

  it('are those that are listed', () => {
    const files = globSync('*.yaml', { cwd: folder }).map((file) => basename(file, '.yaml'));
    assert.deepEqual(files.toSorted(), [...Object.keys(SHOWS), ...OF_DEVICES].toSorted());
  });

  const read = (name: string) => readScenarioFor(join(folder, `${name}.yaml`));

  for (const name of [...Object.keys(SHOWS), ...OF_DEVICES]) {
    const scenario = read(name);

    it(scenario.about, () => {
      const wrong = runOnSim(scenario).checkers.filter(({ verdict }) => verdict !== 'pass');
      assert.deepEqual(wrong, []);
    });
  }

  for (const [name, bug] of Object.entries(SHOWS)) {
    it(`${name} fails with ${bug}`, () => {
      const mutant = bugs.find((one) => one.name === bug);
      assert.ok(mutant !== undefined);
      assert.equal(runOnSim(read(name), { step: mutant.plant() }).verdict, 'fail');
    });
  }
});
