/** All faults, by name. docs/faults.md is generated from here. */
import type { Fault } from './fault.ts';
import { accessPointReboot } from './air/access-point-reboot.ts';
import { appFrozen } from './device/app-frozen.ts';
import { appMissing } from './device/app-missing.ts';
import { badCable } from './network/bad-cable.ts';
import { batteryEmpty } from './device/battery-empty.ts';
import { beltPrinterOff } from './printer/belt-printer-off.ts';
import { beltPrinterOutOfRange } from './printer/belt-printer-out-of-range.ts';
import { beltPrinterUnpaired } from './printer/belt-printer-unpaired.ts';
import { cableOut } from './network/cable-out.ts';
import { call } from './device/call.ts';
import { cameraUnplugged } from './device/camera-unplugged.ts';
import { cardDeclined } from './terminal/card-declined.ts';
import { carried } from './air/carried.ts';
import { clockSkew } from './device/clock-skew.ts';
import { coverOpen } from './printer/cover-open.ts';
import { customerAborts } from './terminal/customer-aborts.ts';
import { diskFull } from './server/disk-full.ts';
import { fullHouse } from './air/full-house.ts';
import { halfOpen } from './network/half-open.ts';
import { linkDrop } from './network/link-drop.ts';
import { linkLatency } from './network/link-latency.ts';
import { monitorOff } from './printer/monitor-off.ts';
import { otherNetwork } from './network/other-network.ts';
import { oldHardware } from './device/old-hardware.ts';
import { outOfRange } from './air/out-of-range.ts';
import { ovenOn } from './air/oven-on.ts';
import { paperOut } from './printer/paper-out.ts';
import { pathFlaps } from './network/path-flaps.ts';
import { printerOff } from './printer/printer-off.ts';
import { printerOffMidJob } from './printer/printer-off-mid-job.ts';
import { printerStuck } from './printer/printer-stuck.ts';
import { putAway } from './device/put-away.ts';
import { serverClockStep } from './server/server-clock-step.ts';
import { serverKilled } from './server/server-killed.ts';
import { serverPaused } from './server/server-paused.ts';
import { serverSlow } from './server/server-slow.ts';
import { serviceAnswerLost } from './service/service-answer-lost.ts';
import { serviceBusy } from './service/service-busy.ts';
import { serviceCertificateExpired } from './service/service-certificate-expired.ts';
import { serviceDown } from './service/service-down.ts';
import { serviceFailing } from './service/service-failing.ts';
import { serviceSlow } from './service/service-slow.ts';
import { serviceWrong } from './service/service-wrong.ts';
import { switchedOff } from './device/switched-off.ts';
import { terminalLostMidPayment } from './terminal/terminal-lost-mid-payment.ts';
import { terminalSlow } from './terminal/terminal-slow.ts';
import { tillRestart } from './server/till-restart.ts';

const faults: readonly Fault[] = [
  accessPointReboot as Fault,
  appFrozen as Fault,
  appMissing as Fault,
  badCable as Fault,
  batteryEmpty as Fault,
  beltPrinterOff as Fault,
  beltPrinterOutOfRange as Fault,
  beltPrinterUnpaired as Fault,
  cableOut as Fault,
  call as Fault,
  cameraUnplugged as Fault,
  cardDeclined as Fault,
  carried as Fault,
  clockSkew as Fault,
  coverOpen as Fault,
  customerAborts as Fault,
  diskFull as Fault,
  fullHouse as Fault,
  halfOpen as Fault,
  linkDrop as Fault,
  linkLatency as Fault,
  monitorOff as Fault,
  otherNetwork as Fault,
  oldHardware as Fault,
  outOfRange as Fault,
  ovenOn as Fault,
  paperOut as Fault,
  pathFlaps as Fault,
  printerOff as Fault,
  printerOffMidJob as Fault,
  printerStuck as Fault,
  putAway as Fault,
  serverClockStep as Fault,
  serverKilled as Fault,
  serverPaused as Fault,
  serverSlow as Fault,
  serviceAnswerLost as Fault,
  serviceBusy as Fault,
  serviceCertificateExpired as Fault,
  serviceDown as Fault,
  serviceFailing as Fault,
  serviceSlow as Fault,
  serviceWrong as Fault,
  switchedOff as Fault,
  terminalLostMidPayment as Fault,
  terminalSlow as Fault,
  tillRestart as Fault,
];

export const faultCatalogue: ReadonlyMap<string, Fault> = new Map(faults.map((fault) => [fault.name, fault]));
