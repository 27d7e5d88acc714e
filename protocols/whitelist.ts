/**
 * The whitelist: the Android devices that are accepted for use, a row for each model, or for some versions of Android of
 * it. The file is JSON, `format` 1; the rows stand in the same words in the server's configuration and on the floor of a
 * scenario. What a row asks of a device beyond its figures is a condition: a word that the server can check, and the
 * sentence people are told by. A row may also refuse a device, and say why.
 *
 * The least Android version and display are those of the documentation of Freestyle: 7, and 684 × 384 pixels.
 */
import { z } from 'zod';
import { nameSchema } from './names.ts';

const LEAST_ANDROID = 7;
const LEAST_DISPLAY = { width: 384, height: 684 };

const sentence = z.string().min(1).max(200);
const pixels = z.int().min(1).max(8_192);

/**
 * What a device can be asked for: `portrait`, its display is higher than it is wide; `battery-saver-exempt`, energy saving
 * does not put the app to sleep.
 */
export const listConditions = ['portrait', 'battery-saver-exempt'] as const;

const told = z.strictObject({ en: sentence, de: sentence });

const conditionSchema = z.strictObject({
  must: z.enum(listConditions),
  sentence: told.describe('what people are told where it is not met'),
});

const version = z.int().min(1).max(99);
const rowSchema = z.strictObject({
  model: nameSchema.describe('as the device names itself; by the model, not by its maker'),
  leastAndroid: version.default(LEAST_ANDROID),
  mostAndroid: version.optional().describe('the newest main version of Android it was certified with; any if absent'),
  leastDisplay: z
    .strictObject({ width: pixels, height: pixels })
    .default(LEAST_DISPLAY)
    .describe('pixels, upright: its shorter side, and its longer one'),
  conditions: z.array(conditionSchema).max(listConditions.length).default([]),
  refused: told.optional().describe('it is not accepted, and people are told why'),
});
type Versions = { model: string; leastAndroid: number; mostAndroid?: number | undefined };

/** The row speaks of this version of Android. */
export function speaksOf({ leastAndroid, mostAndroid = Number.POSITIVE_INFINITY }: Versions, android: number): boolean {
  return leastAndroid <= android && android <= mostAndroid;
}

/** The rows; those of one model are of different versions of Android. */
function eachOnce(rows: readonly Versions[], context: z.RefinementCtx): void {
  const seen = new Map<string, Versions[]>();
  for (const [i, row] of rows.entries()) {
    const { model, leastAndroid, mostAndroid } = row;
    const complain = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [i, field], message });
    if (mostAndroid !== undefined && mostAndroid < leastAndroid)
      complain('mostAndroid', `is less than leastAndroid, ${leastAndroid}`);
    const others = seen.get(model) ?? [];
    if (others.some((other) => speaksOf(other, leastAndroid) || speaksOf(row, other.leastAndroid)))
      complain('model', `"${model}" occurs twice for the same Android`);
    seen.set(model, [...others, row]);
  }
}

const MOST_ROWS = 5_000;

/** The rows of a floor, where no day has a date. */
export const whitelistSchema = z.array(rowSchema).max(MOST_ROWS).superRefine(eachOnce);
export type Whitelist = z.infer<typeof whitelistSchema>;

/** The rows of a server, each of which may end. */
export const datedWhitelistSchema = z
  .array(
    rowSchema.extend({
      validUntil: z.iso
        .datetime({ precision: 0 })
        .optional()
        .describe('UTC, to the second: from then on it admits nobody; for ever if absent'),
    }),
  )
  .max(MOST_ROWS)
  .superRefine(eachOnce);
export type DatedWhitelist = z.infer<typeof datedWhitelistSchema>;

/** A whitelist as a file says it. */
export const whitelistFileSchema = z.strictObject({ format: z.literal(1), rows: datedWhitelistSchema });
