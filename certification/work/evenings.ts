/** The evenings, in the order in which they are played: what they are, and what is done to the device. */
import { BROWSER, type Evening } from './evening.ts';

const SCREEN_OFF = 'input keyevent 223';
const SCREEN_ON = 'input keyevent 224';
const UNPLUG = 'dumpsys battery unplug';
const PLUG = 'dumpsys battery reset';
const DOZE = 'dumpsys deviceidle force-idle';
const NO_DOZE = 'dumpsys deviceidle unforce';
export const SCREEN = 'dumpsys power';
export const CABLE = 'dumpsys battery';
export const DEPTH = 'dumpsys deviceidle get deep';
const UNLOCK = 'wm dismiss-keyguard';
/** Commands that need not succeed: some Androids have no such command, and some no keyguard. */
export const MAY_FAIL: readonly string[] = [UNLOCK];

const AWAKE = [PLUG, NO_DOZE, 'svc wifi enable', SCREEN_ON, UNLOCK];
/** How it lies there, asked before it is taken up. */
const LOOK = [SCREEN, CABLE];
const put = { putAway: [UNPLUG, SCREEN_OFF], takeUp: [...LOOK, SCREEN_ON, UNLOCK, PLUG] };
const always = { before: AWAKE, after: AWAKE };

export const evenings: readonly Evening[] = [
  {
    name: 'taps',
    about: 'Tables are opened, booked and paid, by taps.',
    scenario: 'device-evening',
    way: 'cable',
    expects: true,
    ...always,
    ...put,
  },
  {
    name: 'out-of-range',
    about: 'Its WLAN is switched off three times, with a tab open.',
    scenario: 'device-out-of-range',
    way: 'wlan',
    ...always,
    ...put,
  },
  {
    name: 'put-away',
    about: 'Its screen is switched off for a minute, three times, with a tab open.',
    scenario: 'device-put-away',
    way: 'wlan',
    ...always,
    ...put,
  },
  {
    name: 'left-lying',
    about: 'It is left lying with a tab open until the tab is free, three times.',
    scenario: 'device-left-lying',
    way: 'wlan',
    ...always,
    ...put,
  },
  {
    name: 'doze',
    about: 'It lies unplugged for ten minutes, and deep Doze is forced. Its browser is exempt from it meanwhile.',
    scenario: 'device-dozes',
    way: 'wlan',
    before: [...AWAKE, `dumpsys deviceidle whitelist +${BROWSER}`],
    after: [...AWAKE, `dumpsys deviceidle whitelist -${BROWSER}`],
    putAway: [UNPLUG, SCREEN_OFF, DOZE, DEPTH],
    takeUp: [...LOOK, DEPTH, NO_DOZE, SCREEN_ON, UNLOCK, PLUG],
  },
  {
    name: 'screen-off',
    about: 'It lies unplugged for half an hour with its screen off.',
    scenario: 'device-screen-off',
    way: 'wlan',
    only: 'long',
    ...always,
    ...put,
  },
];
