/**
 * The whitelist: the Android devices that are accepted for use, a row for each model. The file is JSON, `format` 1; the
 * rows stand in the same words in the server's configuration and on the floor of a scenario. What a row asks of a device
 * beyond its figures is a condition: a word that the server can check, and the sentence people are told by.
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

const conditionSchema = z.strictObject({
  must: z.enum(listConditions),
  sentence: z.strictObject({ en: sentence, de: sentence }).describe('what people are told where it is not met'),
});

const rowSchema = z.strictObject({
  model: nameSchema.describe('as the device names itself; by the model, not by its maker'),
  leastAndroid: z.int().min(1).max(99).default(LEAST_ANDROID),
  leastDisplay: z
    .strictObject({ width: pixels, height: pixels })
    .default(LEAST_DISPLAY)
    .describe('pixels, upright: its shorter side, and its longer one'),
  conditions: z.array(conditionSchema).max(listConditions.length).default([]),
});

/** The rows, each of another model. */
export const whitelistSchema = z
  .array(rowSchema)
  .max(5_000)
  .superRefine((rows, context) => {
    const seen = new Set<string>();
    for (const [i, { model }] of rows.entries()) {
      if (seen.has(model)) context.addIssue({ code: 'custom', path: [i, 'model'], message: `"${model}" occurs twice` });
      seen.add(model);
    }
  });
export type Whitelist = z.infer<typeof whitelistSchema>;

/** A whitelist as a file says it. */
export const whitelistFileSchema = z.strictObject({ format: z.literal(1), rows: whitelistSchema });
