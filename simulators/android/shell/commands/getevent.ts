/** `getevent -p` and `-lp`: the input devices of the kernel, with codes or with their names. */
import type { Profile } from '../../profile.ts';
import type { Command } from '../command.ts';

/** Codes of linux/input-event-codes.h. */
const KEYS: Readonly<Record<string, number>> = {
  KEY_MENU: 0x8b,
  KEY_HOMEPAGE: 0xac,
  KEY_BACK: 0x9e,
  KEY_POWER: 0x74,
  KEY_VOLUMEDOWN: 0x72,
  KEY_VOLUMEUP: 0x73,
  KEY_CAMERA: 0xd4,
  KEY_CAMERA_FOCUS: 0x210,
  KEY_F7: 0x41,
  KEY_F8: 0x42,
  KEY_F11: 0x57,
  KEY_F12: 0x58,
};
const ABS = {
  ABS_MT_SLOT: 0x2f,
  ABS_MT_TOUCH_MAJOR: 0x30,
  ABS_MT_POSITION_X: 0x35,
  ABS_MT_POSITION_Y: 0x36,
  ABS_MT_TRACKING_ID: 0x39,
} as const;

export const getevent: Command = ({ device: { profile }, args, out, err }) => {
  const flags = args.join('');
  if (!flags.includes('p') && !flags.includes('i')) {
    err('getevent: only -p is told here\n');
    return 1;
  }
  out(devicesText(profile, flags.includes('l')));
  return 0;
};

function devicesText({ touch, display }: Profile, named: boolean): string {
  const keys = touch.keys.map((name) => (named ? name.padEnd(22) : hex(KEYS[name] ?? 0xff))).join(named ? '' : '  ');
  const axes: [keyof typeof ABS, number][] = [
    ...(touch.protocol === 'B' ? ([['ABS_MT_SLOT', touch.fingers - 1]] as [keyof typeof ABS, number][]) : []),
    ['ABS_MT_TOUCH_MAJOR', 255],
    ['ABS_MT_POSITION_X', display.widthPx - 1],
    ['ABS_MT_POSITION_Y', display.heightPx - 1],
    ...(touch.protocol === 'B' ? ([['ABS_MT_TRACKING_ID', 65_535]] as [keyof typeof ABS, number][]) : []),
  ];
  const rows = axes.map(([name, max], i) => {
    const head = i === 0 ? `    ABS (0003): ` : '                ';
    return `${head}${named ? name.padEnd(20) : hex(ABS[name])}  : value 0, min 0, max ${max}, fuzz 0, flat 0, resolution 0\n`;
  });
  return (
    `add device 1: /dev/input/event0\n  name:     "gpio-keys"\n  events:\n    KEY (0001): ${keys}\n  input props:\n    <none>\n` +
    `add device 2: /dev/input/event2\n  name:     "touch_ts"\n  events:\n    KEY (0001): ${named ? 'BTN_TOUCH' : '014a'}\n${rows.join('')}` +
    `  input props:\n    INPUT_PROP_DIRECT\n`
  );
}

const hex = (code: number): string => code.toString(16).padStart(4, '0');
