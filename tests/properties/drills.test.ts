// What drills are for: bugs that other floors seldom come to show on one of a few of them.
import assert from 'node:assert/strict';
import { allMutants } from '#benchmarks/mutants/catalogue';
import { failuresOn } from '#benchmarks/power/play';
import { drawFrom } from '#scenarios/generate/draw';
import { drawDrill, type DrillKind } from '#scenarios/generate/drills/drills';
import { fair } from '#scenarios/generate/fair';
import { asRead } from '#scenarios/generate/valid';
import type { Scenario } from '#scenarios/format/scenario';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
const SEED = 1_000;
/** A bug shows on every fifth drill of its kind or more often. */
const MOST_DRILLS = 24;
/** On the reference. */
const SOME_DRILLS = LONG ? MOST_DRILLS : 12;
const SELDOM_ELSEWHERE: Record<DrillKind, Readonly<Record<string, string>>> = {
  paying: {
    'parked-tab-without-warning': 'parked-confirmed',
    'client-of-any-iis': 'station-settings',
    'every-answer-is-issued': 'receipts-once',
    'voucher-by-key-of-the-attempt': 'voucher-once',
    'tip-not-in-total': 'end-of-day',
  },
  holding: { 'repeated-opening-decided-afresh': 'answers', 'late-outcome-told-instead': 'money-told' },
  printing: {
    'everything-counts': 'pos-chain',
    'hours-in-utc': 'orders',
    'monitor-not-fed-after-start': 'monitor-feed',
    'monitor-away-untold': 'monitor-told',
  },
  admitting: {
    'display-by-its-width': 'whitelist',
    'least-version-refused': 'whitelist',
    'settings-of-the-first-iis': 'station-settings',
  },
  swapping: { 'maintained-over-a-start': 'smart-swap', 'station-down-in-force': 'smart-swap' },
  reversing: { 'reversal-taken-on-trust': 'reversals', 'totals-taken-on-trust': 'end-of-day' },
  serving: { 'rights-ignored': 'rights', 'simple-order-not-cashed': 'simple-order', 'card-not-told': 'voucher-once' },
  reaching: {},
  carrying: {},
  belting: {},
};

function drill(kind: DrillKind, number: number): Scenario {
  const floor = asRead(drawDrill(drawFrom(SEED + number), undefined, kind));
  assert.ok(floor !== null);
  return fair(floor);
}

for (const [kind, bugs] of Object.entries(SELDOM_ELSEWHERE) as [DrillKind, Record<string, string>][]) {
  describe(`drills of ${kind}`, function () {
    this.timeout(120_000);
    const drawn: Scenario[] = [];
    const floorOf = (number: number): Scenario => (drawn[number] ??= drill(kind, number));

    it('pass on the reference server', () => {
      for (let number = 0; number < SOME_DRILLS; number += 1) assert.deepEqual(failuresOn(floorOf(number)), []);
    });

    for (const [name, checker] of Object.entries(bugs)) {
      it(`show ${name} to ${checker}`, () => {
        const mutant = allMutants.find((one) => one.name === name);
        assert.ok(mutant !== undefined && 'plant' in mutant);
        const plant = () => mutant.plant();
        const numbers = Array.from({ length: MOST_DRILLS }, (_, number) => number);
        assert.ok(numbers.some((number) => failuresOn(floorOf(number), plant).includes(checker)));
      });
    }
  });
}
