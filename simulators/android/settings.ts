/** The settings of a device, as `settings get` tells them, by namespace and key; what is not set is not there. */
import type { Profile } from './profile.ts';

export type Settings = Map<string, string>;

/** Of a device as it comes out of the box and into the laboratory. */
export function settingsOf({ display, android, wlan }: Profile): Settings {
  return new Map(
    Object.entries({
      'system/accelerometer_rotation': '1',
      'system/user_rotation': '0',
      'system/font_scale': String(display.fontScale),
      'system/screen_off_timeout': String(display.screenTimeoutMs),
      'system/screen_brightness': '128',
      'system/screen_brightness_mode': '0',
      'global/adb_enabled': '1',
      'global/airplane_mode_on': '0',
      'global/auto_time': '1',
      'global/auto_time_zone': '1',
      'global/bluetooth_on': '1',
      'global/development_settings_enabled': '1',
      'global/device_provisioned': '1',
      'global/low_power': '0',
      'global/stay_on_while_plugged_in': '0',
      'global/wifi_on': '1',
      'global/wifi_sleep_policy': '2',
      'global/ntp_server': 'time.android.com',
      'secure/android_id': wlan.mac.replaceAll(':', '').toLowerCase(),
      'secure/default_input_method': 'com.android.inputmethod.latin/.LatinIME',
      ...(android.api >= 29 ? { 'secure/navigation_mode': '0' } : {}),
      'secure/user_setup_complete': '1',
    }),
  );
}
