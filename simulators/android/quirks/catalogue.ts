/** All quirks, by name. */
import { asksAboutInternet } from './asks-about-internet.ts';
import { batteryDrains } from './battery-drains.ts';
import { batterySaver } from './battery-saver.ts';
import { bubbleOverApps } from './bubble-over-apps.ts';
import { calls } from './calls.ts';
import { clockWrong } from './clock-wrong.ts';
import { dialsSlowly } from './dials-slowly.ts';
import { goesOff, hangs, reboots } from './down.ts';
import { dropsSecondFinger } from './drops-second-finger.ts';
import { energySaver } from './energy-saver.ts';
import { filmOverApps } from './film-over-apps.ts';
import { focusesLate } from './focuses-late.ts';
import { forgetsExemptions } from './forgets-exemptions.ts';
import { leavesWithoutInternet } from './leaves-without-internet.ts';
import type { Quirk } from './quirk.ts';
import { revokesKeys } from './revokes-keys.ts';
import { roamingStalls } from './roaming-stalls.ts';
import { serviceMissing } from './service-missing.ts';
import { slowApps } from './slow-apps.ts';
import { turnsBadly } from './turns-badly.ts';
import { zoomsPages } from './zooms-pages.ts';

const quirks: readonly Quirk[] = [
  asksAboutInternet as Quirk,
  batteryDrains as Quirk,
  batterySaver as Quirk,
  bubbleOverApps as Quirk,
  calls as Quirk,
  clockWrong as Quirk,
  dialsSlowly as Quirk,
  dropsSecondFinger as Quirk,
  energySaver as Quirk,
  filmOverApps as Quirk,
  focusesLate as Quirk,
  forgetsExemptions as Quirk,
  goesOff as Quirk,
  hangs as Quirk,
  leavesWithoutInternet as Quirk,
  reboots as Quirk,
  revokesKeys as Quirk,
  roamingStalls as Quirk,
  serviceMissing as Quirk,
  slowApps as Quirk,
  turnsBadly as Quirk,
  zoomsPages as Quirk,
];

export const quirkCatalogue: ReadonlyMap<string, Quirk> = new Map(quirks.map((quirk) => [quirk.name, quirk]));
