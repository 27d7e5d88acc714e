/** Everything on the floor of a run, as faults and steps get at it. */
import type { Floor } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';
import type { Device } from './devices/standard-device.ts';
import type { Printer } from './devices/printer.ts';
import type { Terminal } from './devices/terminal.ts';
import type { Ground } from './grounds/ground.ts';
import type { Watch } from './watchers.ts';

/** Something that takes events: an actor of one of the link charts. */
export type Actor<E> = { send(event: E): void };

export type World = {
  ground: Ground;
  scenario: Scenario;
  floor: Floor;
  devices: Map<string, Device>;
  printers: Map<string, Printer>;
  beltPrinters: Map<string, Printer>;
  terminals: Map<string, Terminal>;
  wlan: Map<string, Actor<{ type: 'COVERAGE_LOST' | 'COVERAGE_BACK' | 'ACCESS_POINT_DOWN' | 'ACCESS_POINT_UP' }>>;
  accessPoints: Map<string, Actor<{ type: 'REBOOT' | 'POWER_OFF' | 'POWER_ON' }>>;
  bluetooth: Map<string, Actor<{ type: 'OUT_OF_RANGE' } | { type: 'IN_RANGE' }>>;
  /** Calls back for every event of a kind and node recorded from now on, until the returned function is called. */
  watch: Watch;
  /** Scenario milliseconds as milliseconds of this run. */
  scaled(ms: number): number;
};
