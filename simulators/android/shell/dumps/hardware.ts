/** `dumpsys power`, `input`, `media.camera` and `display`. */
import { levelOf, sourceOf } from '../../device.ts';
import type { Command } from '../command.ts';
import { shownSize } from '../commands/display.ts';

export const power: Command = ({ device, out }) => {
  const on = device.screen.getSnapshot().value === 'on';
  const plugged = sourceOf(device.battery) !== 'none';
  const source = sourceOf(device.battery) === 'ac' ? 1 : 2;
  out(
    `POWER MANAGER (dumpsys power)\n\nPower Manager State:\n  mDirty=0x0\n  mWakefulness=${on ? 'Awake' : 'Asleep'}\n  mWakefulnessChanging=false\n  mIsPowered=${plugged}\n  mPlugType=${plugged ? source : 0}\n  mBatteryLevel=${levelOf(device.battery)}\n  mBootCompleted=true\n  mSystemReady=true\n`,
  );
  const stays = device.settings.get('global/stay_on_while_plugged_in') ?? '0';
  const timeout = device.settings.get('system/screen_off_timeout') ?? '60000';
  out(
    `  mStayOn=${stays !== '0'}\nSettings and Configuration:\n  mScreenOffTimeoutSetting=${timeout}\n  mStayOnWhilePluggedInSetting=${stays}\n`,
  );
  return 0;
};

export const input: Command = ({ device, out }) => {
  const { width, height } = shownSize(device);
  const { touch } = device.profile;
  out(
    `INPUT MANAGER (dumpsys input)\n\nEvent Hub State:\n  Devices:\n    1: gpio-keys\n      Classes: 0x00000001\n      Path: /dev/input/event0\n    2: touch_ts\n      Classes: ${touch.protocol === 'B' ? '0x00000014' : '0x00000004'}\n      Path: /dev/input/event2\n`,
  );
  out(
    `\nInput Reader State:\n  Device 2: touch_ts\n    Sources: 0x00001002\n    Motion Ranges:\n      X: source=0x00001002, min=0.000, max=${width - 1}.000, flat=0.000, fuzz=0.000, resolution=0.000\n      Y: source=0x00001002, min=0.000, max=${height - 1}.000, flat=0.000, fuzz=0.000, resolution=0.000\n`,
  );
  return 0;
};

export const camera: Command = ({ device: { profile }, out }) => {
  const { camera: all } = profile;
  const facings =
    all === null
      ? []
      : [...Array.from({ length: all.rear }, () => 'BACK'), ...Array.from({ length: all.front }, () => 'FRONT')];
  out(
    `== Service global info: ==\n\nNumber of camera devices: ${facings.length}\nNumber of normal camera devices: ${facings.length}\n`,
  );
  facings.forEach((facing, i) =>
    out(
      `== Camera HAL device device@3.4/legacy/${i} (v3.4) static information: ==\n  Resource cost: 50\n  Facing: ${facing}\n  Orientation: ${facing === 'BACK' ? 90 : 270}\n`,
    ),
  );
  return 0;
};

export const display: Command = ({ device, out }) => {
  const { width, height } = shownSize(device);
  const on = device.screen.getSnapshot().value === 'on';
  out(
    `DISPLAY MANAGER (dumpsys display)\n  mGlobalDisplayState=${on ? 'ON' : 'OFF'}\nDisplay Devices: size=1\n  DisplayDeviceInfo{"Built-in Screen": ${width} x ${height}, density ${device.display.density ?? device.profile.display.dpi}, state ${on ? 'ON' : 'OFF'}}\n`,
  );
  return 0;
};
