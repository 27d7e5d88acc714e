/** `ip -4 addr show wlan0` and `ip route get`: which network the device is in, and its way to the till. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';

/** Address on wlan0. */
export function wlanAddress(lines: readonly string[]): Reading<string> {
  const found = lines.flatMap((line) => /^\s*inet (\d+\.\d+\.\d+\.\d+)\/\d+\b.*\bwlan0\s*$/.exec(line)?.[1] ?? []);
  return single(found, 'address on wlan0');
}

export type Route = { device: string; gateway: string | null };

/** The way to an address. */
export function routeTo(lines: readonly string[], address: string): Reading<Route> {
  const found = lines.map((line) => line.trim()).filter((line) => line.startsWith(`${address} `));
  return andThen(single(found, `way to ${address}`), (line) => {
    const device = /\bdev (\S+)/.exec(line)?.[1];
    if (device === undefined) return unknown('The way to the till has no device.');
    return known({ device, gateway: /\bvia (\S+)/.exec(line)?.[1] ?? null });
  });
}
