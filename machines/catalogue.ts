/** All charts of the house, by the names of the glossary. */
import type { AnyStateMachine } from 'xstate';
import { accessPoint } from './network/access-point.ts';
import { beltPrinter } from './printers/belt-printer.ts';
import { bluetoothLink } from './printers/bluetooth-link.ts';
import { camera } from './camera.ts';
import { cameraView } from './camera-view.ts';
import { handheld } from './handheld.ts';
import { kitchenMonitor } from './printers/kitchen-monitor.ts';
import { lanPort } from './network/lan-port.ts';
import { payment } from './models/payment.ts';
import { paymentTerminal } from './payment-terminal.ts';
import { printJob } from './models/print-job.ts';
import { redundantPaths } from './network/redundant-paths.ts';
import { stationChart } from './station/station.ts';
import { tabLock } from './models/tab-lock.ts';
import { tabMoney } from './models/tab-money.ts';
import { tablet } from './tablet.ts';
import { thinClient } from './thin-client.ts';
import { till } from './till.ts';
import { wlanLink } from './network/wlan-link.ts';
import { wlanPrinter } from './printers/wlan-printer.ts';

/** A chart, its name, and one line on what it models. */
export type MachineEntry = { name: string; about: string; machine: AnyStateMachine };

export const machineCatalogue: readonly MachineEntry[] = [
  { name: 'handheld', about: 'mPOS Handheld: the app and its connection-problems dialog', machine: handheld },
  { name: 'tablet', about: 'mPOS Tablet: the same software, landscape', machine: tablet },
  { name: 'till', about: 'the till as an equal holder of tabs', machine: till },
  {
    name: 'thin-client',
    about: 'thin client: a place at the server, its screens, and the dialog',
    machine: thinClient,
  },
  { name: 'station', about: 'what the server does, and shows, for one thin client', machine: stationChart },
  { name: 'wlan-link', about: 'WLAN of one station: connected, roaming, silent, lost, rejoining', machine: wlanLink },
  { name: 'access-point', about: 'access point: on, off', machine: accessPoint },
  { name: 'lan-port', about: 'LAN port of one station: up, down, negotiating', machine: lanPort },
  { name: 'redundant-paths', about: 'two paths to the server, and the changes between them', machine: redundantPaths },
  { name: 'bluetooth-link', about: 'Bluetooth between a device and its belt printer', machine: bluetoothLink },
  { name: 'belt-printer', about: 'belt printer: power, paper, cover, head', machine: beltPrinter },
  { name: 'wlan-printer', about: 'WLAN printer: power, paper, cover, head', machine: wlanPrinter },
  { name: 'camera', about: 'camera of the till: plugged in, or not', machine: camera },
  { name: 'camera-view', about: 'the CAM view of a device: asked for, open, left', machine: cameraView },
  { name: 'kitchen-monitor', about: 'kitchen monitor: on, off', machine: kitchenMonitor },
  {
    name: 'payment-terminal',
    about: 'payment terminal: card, host, result, acknowledgement',
    machine: paymentTerminal,
  },
  { name: 'payment', about: 'reference model of a card payment', machine: payment },
  { name: 'print-job', about: 'reference model of a print job', machine: printJob },
  { name: 'tab-money', about: 'reference model of the money of one tab', machine: tabMoney },
  { name: 'tab-lock', about: 'reference model of the lock of one tab', machine: tabLock },
];
