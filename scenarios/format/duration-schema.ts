/** A duration in a file: written as people do, read as milliseconds. */
import { z } from 'zod';
import { parseDuration } from './duration.ts';

const durationSchema = z
  .string()
  .regex(/^(\d+(\.\d+)?(ms|s|min|h)\s?)+$/, 'a duration like 300ms, 5s, 14min or 8h')
  .describe('a duration like 300ms, 5s, 14min or 8h');
/** The longest time a timer of the real machine can wait is 24.8 days. */
const LONGEST_MS = 24 * 24 * 3_600_000;
export const duration = durationSchema
  .transform((text) => parseDuration(text) ?? 0)
  .refine((ms) => ms <= LONGEST_MS, 'at most 24 days (576h)');
