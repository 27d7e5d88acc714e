/** A printer of the floor as a file says it: its chain, what counts as failing, its paper, what kind it is. */
import { z } from 'zod';
import { profileNames } from '#protocols/escpos/profiles';
import { nameSchema as name } from '#protocols/names';
import { failingSchema, someMs } from '#server/core/config';
import { duration } from './duration-schema.ts';

const roll = z.strictObject({
  lines: z.int().min(1).max(100_000).describe('lines on a new roll'),
  left: z.int().min(1).max(100_000).optional().describe('lines left on the one in it at the beginning; all if absent'),
  nearEnd: z.int().min(0).max(100_000).default(20).describe('its sensor tells when so many lines are left'),
  change: duration.default(120_000).describe('so long after that somebody puts in a new roll'),
});

export const printer = z.strictObject({
  name,
  alternatives: z.array(name).default([]).describe('the chain: the first healthy one prints'),
  line: duration.default(20).describe('time per printed line'),
  failing: failingSchema.describe('what counts as failing: with anything else its tickets wait for it'),
  failAfter: duration
    .refine((ms) => someMs.safeParse(ms).success, 'from 1ms to 24h')
    .optional()
    .describe('its own hold-off: so long it is failing before its tickets move on; that of all printers if absent'),
  roll: roll.optional().describe('its roll of paper; one without end if absent'),
  lan: z.boolean().default(false).describe('wired instead of WLAN'),
  profile: z
    .enum(profileNames)
    .default('epson')
    .describe('what kind of printer it is: what it can do, and what it can tell the server'),
});
