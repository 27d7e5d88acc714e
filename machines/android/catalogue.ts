/** The charts of simulated Android devices. They stand on no floor, so generated floors need not come to their states. */
import type { MachineEntry } from '../catalogue.ts';
import { androidApp } from './android-app.ts';
import { androidBattery } from './android-battery.ts';
import { androidDoze } from './android-doze.ts';
import { androidInternet } from './android-internet.ts';
import { androidPhone } from './android-phone.ts';
import { androidScreen } from './android-screen.ts';
import { androidSystem } from './android-system.ts';
import { energySaver } from './energy-saver.ts';
import { roamingWalk } from './roaming.ts';
import { turningDisplay } from './turning-display.ts';
import { usbDebugging } from './usb-debugging.ts';

export const androidMachines: readonly MachineEntry[] = [
  { name: 'android-system', about: 'an Android device as a whole: up, hung, off, booting', machine: androidSystem },
  { name: 'android-screen', about: 'screen of an Android device: on, off', machine: androidScreen },
  { name: 'android-phone', about: 'phone of an Android device: silent, ringing', machine: androidPhone },
  {
    name: 'android-internet',
    about: 'the internet behind the WLAN of an Android device: validated, cut, missed',
    machine: androidInternet,
  },
  { name: 'android-doze', about: 'Doze of an Android device, deep and light', machine: androidDoze },
  { name: 'android-battery', about: 'battery of an Android device', machine: androidBattery },
  { name: 'android-app', about: 'an app on an Android device: stopped, running, frozen', machine: androidApp },
  { name: 'energy-saver', about: 'energy saving of a maker, which strikes at apps', machine: energySaver },
  { name: 'roaming-walk', about: 'walking from access point to access point', machine: roamingWalk },
  { name: 'turning-display', about: 'a display that does not take being turned well', machine: turningDisplay },
  {
    name: 'usb-debugging',
    about: 'a computer at the door of an Android device: asked about, let in, refused',
    machine: usbDebugging,
  },
];
