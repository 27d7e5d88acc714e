/** All faults, by name. docs/faults.md is generated from here. */
import type { Fault } from './fault.ts';
import { accessPointReboot } from './access-point-reboot.ts';
import { appFrozen } from './app-frozen.ts';
import { appMissing } from './app-missing.ts';
import { badCable } from './bad-cable.ts';
import { batteryEmpty } from './battery-empty.ts';
import { beltPrinterOutOfRange } from './belt-printer-out-of-range.ts';
import { cableOut } from './cable-out.ts';
import { cardDeclined } from './card-declined.ts';
import { clockSkew } from './clock-skew.ts';
import { coverOpen } from './cover-open.ts';
import { customerAborts } from './customer-aborts.ts';
import { diskFull } from './disk-full.ts';
import { fullHouse } from './full-house.ts';
import { halfOpen } from './half-open.ts';
import { linkDrop } from './link-drop.ts';
import { linkLatency } from './link-latency.ts';
import { otherNetwork } from './other-network.ts';
import { oldHardware } from './old-hardware.ts';
import { outOfRange } from './out-of-range.ts';
import { ovenOn } from './oven-on.ts';
import { paperOut } from './paper-out.ts';
import { pathFlaps } from './path-flaps.ts';
import { printerOff } from './printer-off.ts';
import { printerOffMidJob } from './printer-off-mid-job.ts';
import { putAway } from './put-away.ts';
import { serverClockStep } from './server-clock-step.ts';
import { serverKilled } from './server-killed.ts';
import { serverPaused } from './server-paused.ts';
import { serverSlow } from './server-slow.ts';
import { switchedOff } from './switched-off.ts';
import { terminalLostMidPayment } from './terminal-lost-mid-payment.ts';
import { terminalSlow } from './terminal-slow.ts';
import { tillRestart } from './till-restart.ts';

const faults: readonly Fault[] = [
  accessPointReboot as Fault,
  appFrozen as Fault,
  appMissing as Fault,
  badCable as Fault,
  batteryEmpty as Fault,
  beltPrinterOutOfRange as Fault,
  cableOut as Fault,
  cardDeclined as Fault,
  clockSkew as Fault,
  coverOpen as Fault,
  customerAborts as Fault,
  diskFull as Fault,
  fullHouse as Fault,
  halfOpen as Fault,
  linkDrop as Fault,
  linkLatency as Fault,
  otherNetwork as Fault,
  oldHardware as Fault,
  outOfRange as Fault,
  ovenOn as Fault,
  paperOut as Fault,
  pathFlaps as Fault,
  printerOff as Fault,
  printerOffMidJob as Fault,
  putAway as Fault,
  serverClockStep as Fault,
  serverKilled as Fault,
  serverPaused as Fault,
  serverSlow as Fault,
  switchedOff as Fault,
  terminalLostMidPayment as Fault,
  terminalSlow as Fault,
  tillRestart as Fault,
];

export const faultCatalogue: ReadonlyMap<string, Fault> = new Map(faults.map((fault) => [fault.name, fault]));
