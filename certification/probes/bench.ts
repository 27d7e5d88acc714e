/**
 * What a laboratory says before a device is asked: who tests, what for, with which app and till. And what people have
 * found out, of which no probe can know anything.
 */
import { z } from 'zod';
import { criterionId, laboratorySchema, sha256, utcTime, words } from '../certificate/run-record.ts';

/** It stands in commands for the shell of the device. */
const packageName = z.string().regex(/^[A-Za-z]\w*(\.\w+)+$/, 'the name of a package, like de.example.pos');

export const benchSchema = z.strictObject({
  format: z.literal(1),
  laboratory: laboratorySchema,
  place: words,
  customer: words,
  tester: words,
  /** What state the device is in, and when it came. */
  item: z.strictObject({ condition: words, receivedAt: utcTime }),
  /** Does it take payments itself? Then more is asked of it. */
  paying: z.boolean().default(false),
  app: z.strictObject({
    package: packageName,
    /** What is started of it, as `am start` names it. */
    activity: z.string().regex(/^[.A-Za-z][\w.]*$/, 'the name of an activity, like .MainActivity'),
  }),
  /** Where the till is. */
  till: z.ipv4('an IPv4 address, like 192.168.1.10'),
  /** The belt printer by its Bluetooth name, and the package of its driver; null if none is wanted. */
  beltPrinter: z.strictObject({ name: words, driver: packageName }).nullable(),
  /** Is a network at 5 GHz known to be in range? */
  fiveGhzInRange: z.boolean().default(false),
  /** The build that has a certificate already, when this is a test after a change. */
  certified: z.strictObject({ fingerprint: words, api: z.int().min(1).max(999) }).optional(),
  /** Somebody has tried to exempt the app from battery optimisation on this device. */
  exemption: z.enum(['possible', 'impossible']).optional(),
  /** Somebody has tried to set the screen timeout to ten minutes. */
  screenTimeout: z.enum(['can be set', 'is fixed']).optional(),
});
export type Bench = z.output<typeof benchSchema>;

const foundSchema = z.strictObject({
  measured: z.union([z.number(), words]),
  /** In the unit of the criterion; of numbers only. */
  uncertainty: z.number().min(0).optional(),
  /** Who has tried or measured it, if not the tester of the bench. */
  tester: words.max(100).optional(),
  /** Sentences for the record, and files the value can be made from again. */
  notes: z.array(words).max(10).optional(),
  evidence: z
    .array(z.strictObject({ name: words, sha256 }))
    .max(12)
    .optional(),
});

/** What was tried by a person, or measured at work: by the id of the criterion, for the first run and for the second. */
export const findingsSchema = z.strictObject({
  format: z.literal(1),
  runs: z.array(z.record(criterionId, foundSchema)).min(1).max(2),
});
export type Findings = z.output<typeof findingsSchema>;
