/**
 * A fleet as a spreadsheet lists it: CSV with a line for each device. Columns that are not known are passed over, as such
 * lists have many; a value that cannot be read is an error, with its line.
 */
import { z } from 'zod';
import { TwinError } from '#protocols/errors/errors';
import { nameSchema } from '#protocols/names';
import { issuesOf } from '../certificate/issues.ts';
import type { FleetDevice } from './check.ts';
import { csvRecords } from './csv.ts';

const size = z
  .string()
  .regex(/^\d{1,4} ?[x×] ?\d{1,4}$/, 'a size like 720x1440')
  .transform((text) => {
    const [width = 0, height = 0] = text.split(/[x×]/).map(Number);
    return { width, height };
  });
const yesOrNo = z.enum(['yes', 'no']).transform((word) => word === 'yes');

/** A device as a line of the list says it, and as the options of the command line do. */
const fleetDeviceSchema = z.object({
  serial: z.string().optional(),
  model: nameSchema,
  /** `11`, `7.1.2`: the main version counts. */
  android: z
    .string()
    .regex(/^\d{1,2}(\.\d+)*$/, 'a version like 11 or 7.1.2')
    .transform((text) => Number.parseInt(text, 10)),
  fingerprint: z.string().optional(),
  display: size.optional(),
  batterysaverexempt: yesOrNo.optional(),
});

/** Without them nothing can be said of a device. */
const COLUMNS = ['model', 'android'];

/** Errors: `fleet-invalid`, also for a list without a device. */
export function fleetIn(text: string): FleetDevice[] {
  const records = csvRecords(text, COLUMNS, Object.keys(fleetDeviceSchema.shape));
  if (records.length === 0) throw new TwinError('fleet-invalid', 'There is no device in it.');
  return records.map(({ line, fields }) => fleetDevice(fields, `line ${line}`));
}

/** One device from texts; an empty one is none. Errors: `fleet-invalid`. */
export function fleetDevice(fields: Readonly<Record<string, string | undefined>>, where: string): FleetDevice {
  const said = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '' && text !== undefined));
  const result = fleetDeviceSchema.safeParse(said);
  if (!result.success)
    throw new TwinError('fleet-invalid', `${where}: ${issuesOf(result.error, fleetDeviceSchema, said)}`);
  const { batterysaverexempt: batterySaverExempt, ...device } = result.data;
  return { ...device, batterySaverExempt };
}
