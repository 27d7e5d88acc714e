/**
 * A simulated Android device: what its profile says it is, and what has become of it since it was started. Its shell
 * and its adbd read and change this, and nothing else. Time, chance and what is outside of it are arguments.
 */
import { createCamera, type DeviceCamera } from './camera.ts';
import { Actor } from '#machines/actor';
import { androidBattery } from '#machines/android/android-battery';
import { androidDoze, AOSP_DOZE, type DozeTimes } from '#machines/android/android-doze';
import { androidInternet, type InternetEffect } from '#machines/android/android-internet';
import { androidPhone, type PhoneEffect } from '#machines/android/android-phone';
import { androidScreen } from '#machines/android/android-screen';
import { androidSystem } from '#machines/android/android-system';
import type { Dial, Timers } from '#protocols/channel';
import { createConditions, type Conditions, type Release } from '../conditions.ts';
import { randomOf, type Random } from '../random.ts';
import { createApps, type DeviceApps } from './apps.ts';
import { createDeviceClock, type DeviceClock } from './clock.ts';
import { createDebugging, type Debugging } from './debugging.ts';
import { createFiles, type DeviceFiles } from './files.ts';
import { createLogs, type DeviceLogs } from './logs.ts';
import { createNetwork, type DeviceNetwork } from './network.ts';
import type { Profile } from './profile.ts';
import { propertiesOf } from './properties.ts';
import { settingsOf, type Settings } from './settings.ts';

/** Where a device stands. */
export type AndroidGround = {
  timers: Timers;
  /** The true time when it is started, ms since 1970. */
  startedAtMs: number;
  seed?: number;
  /** Times of Doze, if not those of AOSP. */
  doze?: DozeTimes;
};

/** What is told of: the screen, its display, calls, what it finds of the internet, and whether the device is there at all. */
export type DeviceEvent =
  | 'screen-on'
  | 'screen-off'
  | 'turned'
  | 'down'
  | 'up'
  | 'hung'
  | 'thawed'
  | PhoneEffect['type']
  | InternetEffect['type'];

export type AndroidDevice = {
  profile: Profile;
  timers: Timers;
  random: Random;
  clock: DeviceClock;
  conditions: Conditions;
  properties: Map<string, string>;
  settings: Settings;
  files: DeviceFiles;
  logs: DeviceLogs;
  apps: DeviceApps;
  network: DeviceNetwork;
  system: Actor<typeof androidSystem>;
  screen: Actor<typeof androidScreen>;
  doze: Actor<typeof androidDoze>;
  battery: Actor<typeof androidBattery>;
  debugging: Debugging;
  phone: Actor<typeof androidPhone>;
  /** What lies behind its WLAN. */
  internet: Actor<typeof androidInternet>;
  /** The window that lies over the app that is in use; null for none. */
  over: string | null;
  /** How wide a bubble of another app is that lies over whatever is in front, dp; 0 where there is none. */
  bubbleDp: number;
  /** How dense a film is that an app lays over the whole display, percent; 0 where there is none. */
  filmPercent: number;
  /** How many times larger than they are laid out its browser shows pages. */
  pageZoom: number;
  /** Whether its browser is handed the first finger of a gesture only. */
  firstFingerOnly: boolean;
  camera: DeviceCamera;
  /** What the shell has set of the display. */
  display: { size: string | null; density: number | null };
  /** What listens on the device, `tcp:8080` or `localabstract:name`, and how it is dialled from within. */
  ports: Map<string, Dial<Uint8Array>>;
  /** What the browser was last told to show; null before. */
  browserAddress: string | null;
  /** Tells that its display may have been turned: its settings say how it stands. */
  turned(): void;
  /** What the browser shows, as a PNG; null while it shows nothing. */
  picture(done: (png: Uint8Array | null) => void): void;
  /** Services of the system that do not answer. */
  missingServices: Set<string>;
  /** Calls back for each of them, until the returned function is called. */
  watch(watcher: (event: DeviceEvent) => void): () => void;
};

const BOOT_MS = 25_000;
const PPM = 10_000;
/** Of a caller. */
const PATIENCE_MS = 30_000;
/** Until its system has noticed that the internet has gone, or is back. */
const INTERNET_LOOK_MS = 10_000;

/** Starts a device, on the charger, with its screen on. */
export function createAndroidDevice(profile: Profile, ground: AndroidGround): AndroidDevice {
  const { timers, startedAtMs, seed = 1, doze: times = AOSP_DOZE } = ground;
  const watchers = new Set<(event: DeviceEvent) => void>();
  const tell = (event: DeviceEvent): void => [...watchers].forEach((watcher) => watcher(event));
  const random = randomOf(seed, profile.name);
  const clock = createDeviceClock(timers, startedAtMs);
  const conditions = createConditions();
  const logs = createLogs(clock.nowMs);
  const system = new Actor(androidSystem, timers, { bootMs: BOOT_MS }, { effect: ({ type }) => tell(type) });
  const screen = new Actor(
    androidScreen,
    timers,
    { timeoutMs: profile.display.screenTimeoutMs },
    { effect: ({ type }) => tell(type) },
  );
  const network = createNetwork(profile, { timers, random, conditions, address: '192.168.7.42' });
  const apps = createApps(profile, { timers, clock, logs });
  const doze = new Actor(
    androidDoze,
    timers,
    { times, hasLight: profile.android.api >= 24 },
    { effect: dozing(apps, network) },
  );
  const perHourPpm = Math.round(profile.battery.drainPerHour * PPM);
  const battery = new Actor(
    androidBattery,
    timers,
    { levelPpm: profile.battery.level * PPM, perHourPpm, source: 'usb' },
    {
      effect({ type }) {
        if (type === 'empty') system.send({ type: 'POWER_OFF' });
        if (type === 'changed') doze.send({ type: 'PLUGGED', plugged: sourceOf(battery) !== 'none' });
      },
    },
  );
  const phone = new Actor(androidPhone, timers, { patienceMs: PATIENCE_MS }, { effect: ({ type }) => tell(type) });
  const internet = new Actor(
    androidInternet,
    timers,
    { lookMs: INTERNET_LOOK_MS },
    { effect: ({ type }) => tell(type) },
  );
  const device: AndroidDevice = {
    profile,
    timers,
    random,
    clock,
    conditions,
    properties: propertiesOf(profile),
    settings: settingsOf(profile),
    files: createFiles(() => Math.floor(clock.nowMs() / 1000)),
    logs,
    apps,
    network,
    system,
    screen,
    doze,
    battery,
    debugging: createDebugging(profile.asksForKey, { timers, random: randomOf(seed, `${profile.name} tokens`) }),
    phone,
    internet,
    ...{ over: null, bubbleDp: 0, filmPercent: 0, pageZoom: 1, firstFingerOnly: false },
    camera: createCamera(),
    display: { size: null, density: null },
    ports: new Map(),
    browserAddress: null,
    turned: () => tell('turned'),
    picture: (done) => done(null),
    missingServices: new Set(),
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
  device.watch((event) => follow(device, event));
  for (const actor of [system, screen, doze, battery, phone, internet]) actor.start();
  return device;
}

/** What the device does when its screen or its system changes. */
function follow(
  { doze, battery, apps, clock, screen, phone, properties, logs }: AndroidDevice,
  event: DeviceEvent,
): void {
  switch (event) {
    case 'screen-on':
    case 'screen-off': {
      const on = event === 'screen-on';
      doze.send({ type: 'SCREEN', on });
      battery.send({ type: 'SCREEN', on });
      return;
    }
    case 'down':
      apps.endAll();
      phone.send({ type: 'HANG_UP' });
      logs.clear(['main', 'system', 'events', 'crash']);
      properties.set('sys.boot_completed', '');
      return;
    case 'up':
      clock.restarted();
      properties.set('sys.boot_completed', '1');
      screen.send({ type: 'WAKE' });
      return;
    case 'rings':
      screen.send({ type: 'WAKE' });
      return;
    case 'rings-no-more':
    case 'turned':
    case 'hung':
    case 'thawed':
    case 'internet-missed':
    case 'internet-found':
  }
}

/** In idle, apps that are not exempt are without network. */
function dozing(apps: DeviceApps, network: DeviceNetwork): (effect: { type: string }) => void {
  const held = new Map<string, Release[]>();
  return ({ type }) => {
    const depth = type.startsWith('deep') ? 'deep' : 'light';
    if (type.endsWith('over')) {
      for (const release of held.get(depth) ?? []) release();
      held.delete(depth);
      return;
    }
    const touched = apps.installed().filter(({ name, core }) => !core && !apps.exempt.has(name));
    held.set(
      depth,
      touched.map(({ name }) => network.block(name)),
    );
  };
}

/** Where the system believes it gets its power from. */
export function sourceOf(battery: AndroidDevice['battery']): 'none' | 'usb' | 'ac' {
  const { source, pretended } = battery.getSnapshot().context;
  return pretended.source ?? source;
}

/** Percent, as the system believes. */
export function levelOf(battery: AndroidDevice['battery']): number {
  const { levelPpm, pretended } = battery.getSnapshot().context;
  return pretended.level ?? Math.floor(levelPpm / PPM);
}
