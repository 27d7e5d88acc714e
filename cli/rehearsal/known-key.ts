/** What has happened before a device that asks for keys is plugged in: somebody has allowed the computer always. */
import { readPublicKey } from '#protocols/adb/public-key';
import type { AndroidDevice } from '#simulators/android/device';

/** `payload`: the public half, as adb sends it. Throws if it is none. */
export function knowKey({ debugging }: Pick<AndroidDevice, 'debugging'>, payload: Uint8Array): void {
  const key = readPublicKey(payload);
  if (key === null) throw new Error('adb has made what is no key');
  debugging.remembered.set(key.id, key);
}
