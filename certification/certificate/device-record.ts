/**
 * The device a certificate is for, down to its build. A certificate names it by the digest of this record, so a device
 * that differs in any field is another one.
 */
import { z } from 'zod';
import { nameSchema } from '#protocols/names';

const words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'printable text');
const pixels = z.int().min(1).max(8_192);

export const deviceRecordSchema = z.strictObject({
  manufacturer: words,
  /** As the device names itself: the whitelist goes by it. */
  model: nameSchema,
  /** Name of the hardware (`ro.product.device`). */
  device: words,
  /** Of the build (`ro.build.fingerprint`). */
  fingerprint: words,
  /** Main version of Android, and its API level. */
  android: z.int().min(1).max(99),
  api: z.int().min(1).max(999),
  /** Pixels, upright. */
  display: z.strictObject({ width: pixels, height: pixels }),
  /** Version of the app that was tested with it. */
  appVersion: words,
  /** It is a program, and no device: what is certified of it is a rehearsal. Absent for one that is there. */
  simulated: z.literal(true).optional(),
});
export type DeviceRecord = z.infer<typeof deviceRecordSchema>;

/** A field in which two devices differ, as it is told of each. */
export type DifferingField = { field: keyof DeviceRecord; first: string; second: string };

export function differingFields(first: DeviceRecord, second: DeviceRecord): DifferingField[] {
  return [...new Set([...Object.keys(first), ...Object.keys(second)] as (keyof DeviceRecord)[])]
    .map((field) => ({ field, first: told(first[field]), second: told(second[field]) }))
    .filter((one) => one.first !== one.second);
}

/** The same of a device that is not the certified one, in words. */
export function differences(certified: DeviceRecord, other: DeviceRecord): string[] {
  return differingFields(certified, other).map(
    ({ field, first, second }) => `${field} is ${second}, certified is ${first}`,
  );
}

function told(value: DeviceRecord[keyof DeviceRecord]): string {
  if (value === undefined || value === true) return value === true ? 'yes' : 'no';
  return typeof value === 'object' ? `${value.width} × ${value.height}` : String(value);
}

/**
 * What people call it: maker and model, and the maker once where the model begins with it. A simulated one is called so
 * wherever it is named.
 */
export function deviceName(device: Pick<DeviceRecord, 'manufacturer' | 'model' | 'simulated'>): string {
  const { manufacturer, model, simulated } = device;
  const name = model.toLowerCase().startsWith(`${manufacturer.toLowerCase()} `) ? model : `${manufacturer} ${model}`;
  return simulated === true ? `${name} (simulated)` : name;
}
