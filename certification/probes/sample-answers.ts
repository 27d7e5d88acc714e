/** What devices answer, in the shapes of several versions of Android, with values of devices that do not exist: for tests and rehearsals. */
import type { Bench } from './bench.ts';

export const bench: Bench = {
  format: 1,
  laboratory: { name: 'Bench 1', address: 'Sample Street 1, 00000 Sampletown' },
  place: 'Sampletown',
  customer: 'The house itself',
  tester: 'Anna',
  item: { condition: 'New, in its box.', receivedAt: '2026-09-01T09:00:00Z' },
  paying: true,
  app: { package: 'de.example.pos', activity: '.MainActivity' },
  till: '192.168.1.10',
  beltPrinter: { name: 'SPP-R200III', driver: 'com.example.bixolon' },
  fiveGhzInRange: true,
};

const START = 'Starting: Intent { cmp=de.example.pos/.MainActivity }\nStatus: ok\nLaunchState: COLD\n';
const pinged = (count: number): string =>
  [
    'PING 192.168.1.10 (192.168.1.10) 56(84) bytes of data.',
    ...Array.from({ length: count }, (_, i) => {
      return `64 bytes from 192.168.1.10: icmp_seq=${i + 1} ttl=64 time=${3 + (i % 7)}.${i % 10} ms`;
    }),
    '',
    '--- 192.168.1.10 ping statistics ---',
    `${count} packets transmitted, ${count} received, 0% packet loss, time ${count * 200}ms`,
    'rtt min/avg/max/mdev = 3.0/6.0/9.9/1.9 ms',
  ].join('\n');

/** `cmd wifi status` of Android 11 and later. */
export const wifiStatus = (bssid: string, more: { rssi?: number; mhz?: number; retried?: number } = {}): string =>
  `Wifi is enabled
Wifi scanning is only available when wifi is enabled
==== Primary ClientModeManager instance ====
Wifi is connected to "floor, RSSI: -10"
WifiInfo: SSID: "floor, RSSI: -10", BSSID: ${bssid}, MAC: 02:00:00:00:00:01, Supplicant state: COMPLETED, Wi-Fi standard: 5, RSSI: ${more.rssi ?? -63}, Link speed: 130Mbps, Tx Link speed: 130Mbps, Frequency: ${more.mhz ?? 5220}MHz, Net ID: 0, Score: 60
successfulTxPackets: 5120
successfulTxPacketsPerSecond: 1.5
retriedTxPackets: ${more.retried ?? 204}
retriedTxPacketsPerSecond: 0.1
lostTxPackets: 1
successfulRxPackets: 9001`;

const NEAR = '02:00:5e:00:00:0a';
const FAR = '02:00:5e:00:00:0b';

export const touchCodes = (slots: string): string => `add device 1: /dev/input/event0
  name:     "gpio-keys"
  events:
    KEY (0001): 0072  0073  00d4
  input props:
    <none>
add device 2: /dev/input/event1
  name:     "touch_ts"
  events:
    KEY (0001): 014a
    ABS (0003): ${slots}0035  : value 0, min 0, max 719, fuzz 0, flat 0, resolution 0
                0036  : value 0, min 0, max 1439, fuzz 0, flat 0, resolution 0
                0039  : value 0, min 0, max 65535, fuzz 0, flat 0, resolution 0
  input props:
    INPUT_PROP_DIRECT`;

export const touchNames = (slots: string): string => `add device 1: /dev/input/event0
  name:     "gpio-keys"
  events:
    KEY (0001): KEY_VOLUMEDOWN        KEY_VOLUMEUP          KEY_CAMERA
  input props:
    <none>
add device 2: /dev/input/event1
  name:     "touch_ts"
  events:
    KEY (0001): BTN_TOUCH
    ABS (0003): ${slots}ABS_MT_POSITION_X     : value 0, min 0, max 719, fuzz 0, flat 0, resolution 0
                ABS_MT_POSITION_Y     : value 0, min 0, max 1439, fuzz 0, flat 0, resolution 0
  input props:
    INPUT_PROP_DIRECT`;

const SLOT_CODE = '002f  : value 0, min 0, max 9, fuzz 0, flat 0, resolution 0\n                ';
const SLOT_NAME = 'ABS_MT_SLOT           : value 0, min 0, max 9, fuzz 0, flat 0, resolution 0\n                ';

const EXEMPT = 'system-excidle,com.android.shell,2000\nsystem,com.android.shell,2000\nuser,de.example.pos,10231';

const BATTERY = `Current Battery Service state:
  AC powered: false
  USB powered: true
  Wireless powered: false
  Max charging current: 500000
  Charge counter: 2451000
  status: 2
  health: 2
  present: true
  level: 84
  scale: 100
  voltage: 4063
  temperature: 326
  technology: Li-ion`;

/** A device with Android 11 on which everything passes that is asked over adb; by the names of the steps. */
export const goodDevice: Readonly<Record<string, string>> = {
  getprop: `[ro.boot.verifiedbootstate]: [green]
[ro.build.fingerprint]: [Sample/rocket/rocket:11/RQ1A.200101.001/1:user/release-keys]
[ro.build.tags]: [release-keys]
[ro.build.type]: [user]
[ro.build.version.release]: [11]
[ro.build.version.sdk]: [30]
[ro.build.version.security_patch]: [2026-09-05]
[ro.config.low_ram]: [false]
[ro.crypto.state]: [encrypted]
[ro.product.cpu.abilist]: [arm64-v8a,armeabi-v7a,armeabi]
[ro.product.device]: [rocket]
[ro.product.manufacturer]: [Google]
[ro.product.model]: [Rocket S1]`,
  su: '!1',
  size: 'Physical size: 1440x2880\nOverride size: 720x1440',
  'size-again': 'Physical size: 1440x2880\nOverride size: 720x1440',
  density: 'Physical density: 640\nOverride density: 320',
  'density-again': 'Physical density: 640\nOverride density: 320',
  meminfo: 'MemTotal:        2893456 kB\nMemFree:          113456 kB\nMemAvailable:    1413456 kB',
  df: 'Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/block/dm-5 24312345 8123456  16188889  34% /data',
  features: `feature:reqGlEsVersion=0x30002
feature:android.hardware.camera
feature:android.hardware.camera.any
feature:android.hardware.camera.autofocus
feature:android.hardware.ram.normal
feature:android.hardware.touchscreen
feature:android.hardware.touchscreen.multitouch
feature:android.hardware.touchscreen.multitouch.distinct
feature:android.hardware.touchscreen.multitouch.jazzhand
feature:android.hardware.wifi`,
  packages: 'package:com.android.shell\npackage:com.example.bixolon\npackage:de.example.pos',
  'app-package': `Packages:
  Package [de.example.pos] (1a2b3c):
    versionCode=12 minSdk=24 targetSdk=33
    versionName=1.2.0`,
  webview: `Current WebView Update Service state
  Fallback logic enabled: false
  Current WebView package (name, version): (com.google.android.webview, 138.0.7204.179)
  Minimum targetSdkVersion: 33`,
  'font-scale': '1.0',
  'screen-timeout': '600000',
  'auto-time': '1',
  'low-power': '0',
  exempt: EXEMPT,
  'exempt-again': EXEMPT,
  bucket: '10',
  appops: 'Uid mode: RUN_ANY_IN_BACKGROUND: allow\nRUN_ANY_IN_BACKGROUND: allow; time=+1h2m3s4ms ago',
  'battery-reset': '',
  battery: BATTERY,
  input: touchCodes(SLOT_CODE),
  'input-names': touchNames(SLOT_NAME),
  camera:
    '== Camera HAL device info ==\nNumber of camera devices: 2\nNumber of normal camera devices: 2\n  Facing: Back',
  bluetooth: `Bluetooth Status
  enabled: true
  state: ON
  address: 02:00:00:00:00:02
  name: Rocket 07
Bonded devices:
  02:00:00:00:00:31 [BR/EDR] SPP-R200III
  02:00:00:00:00:32 [ DUAL ] Headset`,
  wifi: wifiStatus(NEAR),
  scan: '    BSSID              Frequency      RSSI           Age(sec)     SSID\n  02:00:5e:00:00:0a       5220    -58       3.101    floor\n  02:00:5e:00:00:0c       2437    -61       3.101    floor',
  address:
    '24: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 3000\n    inet 192.168.1.23/24 brd 192.168.1.255 scope global wlan0\n       valid_lft forever preferred_lft forever',
  route: '192.168.1.10 dev wlan0 table 1021 src 192.168.1.23 uid 2000\n    cache',
  crashes: '--------- beginning of crash',
  running: '4711',
  'crashes-after': '--------- beginning of crash',
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((n) => [`start-${n}`, `${START}TotalTime: ${800 + n}\nWaitTime: 900\nComplete`]),
  ),
  edge: wifiStatus(NEAR),
  'edge-after': wifiStatus(NEAR),
  ping: pinged(100),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].flatMap((n) => [
      [`walk-${n}-from`, wifiStatus(n % 2 === 0 ? FAR : NEAR)],
      [`walk-${n}`, pinged(150)],
      [`walk-${n}-to`, wifiStatus(n % 2 === 0 ? NEAR : FAR)],
    ]),
  ),
  process: '4711',
  'put-away': '',
  'process-after': '4711',
  'processes-after':
    'USER PID PPID VSZ RSS WCHAN ADDR S NAME\nu0_a231 4711 500 1300000 90000 SyS_epoll_wait 0 S de.example.pos',
  'screen-after': 'Power Manager State:\n  mWakefulness=Asleep\n  mWakefulnessChanging=false',
  'cable-after': BATTERY.replace('USB powered: true', 'USB powered: false'),
  'take-up': '',
};

type Change = Readonly<Record<string, (text: string) => string>>;
const put = (text: string) => () => text;
const swap = (from: string, to: string) => (text: string) => text.replace(from, to);

/** What makes each criterion come out worse than pass; by its id, one device for each change. */
export const badDevices: Readonly<Record<string, readonly Change[]>> = {
  'OS-1': [{ getprop: swap('sdk]: [30]', 'sdk]: [23]') }],
  'OS-2': [{ getprop: swap('2026-09-05', '2024-01-05') }, { getprop: swap('2026-09-05', '2027-01-05') }],
  'OS-3': [
    { su: put('/system/xbin/su') },
    { getprop: swap('[green]', '[orange]') },
    { getprop: swap('[user]', '[userdebug]') },
    { getprop: swap('[release-keys]', '[test-keys]') },
    { su: put('/system/bin/sh: which: inaccessible or not found!127') },
  ],
  'OS-5': [{ getprop: swap('arm64-v8a,armeabi-v7a,armeabi', 'mips') }],
  'OS-6': [{ meminfo: swap('2893456', '843456') }],
  'OS-7': [
    { features: swap('ram.normal', 'ram.low'), getprop: swap('low_ram]: [false]', 'low_ram]: [true]') },
    { features: swap('ram.normal', 'ram.low'), getprop: swap('low_ram]: [false]', 'low_ram]: []') },
  ],
  'OS-8': [{ df: swap('16188889', '161888') }],
  'OS-9': [
    { webview: swap('138.0', '79.0') },
    { webview: swap('(com.google.android.webview, 138.0.7204.179)', 'null') },
  ],
  'OS-10': [
    { 'start-3': put('Starting: Intent { }\nError type 3\nError: Activity class does not exist.') },
    {
      running: put('!1'),
      'crashes-after': put(
        '--------- beginning of crash\n11-27 10:00:00.000 900 900 E AndroidRuntime: FATAL EXCEPTION: main\n11-27 10:00:00.000 900 900 E AndroidRuntime: Process: de.example.pos, PID: 900',
      ),
    },
  ],
  'SEC-1': [{ getprop: swap('[encrypted]', '[unencrypted]') }],
  'DSP-1': [{ size: put('Physical size: 320x480'), 'size-again': put('Physical size: 320x480') }],
  'DSP-9': [
    { size: put('Physical size: 320x480'), 'size-again': put('Physical size: 320x480') },
    {
      size: put('Physical size: 720x1440\nOverride size: 320x640'),
      'size-again': put('Physical size: 720x1440\nOverride size: 320x640'),
    },
  ],
  'DSP-2': [{ density: put('Physical density: 160'), 'density-again': put('Physical density: 160') }],
  'DSP-4': [{ size: put('Physical size: 800x1000'), 'size-again': put('Physical size: 800x1000') }],
  'DSP-5': [{ 'font-scale': put('1.5') }, { 'font-scale': put('null') }],
  'INP-1': [
    { features: swap('feature:android.hardware.touchscreen.multitouch.jazzhand\n', '') },
    { input: swap('max 9,', 'max 1,'), 'input-names': swap('max 9,', 'max 1,') },
  ],
  'INP-6': [{ input: swap('  00d4', ''), 'input-names': swap('KEY_CAMERA', '') }],
  'PWR-1': [{ 'low-power': put('1'), exempt: swap('user,de.example.pos,10231', '') }, { 'low-power': put('null') }],
  'PWR-2': [
    { exempt: swap('\nuser,de.example.pos,10231', '') },
    { 'exempt-again': swap('\nuser,de.example.pos,10231', '') },
    { exempt: swap('user,de', 'system-excidle,de') },
    { exempt: put("Can't find service: deviceidle") },
  ],
  'PWR-4': [
    { 'process-after': put('!1') },
    { 'process-after': put('5000') },
    { 'processes-after': swap('SyS_epoll_wait', 'do_freezer_trap') },
    { 'screen-after': put('  mWakefulness=Awake') },
    { 'cable-after': swap('AC powered: false', 'AC powered: true') },
  ],
  'PWR-5': [{ bucket: put('40') }, { appops: put('RUN_ANY_IN_BACKGROUND: ignore') }],
  'PWR-6': [{ getprop: swap('[Google]', '[samsung]') }, { getprop: swap('[Google]', '[Qualcomm]') }],
  'PWR-8': [{ battery: swap('health: 2', 'health: 3') }, { battery: swap('health: 2', 'health: 1') }],
  'PWR-9': [{ 'screen-timeout': put('30000') }],
  'PWR-10': [
    { battery: swap('temperature: 326', 'temperature: 512') },
    { battery: swap('temperature: 326', 'temperature: 0') },
    { 'battery-reset': put('Permission Denial: not allowed!255') },
  ],
  'NET-1': [
    { route: swap('192.168.1.10 dev wlan0', '192.168.1.10 via 192.168.1.1 dev wlan0') },
    { route: swap('wlan0', 'rmnet0') },
  ],
  'NET-3': [
    {
      wifi: put(wifiStatus(NEAR, { mhz: 2437 })),
      scan: put('  02:00:5e:00:00:0c       2437    -61       3.101    floor'),
    },
  ],
  'NET-4': [
    { ping: (text) => text.replace(/.*icmp_seq=50 .*\n/, '') },
    { edge: put(wifiStatus(NEAR, { rssi: -40 })) },
    { ping: (text) => text.replaceAll('time=9', 'time=99') },
  ],
  'NET-5': [{ ping: (text) => text.replace(/.*icmp_seq=50 .*\n/, '').replace('100 received', '99 received') }],
  'NET-6': [{ wifi: put(wifiStatus(NEAR, { retried: 2_000 })) }],
  'NET-7': [
    { 'walk-3': (text) => text.replaceAll(/.*icmp_seq=(5|6)\d .*\n/g, '').replace('150 received', '130 received') },
    { 'walk-3-to': put(wifiStatus(NEAR)) },
  ],
  'CLK-2': [{ 'auto-time': put('0') }],
  'CAM-1': [
    { features: swap('feature:android.hardware.camera.autofocus\n', '') },
    { camera: swap('devices: 2', 'devices: 0') },
  ],
  'BT-1': [
    { packages: swap('package:com.example.bixolon\n', '') },
    { bluetooth: swap('SPP-R200III', 'Other') },
    { bluetooth: swap('enabled: true', 'enabled: false') },
  ],
};

/** The answer as the device writes it; `!1` at the end of a sample is its exit code. */
export function written(sample: string): string {
  const code = /!(\d+)$/.exec(sample)?.[1] ?? '0';
  const text = sample.replace(/!\d+$/, '');
  return `${text}${text === '' ? '' : '\n'}end-of-answer ${code}\n`;
}
