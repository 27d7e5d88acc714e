/** The record of the device that a run was of, as far as it has said what it is. */
import { deviceRecordSchema, type DeviceRecord } from '../certificate/device-record.ts';
import type { Bench } from './bench.ts';
import { androidVersion, said } from './measures/build.ts';
import { displayOf } from './measures/screen.ts';
import { packageVersion } from './parsers/webview.ts';
import { all, andThen, unknown, known, type Reading } from './reading.ts';
import { apiLevel, seenOf, type Heards } from './seen.ts';

const USES = ['getprop', 'size', 'size-again', 'app-package'];

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
    andThen(seen.lines('app-package'), packageVersion),
  );
  return andThen(fields, ([manufacturer, model, device, fingerprint, android, api, size, appVersion]) => {
    const display = { width: size.shortPx, height: size.longPx };
    const record = { manufacturer, model, device, fingerprint, android, api, display, appVersion };
    const checked = deviceRecordSchema.safeParse(record);
    return checked.success ? known(checked.data) : unknown(`The device calls itself what no record takes: ${model}.`);
  });
}
