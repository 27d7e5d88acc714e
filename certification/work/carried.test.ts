import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { written } from '../probes/sample-answers.ts';
import { heardWhileCarried } from './carried.ts';
import { AT_WORK, type AskedAtWork, type Played } from './evening.ts';
import { ACCESS_POINT } from './looks.ts';

type Told = { t: number; node?: string } & EventBody;

const SCALE = 2;
const BEAT_MS = 500;
const INSIDE = '02:00:5e:00:00:01';
const GARDEN = '02:00:5e:00:00:02';

/** What it says of its WLAN while it is carried for the nth time; null on its way between two access points. */
const look = (round: number, bssid: string | null): AskedAtWork => ({
  ...{ command: ACCESS_POINT, at: 0, round },
  output: written(
    bssid === null
      ? 'mWifiInfo SSID: <unknown ssid>, BSSID: <none>, MAC: 02:00:00:00:00:01, RSSI: -127, Frequency: -1MHz'
      : `mWifiInfo SSID: "floor", BSSID: ${bssid}, MAC: 02:00:00:00:00:01, RSSI: -63, Link speed: 130Mbps, Frequency: 5220MHz, Net ID: 0`,
  ),
});
const there = [look(1, INSIDE), look(1, null), look(1, GARDEN)];
const back = [look(2, GARDEN), look(2, INSIDE)];

const WALKS = [
  { fromMs: 10_000, toMs: 20_000 },
  { fromMs: 30_000, toMs: 40_000 },
];
const END_MS = 50_000;
const walk = (id: number, { fromMs, toMs }: { fromMs: number; toMs: number }): Told[] => [
  { t: fromMs, kind: 'fault', fault: 'carried', id, params: {}, phase: 'begun' },
  { t: toMs, kind: 'fault', fault: 'carried', id, params: {}, phase: 'ended' },
];
const fact = (t: number, kind: string, cause = ''): Told => ({
  ...{ t, node: 'server', kind: 'fact', n: 1, at: t },
  fact: { kind, cause },
});
const tab = (t: number, bookings: number, cause = 'new-balance'): Told[] => [
  fact(t, 'tab-locked'),
  ...Array.from({ length: bookings }, (_, i) => fact(t + i, 'booked')),
  fact(t + 12_000, 'tab-released', cause),
];
const tabs = [...tab(9_000, 6), ...tab(29_000, 6)];
/** Heard of on every beat, but for the time between. */
const heard = (silentFrom = 0, silentTo = 0): Told[] =>
  Array.from({ length: END_MS / BEAT_MS }, (_, i) => i * BEAT_MS)
    .filter((t) => t <= silentFrom || t >= silentTo)
    .map((t): Told => ({ t, node: 'server', kind: 'heard', from: AT_WORK }));
const walks = WALKS.flatMap((one, i) => walk(i + 1, one));

/** The machine of the test stands still. */
const still = (fromMs: number, toMs: number): Told => ({
  ...{ t: toMs, node: 'run', kind: 'stall', who: 'harness', fromMs, toMs },
});

/** Its class, and what was measured; or why nothing is known. */
function measured(told: readonly Told[], asked: readonly AskedAtWork[] = [...there, ...back]): string {
  const events = told
    .map((event) => ({ node: AT_WORK, ...event }) as HistoryEvent)
    .toSorted((one, other) => one.t - other.t);
  const more = { timeScale: SCALE, heartbeatMs: BEAT_MS, failed: [], spoiled: null, undone: null } as const;
  const reading = heardWhileCarried({ events, asked, verdict: 'pass', ...more } satisfies Played);
  if (reading.kind === 'unknown') return `unknown: ${reading.reason}`;
  const { value } = reading;
  const criterion = catalogue.criteria.find(({ id }) => id === 'NET-12');
  assert.ok(criterion);
  const said = value.kind === 'word' ? value.word : `${value.value} s`;
  return `${judgeRun(criterion, value).class}: ${said}`;
}

describe('a device that is carried with a tab open', () => {
  it('is heard in time on both walks, or so much too late', () => {
    assert.equal(measured([...tabs, ...walks, ...heard()]), 'pass: 0 s');
    // Three seconds of the device without a heartbeat, where one a second is due.
    assert.equal(measured([...tabs, ...walks, ...heard(35_000, 36_500)]), 'conditional: 2 s');
    assert.equal(measured([...tabs, ...walks, ...heard(15_000, 17_500)]), 'fail: 4 s');
  });

  it('is held against what is silent on a walk, and nothing before or after', () => {
    assert.equal(measured([...tabs, ...walks, ...heard(2_000, 9_000)]), 'pass: 0 s');
    assert.equal(measured([...tabs, ...walks, ...heard(41_000, 49_000)]), 'pass: 0 s');
    assert.equal(measured([...tabs, ...walks, ...heard(39_500, 43_000)]), 'fail: 6 s');
  });

  it('has lost its tab, or does not go on, however it was heard', () => {
    const lost = [...tab(9_000, 6), ...tab(29_000, 5, 'lease-ended')];
    assert.equal(measured([...lost, ...walks, ...heard()]), 'fail: tab lost');
    assert.equal(measured([...tab(9_000, 6), ...tab(29_000, 5), ...walks, ...heard()]), 'fail: work stops');
  });

  it('is not known to go on where nobody carried it, or the machine stood still', () => {
    const whole = [...tabs, ...walks, ...heard()];
    assert.match(measured(whole, [...there, look(2, GARDEN), look(2, GARDEN)]), /did not change .* second walk/);
    assert.match(measured(whole, there), /with which access point .* second walk/);
    assert.match(measured(whole, [...there, look(2, null)]), /did not say with which access point/);
    const first = walk(1, { fromMs: 10_000, toMs: 20_000 });
    assert.match(measured([...tabs, ...first, ...heard()]), /not played to its end/);
    assert.match(
      measured([...tabs, ...walks, ...heard(12_000, 13_500), still(12_500, 12_900)]),
      /machine .* stood still/,
    );
  });

  it('fails by a long silence though the machine stood still and nobody knows why its work stopped', () => {
    const stopped = [...tab(9_000, 2, 'lease-ended'), ...walks];
    const tap: Told = { t: 9_500, kind: 'tap', screen: 1, title: 'Tables', key: '1', x: 1, y: 1 };
    const paused = [tap, still(25_000, 26_000)];
    assert.equal(measured([...stopped, ...heard(15_000, 17_500), ...paused]), 'fail: 4 s');
    assert.match(measured([...stopped, ...heard(15_000, 16_500), ...paused]), /machine .* stood still/);
  });

  it('is measured all the same where the machine stood still at another time, or in a shorter silence', () => {
    assert.equal(measured([...tabs, ...walks, ...heard(), still(25_000, 26_000)]), 'pass: 0 s');
    const worse = heard(12_000, 13_500).filter(({ t }) => t <= 32_000 || t >= 34_500);
    assert.equal(measured([...tabs, ...walks, ...worse, still(12_500, 12_900)]), 'fail: 4 s');
  });
});
