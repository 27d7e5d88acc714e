/** `input`: keys and fingers, of which it has one. It is a program in Java and takes its time. */
import type { AndroidDevice } from '../../device.ts';
import type { Call, Running } from '../command.ts';

const JAVA_MS = 800;

/** Keys that do something, by number and name. */
const KEYS: Readonly<Record<string, (device: AndroidDevice) => void>> = {
  26: ({ screen }) => screen.send({ type: 'POWER_KEY' }),
  223: ({ screen }) => screen.send({ type: 'SLEEP' }),
  224: ({ screen }) => screen.send({ type: 'WAKE' }),
};
const NAMES: Readonly<Record<string, string>> = { POWER: '26', SLEEP: '223', WAKEUP: '224' };

export function* input({ device, args, err }: Call): Running {
  yield JAVA_MS;
  const [verb, first = ''] = ['touchscreen', 'keyboard'].includes(args[0] ?? '') ? args.slice(1) : args;
  switch (verb) {
    case 'keyevent':
      KEYS[NAMES[first.replace(/^KEYCODE_/, '')] ?? first]?.(device);
      return 0;
    case 'tap':
    case 'swipe':
    case 'text':
      device.screen.send({ type: 'TOUCH' });
      return 0;
    default:
      err(`Error: Unknown command: ${verb ?? ''}\n`);
      return 255;
  }
}
