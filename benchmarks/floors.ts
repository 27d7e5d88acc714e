/** The floors the benchmarks play: short scenarios, a busy evening with everything in it, and a calm one. */
import { readScenarioFor } from '#cli/scenarios';
import type { Scenario } from '#scenarios/format/scenario';

const SHORT_MS = 40 * 60_000;
const SHORTER_MS = 10 * 60_000;

/** Of the library, those on which most planted bugs show at first, and those that cost most at last. */
const SHORT = [
  'pay-split',
  'near-end',
  'pay-parked-completed-in-cash',
  'terminal-lost-mid-payment',
  'own-tab-put-away',
  'time-of-day',
  'tse-down',
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
  'rights',
  'partial-bill',
  'cancel-and-discount',
  'operator-takings',
  'nocoo-down',
  'tse-slow',
  'voucher-once',
  'pay-end-of-day',
  'pay-reversal',
  'cover-does-not-count',
  'hold-off-per-printer',
  'cam-usb',
  'paper-out-redirect',
  'server-killed-mid-booking',
  'pay-parked-open-when-paid',
  'thin-client-functions',
  'redundancy-flaps',
  'redundancy-off',
  'freestyle-22',
];

/** Played under a second seed before anything that lasts longer: what it shows, it shows under some. */
const AGAIN = 'terminal-lost-mid-payment';

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
  const short = SHORT.map((name) => readScenarioFor(name));
  const again = readScenarioFor(AGAIN);
  return [...short, { ...again, seed: again.seed + 1 }, busyEvening(SHORTER_MS), busyEvening(), calmEvening()];
}
