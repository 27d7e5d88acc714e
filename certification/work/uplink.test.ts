import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { written } from '../probes/sample-answers.ts';
import { AT_WORK, BROWSER, TESTER_SAID, type AskedAtWork, type Played } from './evening.ts';
import { ACCESS_POINT, ANSWERS, FRONT, looksWithoutInternet, NETWORKS, PORTAL, SCREEN, WAY } from './looks.ts';
import { staysWithoutInternet } from './uplink.ts';

type Told = { t: number; node?: string } & EventBody;

const TILL = '192.168.7.10';
const BEAT_MS = 1_000;
/** When it is asked, s: every ten seconds, a minute of it before the uplink is cut. */
const EVERY_S = 10;
const CUT_S = { from: 60, to: 660 };
const END_S = 720;
const times = Array.from({ length: END_S / EVERY_S }, (_, i) => i * EVERY_S);
const isCut = (s: number): boolean => s >= CUT_S.from && s < CUT_S.to;

/** What it says at one time. */
type Look = { net: string | null; validated: boolean; answers: boolean; way: string | null; front: string };

const answerOf = {
  point: ({ net }: Look): string =>
    net === 'mobile' || net === null
      ? 'mWifiInfo SSID: <unknown ssid>, BSSID: <none>, RSSI: -127, Frequency: -1MHz'
      : 'mWifiInfo SSID: "floor", BSSID: 02:00:5e:00:00:01, RSSI: -63, Link speed: 130Mbps, Frequency: 5220MHz, Net ID: 0',
  ping: ({ answers }: Look): string =>
    `PING 203.0.113.4 (203.0.113.4) 56(84) bytes of data.\n${answers ? '64 bytes from 203.0.113.4: icmp_seq=1 ttl=64 time=9.1 ms\n' : ''}\n--- 203.0.113.4 ping statistics ---\n1 packets transmitted, ${answers ? 1 : 0} received, 0% packet loss, time 0ms${answers ? '' : '!1'}`,
  networks: ({ net, validated }: Look): string =>
    net === null
      ? 'Active default network: none'
      : `Active default network: ${net === 'mobile' ? 99 : net}\n${agent(net === 'mobile' ? '99' : net, net === 'mobile' ? 'CELLULAR' : 'WIFI', validated)}`,
};
const agent = (id: string, transport: string, validated: boolean): string =>
  `  NetworkAgentInfo{network{${id}}  handle{432902426637}  ni{WIFI CONNECTED extra: } nc{[ Transports: ${transport} Capabilities: INTERNET&TRUSTED${validated ? '&VALIDATED' : ''}&FOREGROUND SignalStrength: -52]}}`;

function asked(lookAt: (s: number) => Partial<Look> = () => ({})): AskedAtWork[] {
  const all = times.flatMap((s): AskedAtWork[] => {
    const usual = { net: '100', validated: !isCut(s - 15), answers: !isCut(s), way: 'wlan0', front: BROWSER };
    const look: Look = { ...usual, ...lookAt(s) };
    const one = (command: string, sample: string): AskedAtWork => ({
      ...{ command, at: s * 1000, output: written(sample), round: 1 },
    });
    return [
      one(ACCESS_POINT, answerOf.point(look)),
      one(`${ANSWERS} 203.0.113.4`, answerOf.ping(look)),
      one(NETWORKS, answerOf.networks(look)),
      one(`${WAY} ${TILL}`, look.way === null ? '!2' : `${TILL} dev ${look.way} src 192.168.7.42 uid 2000`),
      one(FRONT, `  mCurrentFocus=Window{5f3ba21 u0 ${look.front}/x.Main}`),
    ];
  });
  return [...all, { command: SCREEN, at: END_S * 1000, output: written('  mWakefulness=Awake') }];
}

const fact = (t: number, kind: string, cause = ''): Told => ({
  ...{ t, node: 'server', kind: 'fact', n: 1, at: t },
  fact: { kind, cause },
});
const tab = (s: number, bookings: number, cause = 'new-balance'): Told[] => [
  fact(s * 1000, 'tab-locked'),
  ...Array.from({ length: bookings }, (_, i) => fact(s * 1000 + i, 'booked')),
  fact(s * 1000 + 90_000, 'tab-released', cause),
];
const tabs = [...tab(20, 6), ...tab(300, 7), ...tab(600, 3)];
const heard = (silentFromS = 0, silentToS = 0): Told[] =>
  Array.from({ length: END_S }, (_, i) => i * BEAT_MS)
    .filter((t) => t <= silentFromS * 1000 || t >= silentToS * 1000)
    .map((t): Told => ({ t, node: 'server', kind: 'heard', from: AT_WORK }));
const part = (['begun', 'ended'] as const).map((phase): Told => {
  const t = phase === 'begun' ? 30_000 : END_S * 1000 - 1;
  return { t, node: 'tse', kind: 'fault', fault: 'service-down', id: 1, params: {}, phase };
});
const whole = [...tabs, ...part, ...heard()];

/** Its class, and what was measured; or why nothing is known. */
function measured(answered: readonly AskedAtWork[], told: readonly Told[] = whole): string {
  const events = told
    .map((event) => ({ node: AT_WORK, ...event }) as HistoryEvent)
    .toSorted((one, other) => one.t - other.t);
  const more = { timeScale: 1, heartbeatMs: BEAT_MS, failed: [], spoiled: null, undone: null } as const;
  const reading = staysWithoutInternet({ events, asked: answered, verdict: 'pass', ...more } satisfies Played);
  if (reading.kind === 'unknown') return `unknown: ${reading.reason}`;
  const criterion = catalogue.criteria.find(({ id }) => id === 'NET-9');
  assert.ok(criterion && reading.value.kind === 'word');
  return `${judgeRun(criterion, reading.value).class}: ${reading.value.word}`;
}

/** Something else from that time on. */
const since = (from: number, look: Partial<Look>) => asked((s) => (s >= from ? look : {}));

describe('a device whose WLAN is without internet', () => {
  it('stays there, or is heard of late, or not', () => {
    assert.equal(measured(asked()), 'pass: stays');
    assert.equal(measured(asked(), [...tabs, ...part, ...heard(100, 103)]), 'conditional: late');
    assert.equal(measured(asked(), [...tabs, ...part, ...heard(100, 105)]), 'fail: silent');
    assert.equal(measured(asked(), [...tabs, ...part, ...heard(5, 15)]), 'pass: stays');
  });

  it('leaves it for mobile data, for another WLAN, for nothing, or by another way to the till', () => {
    assert.equal(measured(since(200, { net: 'mobile', answers: true })), 'fail: leaves');
    assert.equal(measured(since(200, { net: '101', validated: true })), 'fail: leaves');
    assert.equal(measured(since(200, { net: null, way: null })), 'fail: leaves');
    assert.equal(measured(since(200, { way: 'rmnet_data0' })), 'fail: leaves');
    // Whatever became of its work, and though it was soon back.
    const lost = [...tab(20, 6, 'lease-ended'), ...part, ...heard(200, 700)];
    assert.equal(measured(since(200, { net: 'mobile' }), lost), 'fail: leaves');
    assert.equal(measured(asked((s) => (s === 200 ? { net: null, way: null } : {}))), 'fail: leaves');
  });

  it('is not known to leave it for that before the uplink was seen to be cut', () => {
    assert.match(measured(since(50, { net: null, way: null })), /not seen to be cut before/);
    assert.match(measured(since(70, { net: null, way: null })), /not seen to be cut before/);
    assert.equal(measured(since(80, { net: null, way: null })), 'fail: leaves');
  });

  it('asks once, in front of all else or as its tester says, or again and again', () => {
    const question = { front: 'com.android.settings' };
    const once = (s: number) => (s >= 90 && s < 120 ? question : {});
    assert.equal(measured(asked(once)), 'conditional: asks once');
    const said: AskedAtWork = { command: TESTER_SAID, at: 0, output: 'Done, and it asked me', round: 1 };
    assert.equal(measured([...asked(), said]), 'conditional: asks once');
    assert.equal(measured([...asked(once), said]), 'conditional: asks once');
    assert.equal(measured(asked((s) => (s === 300 ? question : once(s)))), 'fail: asks again and again');
    assert.equal(measured(asked((s) => (s === 300 ? { front: 'NotificationShade' } : {}))), 'pass: stays');
  });

  it('has lost its tab, or does not go on', () => {
    const lost = [...tab(20, 6), ...tab(300, 7), ...tab(600, 2, 'lease-ended')];
    assert.equal(measured(asked(), [...lost, ...part, ...heard()]), 'fail: tab lost');
    assert.equal(measured(asked(), [...tabs.slice(0, -2), ...part, ...heard()]), 'fail: work stops');
  });

  it('is known by what its system found where nothing outside ever answers', () => {
    assert.equal(measured(asked(() => ({ answers: false }))), 'pass: stays');
    assert.match(measured(asked(() => ({ answers: false, validated: true }))), /cut for 0 s only/);
    assert.match(measured(asked(() => ({ answers: false, validated: false }))), /cut for 0 s only/);
  });

  it('is not known to stay where the uplink was not cut for so long, or the device does not say', () => {
    assert.match(measured(asked(() => ({ answers: true }))), /cut for 0 s only/);
    assert.match(measured(since(300, { answers: true })), /cut for 230 s only/);
    assert.match(measured(since(0, { net: 'mobile' })), /another network than its WLAN before/);
    const without = (command: string) => asked().filter((one) => !one.command.startsWith(command));
    assert.match(measured(without(NETWORKS)), /did not say which network it uses/);
    assert.match(measured(without(ACCESS_POINT)), /with which access point/);
    assert.match(measured(without(FRONT)), /which window was in front/);
    const gap = asked().filter(({ command, at }) => command !== NETWORKS || at < 200_000 || at > 240_000);
    assert.match(measured(gap), /did not say for 60 s/);
    const dark = asked().map((one) =>
      one.command === SCREEN ? { ...one, output: written('  mWakefulness=Dozing') } : one,
    );
    assert.match(measured(dark), /did not stay on: Dozing/);
  });

  it('is not known to be heard of where the machine stood still', () => {
    const still: Told = { t: 104_000, node: 'run', kind: 'stall', who: 'harness', fromMs: 101_000, toMs: 104_000 };
    assert.match(measured(asked(), [...tabs, ...part, ...heard(100, 105), still]), /stood still/);
    assert.equal(measured(asked(), [...tabs, ...part, ...heard(100, 112), still]), 'fail: silent');
    assert.equal(measured(asked(), [...whole, still]), 'pass: stays');
    assert.equal(measured(since(200, { net: 'mobile' }), [...whole, still]), 'fail: leaves');
  });
});

describe('what it is asked meanwhile', () => {
  const outside = (answered: AskedAtWork[]) =>
    looksWithoutInternet(answered, TILL).find((command) => command.startsWith(ANSWERS));
  const set = (output: string): AskedAtWork => ({ command: PORTAL, at: 0, output: written(output) });

  it('is what its own system asks, by its address as soon as it is known, and nothing else', () => {
    assert.equal(outside([]), `${ANSWERS} connectivitycheck.gstatic.com`);
    assert.equal(outside([set('null')]), `${ANSWERS} connectivitycheck.gstatic.com`);
    assert.equal(outside([set('http://check.example.com/generate_204')]), `${ANSWERS} check.example.com`);
    assert.equal(outside([set('http://x.y;reboot/')]), `${ANSWERS} connectivitycheck.gstatic.com`);
    const looked: AskedAtWork = { command: `${ANSWERS} a.b`, at: 0, output: 'PING a.b (203.0.113.4) 56(84) bytes' };
    assert.equal(outside([looked]), `${ANSWERS} 203.0.113.4`);
  });
});
