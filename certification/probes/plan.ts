/**
 * What a device is asked, in this order, and in which file of evidence the answer goes. Every step is one command; what
 * is asked of an answer is decided afterwards (`measures/`), so that it can be decided again.
 */
import type { Bench } from './bench.ts';
import { WATCH_MS } from './killers.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** Pings for one measurement, and the time between two. */
export const PING_COUNT = 100;
export const PING_INTERVAL_MS = 200;
/** Cold starts, of which the median counts. */
const STARTS = [1, 2, 3, 4, 5] as const;
/** Changes of the access point, of which the worst counts. */
export const WALKS = [1, 2, 3, 4, 5] as const;
const WALK_PINGS = 150;
const EXEMPT = 'dumpsys deviceidle whitelist';

export type Step = {
  name: string;
  command: string;
  /** File of evidence. */
  file: string;
  /** Longest it may take. */
  timeoutMs: number;
  /** Asked of these API levels only; of all, where the level is not known. */
  api?: { least?: number; most?: number };
  /** Only asked when people have time for it: hours of waiting, or a walk between access points. */
  only?: 'long' | 'walk';
  /** Earliest so long after another step, and longer where the app is likely to be ended. */
  after?: { step: string; ms: number; unlessHarmlessMs?: number };
  /** What people have to do meanwhile. */
  tell?: string;
};

/** Asked at the begin, at the end, and after every loss: a device that was started anew begins anew. */
export const UPTIME: Step = step('uptime', 'cat /proc/uptime', 'boot.txt');

export function planOf(bench: Bench): Step[] {
  const { app, till } = bench;
  return [
    ...readings(app.package),
    ...network(till),
    ...starts(app),
    ...signal('edge'),
    step('ping', pingCommand(PING_COUNT, till), 'ping.txt', { timeoutMs: pingTimeout(PING_COUNT) }),
    ...signal('edge-after'),
    // Again: some devices forget whom they were told to leave alone.
    step('exempt-again', EXEMPT, 'power.txt'),
    ...WALKS.flatMap((walk) => walkSteps(walk, till)),
    ...overnight(app.package),
  ];
}

function step(name: string, command: string, file: string, more: Partial<Step> = {}): Step {
  return { name, command, file, timeoutMs: 20 * SECOND_MS, ...more };
}

function readings(app: string): Step[] {
  return [
    step('getprop', 'getprop', 'getprop.txt'),
    step('su', 'which su', 'getprop.txt'),
    step('clock', 'date +%s', 'clock.txt'),
    step('size', 'wm size', 'display.txt'),
    step('density', 'wm density', 'display.txt'),
    step('meminfo', 'cat /proc/meminfo', 'meminfo.txt'),
    step('df', 'df -k /data', 'df.txt'),
    step('features', 'pm list features', 'features.txt'),
    step('packages', 'pm list packages', 'packages.txt'),
    step('app-package', `dumpsys package ${app}`, 'packages.txt'),
    step('webview', 'dumpsys webviewupdate', 'webview.txt'),
    step('webview-package', 'dumpsys package com.google.android.webview', 'webview.txt', { api: { most: 25 } }),
    step('webview-aosp', 'dumpsys package com.android.webview', 'webview.txt', { api: { most: 25 } }),
    step('font-scale', 'settings get system font_scale', 'settings.txt'),
    step('screen-timeout', 'settings get system screen_off_timeout', 'settings.txt'),
    step('auto-time', 'settings get global auto_time', 'settings.txt'),
    step('low-power', 'settings get global low_power', 'power.txt'),
    step('exempt', EXEMPT, 'power.txt'),
    step('bucket', `am get-standby-bucket ${app}`, 'power.txt', { api: { least: 28 } }),
    step('appops', `cmd appops get ${app} RUN_ANY_IN_BACKGROUND`, 'power.txt', { api: { least: 28 } }),
    step('battery-reset', 'dumpsys battery reset', 'battery.txt'),
    step('battery', 'dumpsys battery', 'battery.txt'),
    step('input', 'getevent -p', 'input.txt'),
    step('input-names', 'getevent -lp', 'input.txt'),
    step('camera', 'dumpsys media.camera', 'camera.txt'),
    step('bluetooth', 'dumpsys bluetooth_manager', 'bluetooth.txt'),
    // Twice: an override that gets lost on the way would leave a display that nobody sees.
    step('size-again', 'wm size', 'display.txt'),
    step('density-again', 'wm density', 'display.txt'),
  ];
}

function network(till: string): Step[] {
  return [
    step('wifi', 'cmd wifi status', 'wifi.txt', { api: { least: 30 } }),
    step('scan', 'cmd wifi list-scan-results', 'wifi.txt', { api: { least: 30 } }),
    step('wifi-dump', 'dumpsys wifi', 'wifi.txt', { api: { most: 29 } }),
    step('address', 'ip -4 addr show wlan0', 'network.txt'),
    step('route', `ip route get ${till}`, 'network.txt'),
  ];
}

function starts({ package: app, activity }: Bench['app']): Step[] {
  const crashes = (name: string) => step(name, 'logcat -b crash -d', 'start.txt');
  const start = `am force-stop ${app}; am start -W -n ${app}/${activity}`;
  return [
    crashes('crashes'),
    ...STARTS.map((number) => step(`start-${number}`, start, 'start.txt', { timeoutMs: 60 * SECOND_MS })),
    step('running', `pidof ${app}`, 'start.txt'),
    crashes('crashes-after'),
  ];
}

/** With which access point it is, and how well it hears it. */
function signal(name: string, more: Partial<Step> = {}): Step[] {
  const file = more.only === 'walk' ? 'roaming.txt' : 'ping.txt';
  return [
    step(name, 'cmd wifi status', file, { ...more, api: { least: 30 } }),
    step(`${name}-dump`, 'dumpsys wifi', file, { ...more, api: { most: 29 } }),
  ];
}

function walkSteps(walk: number, till: string): Step[] {
  const tell = `Walk to the other access point now (${walk} of ${WALKS.length}).`;
  const only = { only: 'walk' } as const;
  return [
    ...signal(`walk-${walk}-from`, only),
    step(`walk-${walk}`, pingCommand(WALK_PINGS, till), 'roaming.txt', {
      ...only,
      timeoutMs: pingTimeout(WALK_PINGS),
      tell,
    }),
    ...signal(`walk-${walk}-to`, only),
  ];
}

/** An hour with the screen off, and a day of the clock. */
function overnight(app: string): Step[] {
  const one = (name: string, command: string, file: string, more: Partial<Step> = {}) =>
    step(name, command, file, { only: 'long', ...more });
  const put = { step: 'put-away', ms: WATCH_MS.harmless, unlessHarmlessMs: WATCH_MS.others };
  return [
    one('process', `pidof ${app}`, 'process.txt'),
    // On and off: a screen that is off already would not begin the time that energy saving counts.
    one('put-away', 'dumpsys battery unplug; input keyevent 224; input keyevent 223', 'process.txt'),
    one('process-after', `pidof ${app}`, 'process.txt', { after: put }),
    one('processes-after', 'ps -A', 'process.txt', { api: { least: 26 } }),
    one('processes-after-dump', 'ps', 'process.txt', { api: { most: 25 } }),
    one('screen-after', 'dumpsys power', 'process.txt'),
    one('cable-after', 'dumpsys battery', 'process.txt'),
    one('take-up', 'dumpsys battery reset; input keyevent 224', 'process.txt'),
    one('clock-later', 'date +%s', 'clock.txt', { after: { step: 'clock', ms: 24 * HOUR_MS } }),
  ];
}

/** The interval in seconds, as ping wants it. */
function pingCommand(count: number, till: string): string {
  return `ping -c ${count} -i ${PING_INTERVAL_MS / SECOND_MS} ${till}`;
}

function pingTimeout(count: number): number {
  return 2 * count * PING_INTERVAL_MS + 30 * SECOND_MS;
}
