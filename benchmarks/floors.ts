/** The floors the benchmarks play: short busy evenings with everything in them, and a calm one. */
import { readScenarioFor } from '#cli/scenarios';
import type { Scenario } from '#scenarios/format/scenario';

const SHORT_MS = 40 * 60_000;

/** A busy 40 minutes of a Saturday night, a calm evening, evenings with thin clients, a whitelist, two IIS, wrong clocks, a kitchen monitor that is lost, a tab that is opened again too soon, one that several guests pay in parts, operators who look at their takings, digital receipts, vouchers, a signing unit that is down, paper near its end, troubles that do not count, orders that come out elsewhere at night, and cameras: where planted bugs are looked for. */
export function huntingGrounds(): Scenario[] {
  const saturday = readScenarioFor('saturday-night');
  const calm = readScenarioFor('calm-evening');
  const { waiters } = saturday.work;
  const work = { ...saturday.work, ...(waiters && { waiters: { ...waiters, reprintPercent: 5 } }) };
  return [
    { ...saturday, work, ground: { ...saturday.ground, sim: { duration: SHORT_MS } } },
    { ...calm, ground: { ...calm.ground, sim: { duration: SHORT_MS } } },
    readScenarioFor('freestyle-22'),
    readScenarioFor('whitelist-refuses'),
    readScenarioFor('quick-mode'),
    readScenarioFor('simple-order'),
    readScenarioFor('smartswap-maintain'),
    readScenarioFor('smartswap-station-down'),
    readScenarioFor('two-iis'),
    readScenarioFor('station-settings'),
    readScenarioFor('skew-changes'),
    readScenarioFor('qsr-monitor-lost'),
    readScenarioFor('settle-and-reopen'),
    readScenarioFor('pay-split'),
    readScenarioFor('rights'),
    readScenarioFor('partial-bill'),
    readScenarioFor('cancel-and-discount'),
    readScenarioFor('operator-takings'),
    readScenarioFor('nocoo-down'),
    readScenarioFor('tse-down'),
    readScenarioFor('tse-slow'),
    readScenarioFor('voucher-once'),
    readScenarioFor('pay-end-of-day'),
    readScenarioFor('near-end'),
    readScenarioFor('cover-does-not-count'),
    readScenarioFor('cam-usb'),
    readScenarioFor('time-of-day'),
  ];
}
