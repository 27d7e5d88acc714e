/**
 * The packages of a device and the processes of those that run: started, ended and frozen as their chart has it
 * (machines/android/android-app.ts), with process numbers that no two of them share.
 */
import { Actor } from '#machines/actor';
import { androidApp, type ExitReason } from '#machines/android/android-app';
import type { Timers } from '#protocols/channel';
import { unreachable } from '#protocols/unreachable';
import type { DeviceClock } from './clock.ts';
import type { DeviceLogs } from './logs.ts';
import type { Profile } from './profile.ts';

/** The app that is certified, in the twin. */
export const POS_APP = 'de.example.pos';
/** The browser of the device. */
export const BROWSER = 'com.android.chrome';

/** The system itself: nothing puts it to sleep. */
const CORE = ['android', 'com.android.settings', 'com.android.shell', 'com.android.systemui'];
const EVERYWHERE = [...CORE, BROWSER, POS_APP];

/** How an app ended, for `dumpsys activity exit-info`. */
export type Exit = { atMs: number; pid: number; reason: ExitReason };

export type DeviceApp = {
  name: string;
  actor: Actor<typeof androidApp>;
  /** null while it does not run. */
  pid: number | null;
  exits: Exit[];
  /** How long it took to be shown when it was last started, ms; null before. */
  shownAfterMs: number | null;
  /** Standby bucket, Android 9 on. */
  bucket: number;
  /** Whether it may work in the background. */
  background: 'allow' | 'ignore';
  /** Whether it came with the device, so that nobody can remove it. */
  system: boolean;
  core: boolean;
};

/** Something that is told of the life of apps. */
export type AppWatcher = (app: DeviceApp, what: 'spawned' | 'shown' | 'ended' | 'frozen' | 'thawed') => void;

export type DeviceApps = {
  installed(): readonly DeviceApp[];
  find(name: string): DeviceApp | null;
  install(name: string): DeviceApp;
  remove(name: string): boolean;
  /** Ends all of them, as the device goes down. */
  endAll(): void;
  watch(watcher: AppWatcher): void;
  /** Apps that Doze leaves alone by the user's will, and since when, ms of the timers. */
  exempt: Map<string, number>;
};

const FIRST_PID = 2101;
const START_MS = 700;
const ACTIVE = 10;

type Surroundings = { timers: Timers; clock: DeviceClock; logs: DeviceLogs };

export function createApps(profile: Profile, surroundings: Surroundings): DeviceApps {
  const apps = new Map<string, DeviceApp>();
  const watchers: AppWatcher[] = [];
  let nextPid = FIRST_PID;
  const pids = (): number => (nextPid += 37) - 37;

  function install(name: string): DeviceApp {
    const known = apps.get(name);
    if (known !== undefined) return known;
    const system = name !== POS_APP && (EVERYWHERE.includes(name) || profile.packages.includes(name));
    const app = createApp({ name, system }, surroundings, pids, watchers);
    apps.set(name, app);
    return app;
  }

  const webView = profile.webView === null ? [] : [profile.webView.package];
  for (const name of [...EVERYWHERE, ...webView, ...profile.packages]) install(name);
  const end = (app: DeviceApp): void => app.actor.send({ type: 'END', reason: 'OTHER KILLS BY SYSTEM' });
  return {
    installed: () => [...apps.values()],
    find: (name) => apps.get(name) ?? null,
    install,
    remove(name) {
      const app = apps.get(name);
      if (app === undefined || app.system) return false;
      end(app);
      return apps.delete(name);
    },
    endAll: () => apps.forEach(end),
    watch: (watcher) => void watchers.push(watcher),
    exempt: new Map(),
  };
}

/** An app that does not run yet. */
function createApp(
  { name, system }: Pick<DeviceApp, 'name' | 'system'>,
  { timers, clock, logs }: Surroundings,
  pids: () => number,
  watchers: readonly AppWatcher[],
): DeviceApp {
  let startedMs = 0;
  const log = (tag: string, text: string): void => logs.say({ buffer: 'events', level: 'I', tag, pid: 1000, text });
  const actor = new Actor(
    androidApp,
    timers,
    { startMs: START_MS },
    {
      effect(effect) {
        switch (effect.type) {
          case 'spawned':
            startedMs = clock.upMs();
            app.pid = pids();
            log('am_proc_start', `[0,${app.pid},10231,${name}]`);
            break;
          case 'ended':
            app.exits.unshift({ atMs: clock.nowMs(), pid: app.pid ?? 0, reason: effect.reason });
            log('am_proc_died', `[0,${app.pid},${name}]`);
            app.pid = null;
            break;
          case 'shown':
            app.shownAfterMs = clock.upMs() - startedMs;
            break;
          case 'frozen':
          case 'thawed':
            log(`am_${effect.type}`, `[${app.pid},${name}]`);
            break;
          default:
            unreachable(effect);
        }
        for (const watcher of watchers) watcher(app, effect.type);
      },
    },
  );
  const app: DeviceApp = {
    name,
    actor,
    pid: null,
    exits: [],
    shownAfterMs: null,
    bucket: ACTIVE,
    background: 'allow',
    system,
    core: CORE.includes(name),
  };
  actor.start();
  return app;
}
