/** What a device is asked in an evening of work: commands in its shell that change nothing. */
import type { AskedAtWork } from './evening.ts';

/** Whether its screen is on, what power it gets, and how deep it dozes. */
export const SCREEN = 'dumpsys power';
export const CABLE = 'dumpsys battery';
export const DEPTH = 'dumpsys deviceidle get deep';
/** What has crashed since that log was emptied. */
export const CRASHES = 'logcat -b crash -d';
export const NO_CRASHES = 'logcat -b crash -c';
/** How the display is turned, in quarters, and what it is like. */
export const SIDE = 'settings get system user_rotation';
export const SIZE = 'wm size';
export const DENSITY = 'wm density';
/** Whether it rings, and whose window is in front; without the number of whoever calls. */
export const CALLS = 'dumpsys telephony.registry | grep mCallState';
export const FRONT = 'dumpsys window | grep mCurrentFocus';
/** Its browser may use its camera, as far as the system has a say in that. */
export const MAY_USE_CAMERA = 'pm grant com.android.chrome android.permission.CAMERA';
/** With which access point it is. */
export const ACCESS_POINT = "dumpsys wifi | grep 'mWifiInfo SSID'";
/** Which networks there are, and by which of them apps go. */
export const NETWORKS = "dumpsys connectivity | grep -E 'Active default network|NetworkAgentInfo[{]'";
/** Whether its system looks for the internet at all, and where; not set, it does as all others do. */
export const PORTAL_MODE = 'settings get global captive_portal_mode';
export const PORTAL = 'settings get global captive_portal_http_url';
/** With an address behind it: its way there, and whether that answers once. */
export const WAY = 'ip route get';
export const ANSWERS = 'ping -c 1 -W 1';

/** Where Android looks for the internet if nothing else is set (AOSP, NetworkMonitor). */
const PORTAL_HOST = 'connectivitycheck.gstatic.com';

/**
 * What a device is asked while the uplink of its WLAN is cut. Outside, what its own system asks is asked, and nobody
 * else: by its name first, and by its address as soon as that was said, because who looks names up without internet
 * waits for long.
 */
export function looksWithoutInternet(asked: readonly AskedAtWork[], till: string): readonly string[] {
  const addresses = asked.flatMap(({ command, output }) =>
    command.startsWith(ANSWERS) ? (/^PING \S+ \((\d+\.\d+\.\d+\.\d+)\)/.exec(output)?.[1] ?? []) : [],
  );
  const set = asked.findLast(({ command }) => command === PORTAL)?.output ?? '';
  const host = /^https?:\/\/((?:[a-z\d-]+\.)+[a-z\d-]+)\//i.exec(set)?.[1] ?? PORTAL_HOST;
  return [ACCESS_POINT, `${ANSWERS} ${addresses[0] ?? host}`, NETWORKS, `${WAY} ${till}`, FRONT];
}
