/** adbd of a device: how it greets, and which services it has. */
import type { AndroidDevice } from '../device.ts';
import type { AdbdHost, HostLine } from './connection.ts';
import { forwardService, reverseService } from './forwarding.ts';
import { shellService } from './shell-service.ts';
import type { OpenService } from './stream.ts';
import { syncService } from './sync-service.ts';

/** From which API level on adbd says that it can do a thing, of the things that are done here. */
const FEATURES: readonly [feature: string, api: number][] = [
  ['shell_v2', 24],
  ['cmd', 24],
];

export function createAdbd(device: AndroidDevice): AdbdHost {
  const { android, product, model, device: code } = device.profile;
  const features = FEATURES.filter(([, api]) => android.api >= api).map(([feature]) => feature);
  const reversed = new Map<string, string>();
  return {
    banner: () =>
      `device::ro.product.name=${product};ro.product.model=${model};ro.product.device=${code};features=${features.join(',')}`,
    debugging: device.debugging,
    service: (name, line) => serviceOf(device, reversed, name, line),
    state() {
      const state = device.system.getSnapshot().value;
      return state === 'up' || state === 'hung' ? state : 'down';
    },
    watch: device.watch,
  };
}

function serviceOf(
  device: AndroidDevice,
  reversed: Map<string, string>,
  name: string,
  line: HostLine,
): OpenService | null {
  if (name === 'sync:') return syncService(device.files);
  if (name.startsWith('reverse:')) return reverseService(device.ports, reversed, line, name.slice('reverse:'.length));
  if (name.startsWith('reboot:')) return reboot(device);
  const dial = device.ports.get(name);
  if (dial !== undefined) return forwardService(dial);
  return shellService(device, name);
}

const reboot =
  ({ system }: AndroidDevice): OpenService =>
  (stream) => {
    stream.accept();
    system.send({ type: 'REBOOT' });
    return { onData: (_bytes, taken) => taken(), onClose() {} };
  };
