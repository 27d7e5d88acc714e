/** `settings`: get, put, delete and list; what is not set is `null`. Some of them do something. */
import type { AndroidDevice } from '../../device.ts';
import type { Call, Command } from '../command.ts';

const NAMESPACES = ['system', 'secure', 'global'];

const turned = (device: AndroidDevice): void => device.turned();

/** What a setting does when it is put. */
const EFFECTS: Readonly<Record<string, (device: AndroidDevice, value: string) => void>> = {
  'system/screen_off_timeout': ({ screen }, value) => screen.send({ type: 'TIMEOUT', timeoutMs: Number(value) }),
  'system/accelerometer_rotation': turned,
  'system/user_rotation': turned,
  'global/stay_on_while_plugged_in': ({ screen }, value) => screen.send({ type: 'STAY_ON', stayOn: value !== '0' }),
  'global/wifi_on': ({ network }, value) => network.setOn(value !== '0'),
};

export const settings: Command = (call) => {
  const args = call.args[0] === '--user' ? call.args.slice(2) : call.args;
  const [verb, namespace = '', key, value] = args;
  if (!NAMESPACES.includes(namespace)) return refused(call, `Invalid namespace '${namespace}'`);
  const { settings: kept } = call.device;
  const name = `${namespace}/${key}`;
  switch (verb) {
    case 'get':
      call.out(`${kept.get(name) ?? 'null'}\n`);
      return 0;
    case 'list':
      for (const [path, one] of kept)
        if (path.startsWith(`${namespace}/`)) call.out(`${path.slice(namespace.length + 1)}=${one}\n`);
      return 0;
    case 'put':
      if (key === undefined || value === undefined) return refused(call, 'Bad arguments');
      kept.set(name, value);
      EFFECTS[name]?.(call.device, value);
      return 0;
    case 'delete':
      call.out(`Deleted ${kept.delete(name) ? 1 : 0} rows\n`);
      return 0;
    default:
      return refused(call, `Unknown command: ${verb ?? ''}`);
  }
};

function refused({ err }: Call, text: string): number {
  err(`${text}\n`);
  return 255;
}
