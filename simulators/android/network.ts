/**
 * The WLAN of a device: the chart of the house for a station (machines/network/wlan-link.ts), whether it is switched on, and who
 * on the device may use it. A packet passes, or does not; how long it takes is drawn from the seed.
 */
import { Actor } from '#machines/actor';
import type { androidInternet } from '#machines/android/android-internet';
import { wlanLink } from '#machines/network/wlan-link';
import type { Timers } from '#protocols/channel';
import type { Conditions, Release } from '../conditions.ts';
import type { Random } from '../random.ts';
import type { Profile } from './profile.ts';

/** What changed for whom: everything, or one app. */
export type NetworkWatcher = (app: string | null) => void;

export type DeviceNetwork = {
  link: Actor<typeof wlanLink>;
  isOn(): boolean;
  setOn(on: boolean): void;
  /** Has it leave its WLAN, for mobile data or for nothing, until that is released. */
  leave(onMobileData: boolean): Release;
  /** Whether apps would go by mobile data while there is no WLAN. */
  onMobileData: boolean;
  /** Whether it is associated with an access point, as far as the device knows. */
  isConnected(): boolean;
  /** Whether packets of an app, or of the shell, pass now. */
  passes(app?: string): boolean;
  /** How long the next packet takes there and back, ms; null if it is lost. */
  roundTripMs(): number | null;
  /** How long a new connection of its browser waits besides, ms. */
  dialMs: number;
  /** Holds up everything an app sends and gets. */
  block(app: string): Release;
  watch(watcher: NetworkWatcher): void;
  counters: { sent: number; retried: number; lost: number; received: number };
  address: string;
  /** Of the access point it is with: of one of five, in turn. */
  bssid(): string;
  /** The number its system gives the WLAN: another one whenever it has joined. */
  id(): number;
};

/** The till, on the network of the device. */
export const TILL_ADDRESS = '192.168.7.10';

/** Missed beacons with the screen on; and until it has joined again, ms. */
const BEACON_LOSS_MS = 2_000;
const REJOIN_MS = 3_000;

const FIRST_ID = 100;

type Surroundings = { timers: Timers; random: Random; conditions: Conditions; address: string };

export function createNetwork({ wlan }: Profile, { timers, random, conditions, address }: Surroundings): DeviceNetwork {
  const watchers: NetworkWatcher[] = [];
  const blocked = new Set<string>();
  const tell = (app: string | null): void => watchers.forEach((watcher) => watcher(app));
  let audible = true;
  let changes = 0;
  let joined = 0;
  let off: Release | null = null;
  const link = new Actor(
    wlanLink,
    timers,
    { beaconLossMs: BEACON_LOSS_MS, rejoinMs: REJOIN_MS },
    {
      effect({ type }) {
        if (type === 'roamed') changes += 1;
        if (type === 'network-back') joined += 1;
        if (type === 'silent') audible = false;
        else if (type === 'audible') audible = true;
        tell(null);
      },
    },
  );
  link.start();
  const withoutAccessPoint = (): Release =>
    conditions.hold('wlan', 'without access point', () => {
      link.send({ type: 'ACCESS_POINT_DOWN' });
      return () => link.send({ type: 'ACCESS_POINT_UP' });
    });
  const counters = { sent: 5120, retried: Math.floor((5120 * wlan.retriedPercent) / 100), lost: 1, received: 9001 };
  const network: DeviceNetwork = {
    link,
    isOn: () => off === null,
    setOn(on) {
      if (on === (off === null)) return;
      if (on) off?.();
      off = on ? null : withoutAccessPoint();
    },
    leave(onMobileData) {
      const back = withoutAccessPoint();
      const release = conditions.set('wlan', 'mobile data', onMobileData, false, (value) => {
        network.onMobileData = value;
      });
      return () => {
        back();
        release();
      };
    },
    onMobileData: false,
    isConnected: () => off === null && !['lost', 'rejoining'].includes(String(link.getSnapshot().value)),
    passes: (app) => audible && (app === undefined || !blocked.has(app)),
    roundTripMs() {
      counters.sent += 1;
      if (!audible || random.chance(wlan.lossPerMille)) {
        counters.lost += 1;
        return null;
      }
      counters.received += 1;
      if (random.chance(wlan.retriedPercent * 10)) counters.retried += 1;
      const [least, most] = wlan.delayMs;
      return random.between(least, most) + random.between(least, most);
    },
    dialMs: 0,
    block: (app) =>
      conditions.hold(app, 'without network', () => {
        blocked.add(app);
        tell(app);
        return () => {
          blocked.delete(app);
          tell(app);
        };
      }),
    watch: (watcher) => void watchers.push(watcher),
    counters,
    address,
    bssid: () => `02:00:5e:00:00:0${1 + (changes % 5)}`,
    id: () => FIRST_ID + joined,
  };
  return network;
}

/** Whether its system holds its WLAN for validated: it found the internet when it last looked. */
export function hasInternet({ internet }: { internet: Actor<typeof androidInternet> }): boolean {
  return ['validated', 'cut'].includes(String(internet.getSnapshot().value));
}

/** Whether something outside of the WLAN answers now, by whatever way apps go. */
export function reachesOutside({
  network,
  internet,
}: {
  network: DeviceNetwork;
  internet: Actor<typeof androidInternet>;
}): boolean {
  return network.isConnected()
    ? ['validated', 'mended'].includes(String(internet.getSnapshot().value))
    : network.onMobileData;
}
