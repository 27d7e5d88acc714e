/** Everything on the floor of a run, as faults and steps get at it. */
import type { accessPoint } from '#machines/network/access-point';
import type { bluetoothLink } from '#machines/printers/bluetooth-link';
import type { lanPort } from '#machines/network/lan-port';
import type { redundantPaths } from '#machines/network/redundant-paths';
import type { wlanLink } from '#machines/network/wlan-link';
import type { Floor } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';
import type { Actor } from '#machines/actor';
import type { CloudNode } from './cloud/node.ts';
import type { Conditions } from './conditions.ts';
import type { BeltSeat } from './devices/belt/belt-port.ts';
import type { Body } from './devices/body.ts';
import type { Camera } from './devices/camera/camera.ts';
import type { Device } from './devices/standard-device.ts';
import type { Monitor } from './devices/monitor.ts';
import type { Printer } from './devices/printer/printer.ts';
import type { Terminal } from './devices/terminal/terminal.ts';
import type { Ground } from './grounds/ground.ts';
import type { RadioPlan } from './radio/radio.ts';
import type { Watch } from './watchers.ts';

export type World = {
  ground: Ground;
  scenario: Scenario;
  floor: Floor;
  devices: Map<string, Device>;
  bodies: Map<string, Body>;
  /** Brings a sign-up code from the till to a Freestyle device. */
  signUp(device: Device): void;
  printers: Map<string, Printer>;
  beltPrinters: Map<string, Printer>;
  /** Who talks to each of them now. */
  beltSeats: Map<string, BeltSeat>;
  monitors: Map<string, Monitor>;
  /** Cameras of the till that can be viewed. */
  cameras: Map<string, Camera>;
  terminals: Map<string, Terminal>;
  /** Cloud services. */
  services: Map<string, CloudNode>;
  wlan: Map<string, Actor<typeof wlanLink>>;
  accessPoints: Map<string, Actor<typeof accessPoint>>;
  /** Of everything that is wired, and of the server. */
  lanPorts: Map<string, Actor<typeof lanPort>>;
  /** The two paths of the network; null where it has one. */
  paths: Actor<typeof redundantPaths> | null;
  bluetooth: Map<string, Actor<typeof bluetoothLink>>;
  /** What decides the signals of those who stand on the plan; null where the floor has none. */
  radio: RadioPlan | null;
  conditions: Conditions;
  /** Calls back for every event of a kind and node recorded from now on, until the returned function is called. */
  watch: Watch;
  /** Scenario milliseconds as milliseconds of this run. */
  scaled(ms: number): number;
};
