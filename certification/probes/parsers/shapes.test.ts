// Answers in the shapes of Android 6 to 16, and what is read off them; values of devices that do not exist.
import assert from 'node:assert/strict';
import { linesOf, wholeAnswer } from '../answer.ts';
import { andThen, type Reading } from '../reading.ts';
import { batteryHealth, batteryTemperature, isPlugged } from './battery.ts';
import { bondedDevices } from './bluetooth.ts';
import { networksOf } from './connectivity.ts';
import { displayDensity, displaySize } from './display.ts';
import { exemptPackages, mayRunInBackground, standbyBucket } from './doze.ts';
import { property } from './getprop.ts';
import { hasCameraKey, touchSlots } from './input.ts';
import { routeTo, wlanAddress } from './network.ts';
import { lostPercent, longestGap, percentile95, pingOf } from './ping.ts';
import { numberSetting, switchSetting } from './settings.ts';
import { crashesOf, startTime } from './start.ts';
import { freeStorage } from './storage.ts';
import { currentWebView, packageVersion } from './webview.ts';
import { association, scannedFrequencies, sending } from './wifi.ts';

type Lines = readonly string[];

/** What is read off an answer: the value, or `?` and the reason. */
function read<T>(output: string, parse: (lines: Lines) => Reading<T>, code = 0): T | string {
  const reading = andThen(andThen(wholeAnswer(`${output}\nend-of-answer ${code}\n`), linesOf), parse);
  return reading.kind === 'known' ? reading.value : `? ${reading.reason}`;
}

describe('answers of several Androids', () => {
  it('have carriage returns and terminals before Android 7', () => {
    assert.equal(
      read('[ro.a]: [1]\r\n[ro.build.version.sdk]: [23]\r', (lines) => property(lines, 'ro.build.version.sdk')),
      '23',
    );
    assert.match(String(read('[ro.a]: []', (lines) => property(lines, 'ro.a'))), /^\? .*does not say/);
    assert.match(String(read('[ro.a]: [1]\n[ro.a]: [2]', (lines) => property(lines, 'ro.a'))), /two ways: 1, 2/);
  });

  it('say the display with and without an override', () => {
    const size = (text: string) => {
      const one = read(text, displaySize);
      return typeof one === 'string' ? one : `${one.widthPx}x${one.heightPx}`;
    };
    assert.equal(size('Physical size: 720x1600\nOverride size: 720x1280'), '720x1280');
    assert.equal(size('Physical size: 1920x1200'), '1920x1200');
    assert.match(size('Override size: 720x1280'), /^\?/);
    assert.match(size('Physical size: 720x1600\nOverride size: 720x'), /^\?/);
    assert.equal(read('Physical density: 320\nOverride density: 280', displayDensity), 280);
    assert.match(String(read('Physical density: 0', displayDensity)), /^\?/);
  });

  it('say the battery in words of Android 7, 13 and of makers', () => {
    const seven =
      'Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  Wireless powered: false\n  status: 2\n  health: 2\n  present: true\n  level: 84\n  temperature: 326';
    assert.equal(read(seven, batteryHealth), 'good');
    assert.equal(read(seven, batteryTemperature), 32.6);
    assert.equal(read(seven, isPlugged), true);
    const thirteen = `${seven.replace('USB powered: true', 'USB powered: false')}\n  Dock powered: true\n  mSavedBatteryMaxTemp: 510`;
    assert.equal(read(thirteen, isPlugged), true);
    assert.equal(read(thirteen, batteryTemperature), 32.6);
    assert.match(String(read(seven.replace('health: 2', 'health: 1'), batteryHealth)), /unknown \(1\)/);
    assert.match(String(read(seven.replace('present: true', 'present: false'), batteryHealth)), /no battery/);
    assert.match(String(read(`  (UPDATES STOPPED -- use 'reset' to restart)\n${seven}`, batteryHealth)), /was told/);
    assert.match(String(read("Can't find service: battery", batteryHealth)), /Can't find service/);
  });

  it('say who may work in the background', () => {
    const list = 'system-excidle,com.android.shell,2000\nsystem,com.android.dialer,10010\nuser,de.example.pos,10231';
    const exempt = read(list, exemptPackages);
    assert.deepEqual(typeof exempt === 'string' ? exempt : [...exempt], ['com.android.dialer', 'de.example.pos']);
    assert.match(String(read('', exemptPackages)), /^\?/);
    assert.equal(read('40', standbyBucket), 40);
    assert.match(String(read('Error: Activity manager', standbyBucket)), /^\?/);
    assert.equal(read('No operations.', mayRunInBackground), true);
    assert.equal(read('Uid mode: RUN_ANY_IN_BACKGROUND: ignore', mayRunInBackground), false);
    assert.match(
      String(read('RUN_ANY_IN_BACKGROUND: allow\nRUN_ANY_IN_BACKGROUND: ignore', mayRunInBackground)),
      /^\?/,
    );
  });

  it('say the WLAN in two ways, whatever networks call themselves', () => {
    const old =
      'Wi-Fi is enabled\nmWifiInfo SSID: a, BSSID: b, RSSI: -1, BSSID: 02:00:5e:00:00:0A, MAC: 02:00:00:00:00:01, Supplicant state: COMPLETED, RSSI: -58, Link speed: 65Mbps, Frequency: 2437MHz, Net ID: 0';
    assert.deepEqual(read(old, association), { bssid: '02:00:5e:00:00:0a', signalDbm: -58, frequencyMhz: 2437 });
    const none = old.replace('RSSI: -58', 'RSSI: -127').replace('2437MHz', '-1MHz');
    assert.match(String(read(none, association)), /^\?/);
    assert.match(String(read('Wifi is enabled\nWifi is not connected', association)), /does not say which/);
    const counts = 'successfulTxPackets: 5120\nsuccessfulTxPacketsPerSecond: 9.0\nretriedTxPackets: 204';
    assert.deepEqual(read(counts, sending), { successful: 5120, retried: 204 });
    assert.match(String(read(counts.replace('retriedTx', 'lostTx'), sending)), /^\?/);
    assert.deepEqual(
      read(
        'Latest scan results:\n  BSSID  Frequency  RSSI\n  02:00:5e:00:00:0a  5220  -58  1.2  floor',
        scannedFrequencies,
      ),
      [5220],
    );
  });

  it('say Bluetooth in numbers to Android 8, in words from 9 on', () => {
    const tail = 'Bonded devices:\n  02:00:00:00:00:31 [BR/EDR] SPP-R200III\n\nother: x';
    for (const state of ['12', 'ON']) {
      assert.deepEqual(read(`Bluetooth Status\n  enabled: true\n  state: ${state}\n${tail}`, bondedDevices), [
        { address: '02:00:00:00:00:31', name: 'SPP-R200III' },
      ]);
    }
    assert.match(String(read(`  enabled: false\n  state: OFF\n${tail}`, bondedDevices)), /is off/);
    assert.match(String(read('  enabled: true\n  state: ON', bondedDevices)), /does not list/);
  });

  it('say panels in codes and in names, of protocols A and B', () => {
    const panel = (slots: string) =>
      `add device 1: /dev/input/event1\n  name:     "touch_ts"\n  events:\n    KEY (0001): 014a  00d4\n    ABS (0003): ${slots}0035  : value 0, min 0, max 719, fuzz 0\n                0036  : value 0, min 0, max 1439, fuzz 0`;
    assert.equal(read(panel('002f  : value 0, min 0, max 9, fuzz 0\n                '), touchSlots), 10);
    assert.equal(read(panel(''), touchSlots), null);
    assert.equal(read(panel(''), hasCameraKey), true);
    assert.match(String(read(`${panel('')}\n${panel('')}`, touchSlots)), /two touch panels/);
    assert.match(String(read('', hasCameraKey)), /no keys/);
  });

  it('say the WebView from Android 8 on, and the package before', () => {
    const current = (text: string) => read(`  Current WebView package (name, version): ${text}`, currentWebView);
    assert.equal(current('(com.google.android.webview, 138.0.7204.179)'), 138);
    assert.match(String(current('null')), /no WebView in use/);
    assert.match(String(current('(null, null)')), /^\?/);
    const dump = 'Packages:\n    versionName=95.0.4638.74\nHidden system packages:\n    versionName=58.0.3029.83';
    assert.equal(read(dump, packageVersion), '95.0.4638.74');
  });

  it('say storage in blocks, with the column that is free', () => {
    const df =
      'Filesystem       1K-blocks    Used Available Use% Mounted on\n/dev/block/dm-6 24312345 8123456  16188416  34% /data';
    assert.equal(read(df, freeStorage), 16188416 / 1024);
    assert.match(
      String(read('Filesystem  Size  Used  Free  Blksize\n/data  10.7G  5.2G  5.5G  4096', freeStorage)),
      /^\?/,
    );
  });

  it('say settings that were never set as null', () => {
    assert.match(String(read('null', (lines) => numberSetting(lines, 'font_scale'))), /not set/);
    assert.equal(
      read('1.15', (lines) => numberSetting(lines, 'font_scale')),
      1.15,
    );
    assert.match(String(read('2', (lines) => switchSetting(lines, 'auto_time'))), /neither 0 nor 1/);
    assert.match(String(read('1\n0', (lines) => switchSetting(lines, 'auto_time'))), /two ways/);
  });

  it('say addresses and ways', () => {
    assert.equal(read('    inet 192.168.1.23/24 brd 192.168.1.255 scope global wlan0', wlanAddress), '192.168.1.23');
    assert.match(String(read('Device "wlan0" does not exist.', wlanAddress, 1)), /code 1/);
    assert.deepEqual(
      read('192.168.1.10 via 10.0.0.1 dev wlan0 table 1021 src 10.0.0.5 uid 2000', (lines) =>
        routeTo(lines, '192.168.1.10'),
      ),
      { device: 'wlan0', gateway: '10.0.0.1' },
    );
    assert.match(String(read('192.168.1.101 dev wlan0', (lines) => routeTo(lines, '192.168.1.10'))), /^\?/);
  });

  it('say networks in the orders of Android 7 and 12, whatever they call themselves', () => {
    const networks = (active: string, ...agents: string[]) =>
      read(`Active default network: ${active}\n${agents.map((agent) => `  ${agent}`).join('\n')}`, networksOf);
    const kind = (transports: string, more: string) =>
      `nc{[ Transports: ${transports} Capabilities: INTERNET&NOT_RESTRICTED&TRUSTED&NOT_VPN${more} LinkUpBandwidth>=1048576Kbps`;
    const seven = `NetworkAgentInfo{ ni{[type: WIFI[], state: CONNECTED/CONNECTED, extra: "x network{7} nc{[ Transports: VPN Capabilities: A"]}  network{100}  lp{{InterfaceName: wlan0}}  ${kind('WIFI', '&VALIDATED')} SignalStrength: -52]}  Score{60}  everValidated{true}  lastValidated{true} }`;
    const wlan = { id: 100, transports: ['WIFI'], isValidated: true };
    assert.deepEqual(networks('100', seven), { used: wlan, all: [wlan] });
    const twelve = `NetworkAgentInfo{network{101}  handle{437}  ni{MOBILE[LTE] CONNECTED extra: web} Score(50)  ${kind('CELLULAR', '&VALIDATED&NOT_ROAMING')}]}`;
    const mobile = { id: 101, transports: ['CELLULAR'], isValidated: true };
    const missed = seven.replace('&VALIDATED', '').replace('lastValidated{true}', 'lastValidated{false}');
    assert.deepEqual(networks('101', missed, twelve), { used: mobile, all: [{ ...wlan, isValidated: false }, mobile] });
    assert.deepEqual(networks('none'), { used: null, all: [] });
    for (const bad of [
      networks('102', seven),
      networks('100', seven, missed),
      networks('100', seven.replace('nc{[ Transports: WIFI', 'nc{[')),
      read(seven, networksOf),
    ])
      assert.match(String(bad), /^\?/);
    const vpn = networks('100', seven.replace(': WIFI Cap', ': WIFI|VPN Cap'));
    assert.deepEqual(typeof vpn === 'string' ? vpn : vpn.used?.transports, ['WIFI', 'VPN']);
  });

  it('count pings, and what came twice or not at all', () => {
    const pinged = (numbers: number[], sum: string) =>
      read(
        `${numbers.map((n) => `64 bytes from 1.2.3.4: icmp_seq=${n} ttl=64 time=${n} ms`).join('\n')}\n${sum}`,
        pingOf,
      );
    const ping = pinged([1, 2, 5], '5 packets transmitted, 3 received, 40% packet loss, time 800ms');
    assert.ok(typeof ping !== 'string');
    assert.deepEqual([lostPercent(ping), percentile95(ping), longestGap(ping, 200)], [40, Infinity, 603]);
    assert.match(String(pinged([1, 2], '5 packets transmitted, 3 received, 40% packet loss')), /missing from the list/);
    assert.match(
      String(pinged([1, 2, 6], '5 packets transmitted, 3 received, 40% packet loss')),
      /missing from the list/,
    );
    assert.match(String(pinged([1, 2, 3], '')), /^\?/);
  });

  it('tell starts and crashes', () => {
    assert.equal(read('Starting: Intent { }\nStatus: ok\nTotalTime: 812\nWaitTime: 830\nComplete', startTime), 812);
    assert.match(String(read('Status: timeout\nTotalTime: 812', startTime)), /status timeout/);
    const crash = (app: string) =>
      `E AndroidRuntime: FATAL EXCEPTION: main\nE AndroidRuntime: Process: ${app}, PID: 99`;
    const crashes = (lines: Lines) => crashesOf(lines, 'de.example.pos');
    assert.equal(read('--------- beginning of crash', crashes), 0);
    assert.equal(read(`${crash('de.example.pos')}\n${crash('de.other')}`, crashes), 1);
    assert.match(String(read('E AndroidRuntime: FATAL EXCEPTION: main', crashes)), /does not say whose/);
  });
});
