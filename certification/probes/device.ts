/** The record of the device that a run was of, as far as it has said what it is. */
import { deviceRecordSchema, type DeviceRecord } from '../certificate/device-record.ts';
import type { Bench } from './bench.ts';
import { androidVersion, said } from './measures/build.ts';
import { displayOf } from './measures/screen.ts';
import { packagesOf } from './parsers/packages.ts';
import { packageVersion } from './parsers/webview.ts';
import { all, andThen, unknown, known, type Reading } from './reading.ts';
import { apiLevel, seenOf, type Heards, type Seen } from './seen.ts';

const USES = ['getprop', 'size', 'size-again', 'packages', 'app-package'];

/** On an Android that is too old for it no app can be installed; what needs one is unknown then. */
const NOT_INSTALLED = 'not installed';

/** What tells that a device is a program: our own, and the emulator of Android, by its older name and by its newer one. */
const SIMULATED = ['ro.mpos_twin.simulated', 'ro.kernel.qemu', 'ro.boot.qemu'];

/** Is it a program, and no device? */
export function isSimulated(heard: Heards, bench: Bench): boolean {
  const seen = seenOf(heard, bench, ['getprop']);
  return SIMULATED.some((key) => {
    const value = said(seen, key);
    return value.kind === 'known' && value.value === '1';
  });
}

/** Unknown where one of its fields is. */
export function deviceOf(heard: Heards, bench: Bench): Reading<DeviceRecord> {
  const seen = seenOf(heard, bench, USES);
  const fields = all(
    said(seen, 'ro.product.manufacturer'),
    said(seen, 'ro.product.model'),
    said(seen, 'ro.product.device'),
    said(seen, 'ro.build.fingerprint'),
    androidVersion(seen),
    apiLevel(seen),
    displayOf(seen),
    appVersion(seen),
  );
  return andThen(fields, ([manufacturer, model, device, fingerprint, android, api, size, appVersion]) => {
    const display = { width: size.shortPx, height: size.longPx };
    const simulated = isSimulated(heard, bench) ? ({ simulated: true } as const) : {};
    const record = { manufacturer, model, device, fingerprint, android, api, display, appVersion, ...simulated };
    const checked = deviceRecordSchema.safeParse(record);
    return checked.success ? known(checked.data) : unknown(`The device calls itself what no record takes: ${model}.`);
  });
}

function appVersion(seen: Seen): Reading<string> {
  return andThen(andThen(seen.lines('packages'), packagesOf), (packages) =>
    packages.has(seen.bench.app.package) ? andThen(seen.lines('app-package'), packageVersion) : known(NOT_INSTALLED),
  );
}
