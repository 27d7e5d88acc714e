/**
 * The evenings, in the order in which they are played: what they are, and what is done to the device. Those with a tester
 * come first: then he may go.
 */
import { isCharged } from './charge.ts';
import { BROWSER, type Evening } from './evening.ts';
import { TEST_CARDS } from './cards.ts';
import {
  ACCESS_POINT,
  ANSWERS,
  CABLE,
  CALLS,
  CRASHES,
  DENSITY,
  DEPTH,
  FRONT,
  looksWithoutInternet,
  MAY_USE_CAMERA,
  NETWORKS,
  NO_CRASHES,
  PORTAL,
  PORTAL_MODE,
  SCREEN,
  SIDE,
  SIZE,
  WAY,
} from './looks.ts';

const SCREEN_OFF = 'input keyevent 223';
const SCREEN_ON = 'input keyevent 224';
const WLAN_OFF = 'svc wifi disable';
const WLAN_ON = 'svc wifi enable';
const UNPLUG = 'dumpsys battery unplug';
const PLUG = 'dumpsys battery reset';
const DOZE = 'dumpsys deviceidle force-idle';
const NO_DOZE = 'dumpsys deviceidle unforce';
export const LOW_PERCENT = 5;
const UNLOCK = 'wm dismiss-keyguard';
/** Commands that need not succeed: some Androids have no such command, service or setting, and some no keyguard. */
const MAY_FAIL: readonly string[] = [
  ...[UNLOCK, CALLS, FRONT, ACCESS_POINT, MAY_USE_CAMERA],
  ...[NETWORKS, PORTAL_MODE, PORTAL],
];
/** What leads somewhere fails where nothing leads there. */
export const mayFail = (command: string): boolean =>
  MAY_FAIL.includes(command) || command.startsWith(WAY) || command.startsWith(ANSWERS);

/** Whatever its sensor says, that side is up; and then it is asked whether it has taken that. */
export const turnedTo = (quarters: number): readonly string[] => [
  `settings put system accelerometer_rotation 0; settings put system user_rotation ${quarters}`,
  SIDE,
];
/** As it comes out of the box: the display follows the hand. */
const FOLLOWS_HAND = 'settings put system user_rotation 0; settings put system accelerometer_rotation 1';

const AWAKE = [PLUG, NO_DOZE, WLAN_ON, SCREEN_ON, UNLOCK];
/** Half of 255, whatever the light. */
const HALF_BRIGHT = 'settings put system screen_brightness_mode 0; settings put system screen_brightness 128';
const AS_BRIGHT_AS_DAY = 'settings put system screen_brightness_mode 1';
/** Longer than any evening, and the ten minutes that a certification wants, ms. */
const STAYS_ON = 'settings put system screen_off_timeout 14400000';
const GOES_OFF = 'settings put system screen_off_timeout 600000';
/** How it lies there, asked before it is taken up. */
const LOOK = [SCREEN, CABLE];
const put = { putAway: [UNPLUG, SCREEN_OFF], takeUp: [...LOOK, SCREEN_ON, UNLOCK, PLUG] };
const always = { before: AWAKE, after: AWAKE };

export const evenings: readonly Evening[] = [
  {
    name: 'called',
    about: 'The tester calls it twice with a tab open, and work goes on.',
    scenario: 'device-called',
    way: 'cable',
    only: 'tester',
    tester: {
      needs:
        'Have another phone at hand, and the number of this device. You will be asked to call it twice, one minute and four minutes after you have begun. Sound on, “do not disturb” off. Nobody touches the device.',
      during: {
        asks: 'Call the device now. Let it ring for 10 s and hang up; do not touch the device. Say that it is done when it has stopped ringing, within 90 s.',
        looks: () => [CALLS, FRONT],
      },
    },
    ...always,
    ...put,
  },
  {
    name: 'carried',
    about: 'The tester carries it to another access point and back with a tab open, and work goes on.',
    scenario: 'device-carried',
    way: 'wlan',
    only: 'tester',
    tester: {
      needs:
        'Know where two access points of the same WLAN are, so far apart that the device changes over, and have a cable that reaches. You will be asked to carry it twice: there, one minute after you have begun, and back, three and a half minutes after. Nobody touches its display.',
      during: {
        asks: 'Carry the device to the other access point now, at a walk, its display on. Do not touch the display. Say that it is done when you have stood there for 10 s, within 90 s.',
        looks: () => [ACCESS_POINT],
      },
    },
    ...always,
    ...put,
  },
  {
    name: 'uplink',
    about: 'The tester cuts the uplink of its WLAN for ten minutes, and work goes on.',
    scenario: 'device-without-internet',
    way: 'wlan',
    only: 'tester',
    tester: {
      needs:
        'Know the cable by which the WLAN gets its internet: from the router to the modem or to the wall. The WLAN has to stay when it is out, and so has the way from there to this computer. Put a SIM card with mobile data into the device if it is to have one at work. You will be asked to pull that cable half a minute after you have begun, and to put it in again ten minutes later. Nobody touches the device, unless it asks about the internet.',
      during: {
        asks: 'Pull the cable to the internet now, and leave it out for ten minutes. If the device asks about the internet meanwhile, answer that it is to stay connected, and touch nothing else. Then put the cable in again and say that it is done, within twelve minutes from now.',
        also: 'Done, and it asked me',
        looks: looksWithoutInternet,
      },
    },
    before: [...AWAKE, STAYS_ON, PORTAL_MODE, PORTAL],
    after: [SCREEN, ...AWAKE, GOES_OFF],
    ...put,
  },
  {
    name: 'cards',
    about: 'The tester holds ten cards before its camera, one after the other, at tabs.',
    scenario: 'device-cards',
    way: 'cable',
    only: 'tester',
    tester: {
      needs:
        'Print the ten cards of this page at 100 % and cut them out. Fix the device lying, its camera at the back 15 cm above a table with 200 lx on it, and nothing else with a code in sight. You will be asked to lay one card after the other under the camera, for eight minutes, and have 25 s for each. Nobody touches the display, unless the browser asks whether its page may use the camera: allow it.',
      holds: (code) =>
        `Lay card ${TEST_CARDS.findIndex((card) => card.code === code) + 1} (${code}) under the camera now, take the others away, and say that it is done when it lies still.`,
    },
    before: [...AWAKE, MAY_USE_CAMERA],
    after: AWAKE,
    ...put,
  },
  {
    name: 'charge',
    about: 'It works for an hour and a half on its battery, its display at half brightness.',
    scenario: 'device-charge',
    way: 'wlan',
    only: 'unplugged',
    tester: {
      needs:
        'Leave the device where its WLAN is good, pull out its cable now, and leave it out for an hour and a half. Nobody touches the device.',
      ends: 'Put the cable in again.',
    },
    hindered: isCharged,
    before: [...AWAKE, HALF_BRIGHT, STAYS_ON, CABLE],
    after: [SCREEN, CABLE, ...AWAKE, AS_BRIGHT_AS_DAY, GOES_OFF],
    ...put,
  },
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
    about: 'Its browser connects a hundred times; then its WLAN is switched off three times, with a tab open.',
    scenario: 'device-out-of-range',
    way: 'wlan',
    connects: true,
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
    about: 'It is left lying without WLAN, with a tab open, until the tab is free, three times.',
    scenario: 'device-left-lying',
    way: 'wlan',
    ...always,
    // A good device is heard while its screen is off (NET-8), so its tab would stay its own.
    putAway: [UNPLUG, SCREEN_OFF, WLAN_OFF],
    takeUp: [...LOOK, WLAN_ON, SCREEN_ON, UNLOCK, PLUG],
  },
  {
    name: 'reset',
    about: 'Its app is reset by two fingers ten times, with a tab open.',
    scenario: 'device-reset',
    way: 'cable',
    ...always,
    ...put,
  },
  {
    name: 'screens',
    about: 'Screenshots are taken of the screens that it shows, while tables are served.',
    scenario: 'device-screens',
    way: 'cable',
    screens: true,
    before: [...AWAKE, FRONT],
    after: [FRONT, ...AWAKE],
    ...put,
  },
  {
    name: 'turned',
    about: 'It is turned once round, with a tab open.',
    scenario: 'device-turned',
    way: 'cable',
    before: AWAKE,
    after: [SIZE, DENSITY, ...AWAKE, FOLLOWS_HAND],
    ...put,
  },
  {
    name: 'low-battery',
    about: `Its system believes that its battery is at ${LOW_PERCENT} %, and tables are served.`,
    scenario: 'device-low-battery',
    way: 'wlan',
    before: [...AWAKE, UNPLUG, `dumpsys battery set level ${LOW_PERCENT}`],
    after: [CABLE, ...AWAKE],
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
  {
    name: 'hours',
    about: 'It works for eight hours, table after table, its display on.',
    scenario: 'device-hours',
    way: 'wlan',
    only: 'long',
    before: [...AWAKE, STAYS_ON, NO_CRASHES],
    after: [CRASHES, SCREEN, ...AWAKE, GOES_OFF],
    ...put,
  },
];
