/** What a device is asked in an evening of work: commands in its shell that change nothing. */

/** Whether its screen is on, what power it gets, and how deep it dozes. */
export const SCREEN = 'dumpsys power';
export const CABLE = 'dumpsys battery';
export const DEPTH = 'dumpsys deviceidle get deep';
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
