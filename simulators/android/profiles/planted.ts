/**
 * The reference device with one thing wrong, each: what a certification has to find, and nothing else. None of them is
 * on the market.
 */
import type { ProfileData } from '../profile.ts';
import { rocketClass } from './rugged.ts';

/** The reference but for what is wrong. */
function planted(name: string, title: string, wrong: Partial<ProfileData>): ProfileData {
  return { ...rocketClass, name: `planted-${name}`, title: `reference, but ${title}`, source: 'planted', ...wrong };
}

const quirk = (name: string, params: Record<string, unknown> = {}): Partial<ProfileData> => ({
  quirks: [{ quirk: name, with: params }],
});

export const plantedDevices: readonly ProfileData[] = [
  planted('small', 'its display is too small', { display: { widthPx: 320, heightPx: 480, dpi: 160 } }),
  planted('android-6', 'with Android 6', {
    android: { ...rocketClass.android, release: '6.0.1', api: 23, verifiedBoot: null },
  }),
  planted('old-patches', 'without security patches for years', {
    android: { ...rocketClass.android, securityPatch: '2023-01-05' },
  }),
  planted('energy-saver', 'its energy saving ends apps', quirk('energy-saver', { exemptible: false })),
  planted('freezes', 'its energy saving freezes apps', quirk('energy-saver', { takes: 'time', exemptible: false })),
  planted('clock-drifts', 'its clock gains 6 s an hour', quirk('clock-wrong', { driftMs: 100 })),
  planted('clock-wrong', 'its clock is a minute ahead', quirk('clock-wrong', { skewMs: 60_000, automatic: false })),
  planted('roams-badly', 'its WLAN stalls for 4 s when it roams', quirk('roaming-stalls', { everyS: 10 })),
  planted('battery-drains', 'its battery is empty in two hours', quirk('battery-drains', { perHour: 50 })),
  planted('slow-apps', 'apps start slowly', quirk('slow-apps')),
  planted('forgets-exemptions', 'it forgets who is exempt from Doze', quirk('forgets-exemptions')),
  planted('no-battery-service', 'it does not tell of its battery', quirk('service-missing', { service: 'battery' })),
  planted('protocol-a', 'its panel sends contacts without identity', {
    touch: { ...rocketClass.touch, protocol: 'A', fingers: 2 },
  }),
  planted('old-webview', 'its WebView is old', {
    webView: { package: 'com.google.android.webview', version: '74.0.3729.186' },
  }),
  planted('rooted', 'it is rooted', {
    rooted: true,
    android: { ...rocketClass.android, tags: 'test-keys', type: 'userdebug', verifiedBoot: 'orange' },
  }),
  planted('unencrypted', 'its storage is not encrypted', {
    android: { ...rocketClass.android, encrypted: false },
  }),
  planted('no-camera', 'without a camera', { camera: null }),
  planted('turns-badly', 'apps end when it is turned', quirk('turns-badly')),
  planted('sticks-when-turned', 'apps stand still when it is turned', quirk('turns-badly', { takes: 'time' })),
  planted('low-battery-ends', 'apps end at low battery', quirk('battery-saver')),
  planted('low-battery-slow', 'apps stand still at low battery', quirk('battery-saver', { takes: 'time' })),
  planted('low-battery-offline', 'apps are cut off at low battery', quirk('battery-saver', { takes: 'network' })),
  planted('drops-second-finger', 'its browser is handed one finger only', quirk('drops-second-finger')),
  planted('dials-slowly', 'connections of its browser open slowly', quirk('dials-slowly')),
  planted('focuses-late', 'its camera focuses late', quirk('focuses-late')),
  planted('leaves-without-internet', 'it leaves a WLAN without internet', quirk('leaves-without-internet')),
  planted('bubble', 'a bubble lies over its screens', quirk('bubble-over-apps')),
  planted('film', 'a yellow film lies over its screens', quirk('film-over-apps')),
  planted('zooms-pages', 'its browser shows pages too large', quirk('zooms-pages')),
  planted('full', 'its storage is full', { freeMib: 120 }),
  planted('lossy', 'its WLAN loses packets', { wlan: { ...rocketClass.wlan, lossPerMille: 60, retriedPercent: 35 } }),
];
