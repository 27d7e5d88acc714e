/** adbd of a device: how it greets, and which services it has. */
import type { AndroidDevice } from '../device.ts';
import type { AdbdHost } from './connection.ts';
import { shellService } from './shell-service.ts';

/** From which API level on adbd says that it can do a thing, of the things that are done here. */
const FEATURES: readonly [feature: string, api: number][] = [
  ['shell_v2', 24],
  ['cmd', 24],
];

export function createAdbd(device: AndroidDevice): AdbdHost {
  const { android, product, model, device: code } = device.profile;
  const features = FEATURES.filter(([, api]) => android.api >= api).map(([feature]) => feature);
  return {
    banner: () =>
      `device::ro.product.name=${product};ro.product.model=${model};ro.product.device=${code};features=${features.join(',')}`,
    service: (name) => shellService(device, name),
  };
}
