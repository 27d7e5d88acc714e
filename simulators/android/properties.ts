/** The properties of a device, as `getprop` tells them; what an older Android does not have is missing. */
import type { Profile } from './profile.ts';

/** Of a device as it starts. */
export function propertiesOf(profile: Profile): Map<string, string> {
  const { android, display } = profile;
  const from = (api: number, value: string | null): string | null => (android.api >= api ? value : null);
  const rows: Record<string, string | null> = {
    'dalvik.vm.heapsize': '512m',
    'gsm.operator.alpha': '',
    'init.svc.adbd': 'running',
    'net.bt.name': 'Android',
    'persist.sys.locale': 'de-DE',
    'persist.sys.timezone': 'Europe/Berlin',
    'persist.sys.usb.config': 'adb',
    'ro.adb.secure': profile.asksForKey ? '1' : '0',
    'ro.board.platform': profile.device,
    'ro.boot.serialno': profile.serial,
    'ro.boot.verifiedbootstate': from(24, android.verifiedBoot),
    'ro.bootmode': 'unknown',
    'ro.build.characteristics': profile.characteristics,
    'ro.build.display.id': `${android.buildId}.${android.incremental}`,
    'ro.build.fingerprint': fingerprintOf(profile),
    'ro.build.id': android.buildId,
    'ro.build.tags': android.tags,
    'ro.build.type': android.type,
    'ro.build.version.incremental': android.incremental,
    'ro.build.version.release': android.release,
    'ro.build.version.sdk': String(android.api),
    'ro.build.version.security_patch': from(23, android.securityPatch),
    'ro.config.low_ram': profile.lowRam ? 'true' : null,
    'ro.crypto.state': android.encrypted ? 'encrypted' : 'unencrypted',
    'ro.debuggable': android.type === 'user' ? '0' : '1',
    // No device there is has it: who certifies one that has it is rehearsing.
    'ro.mpos_twin.simulated': '1',
    'ro.product.brand': profile.brand,
    'ro.product.cpu.abi': profile.abis[0] ?? '',
    'ro.product.cpu.abilist': profile.abis.join(','),
    'ro.product.device': profile.device,
    'ro.product.manufacturer': profile.maker,
    'ro.product.model': profile.model,
    'ro.product.name': profile.product,
    'ro.secure': '1',
    'ro.serialno': profile.serial,
    'ro.sf.lcd_density': String(display.dpi),
    'sys.boot_completed': '1',
    ...android.skin,
  };
  return new Map(Object.entries(rows).filter((row): row is [string, string] => row[1] !== null));
}

/** brand/product/device:release/id/incremental:type/tags */
export function fingerprintOf({ brand, product, device, android }: Profile): string {
  const { release, buildId, incremental, type, tags } = android;
  return `${brand}/${product}/${device}:${release}/${buildId}/${incremental}:${type}/${tags}`;
}
