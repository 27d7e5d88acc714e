/** The floors the benchmarks play: short scenarios, a busy evening with everything in it, and a calm one. */
import { readScenarioFor } from '#cli/scenarios';
import type { Scenario } from '#scenarios/format/scenario';

const SHORT_MS = 40 * 60_000;
const SHORTER_MS = 10 * 60_000;

/** Of the library, those that cost most at last. */
const SHORT = [
  'whitelist-refuses',
  'quick-mode',
  'simple-order',
  'smartswap-maintain',
  'smartswap-station-down',
  'two-iis',
  'station-settings',
  'skew-changes',
  'qsr-monitor-lost',
  'monitor-away',
  'settle-and-reopen',
  'pay-split',
  'rights',
  'partial-bill',
  'cancel-and-discount',
  'operator-takings',
  'nocoo-down',
  'tse-down',
  'tse-slow',
  'voucher-once',
  'pay-end-of-day',
  'pay-reversal',
  'near-end',
  'cover-does-not-count',
  'hold-off-per-printer',
  'cam-usb',
  'time-of-day',
  'pay-parked-completed-in-cash',
  'own-tab-put-away',
  'paper-out-redirect',
  'server-killed-mid-booking',
  'pay-parked-open-when-paid',
  'thin-client-functions',
  'terminal-lost-mid-payment',
  'redundancy-flaps',
  'redundancy-off',
  'freestyle-22',
];

/** A busy 40 minutes of a Saturday night, or as long as is said. */
export function busyEvening(duration = SHORT_MS): Scenario {
  const saturday = readScenarioFor('saturday-night');
  const { waiters } = saturday.work;
  const work = { ...saturday.work, ...(waiters && { waiters: { ...waiters, reprintPercent: 5 } }) };
  return { ...saturday, work, ground: { ...saturday.ground, sim: { duration } } };
}

/** As long, and nothing goes wrong. */
export function calmEvening(): Scenario {
  const calm = readScenarioFor('calm-evening');
  return { ...calm, ground: { ...calm.ground, sim: { duration: SHORT_MS } } };
}

/**
 * Where planted bugs are looked for: first short scenarios, each with functions of its own, as all of them together cost
 * less than an evening; then a busy evening with everything in it, its begin alone before all of it, and a calm one.
 */
export function huntingGrounds(): Scenario[] {
  return [...SHORT.map((name) => readScenarioFor(name)), busyEvening(SHORTER_MS), busyEvening(), calmEvening()];
}
