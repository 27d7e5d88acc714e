/**
 * What one run of the catalogue on one device came to: the material of a certificate. Two of them are needed
 * (`issuing.ts`). Whoever runs the catalogue writes it; nothing in it is taken for a verdict.
 */
import { z } from 'zod';
import { listConditions } from '#protocols/whitelist';
import { deviceRecordSchema } from './device-record.ts';

/** Most criteria a catalogue may have. */
const MOST_CRITERIA = 500;

export const words = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'printable text');
export const criterionId = z.string().regex(/^[A-Z]{2,4}-\d{1,3}$/, 'the id of a criterion, like OS-1');
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 small hex digits');
/** UTC, to the second: one spelling for one time. */
export const utcTime = z.iso.datetime({
  precision: 0,
  error: 'a time in UTC to the second, like 2026-11-01T09:00:00Z',
});

/** What has to be kept to, in a sentence; `must` where the server can check it. */
export const conditionSchema = z.strictObject({
  must: z.enum(listConditions).optional(),
  en: words.max(200),
  de: words.max(200).optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const CLASSES = ['pass', 'conditional', 'fail', 'unknown'] as const;

const resultSchema = z.strictObject({
  id: criterionId,
  class: z.enum(CLASSES),
  /** The number, or the word, that was measured; null where nothing was. */
  measured: z.union([z.number(), words]).nullable(),
  unit: words.optional(),
  /** In the same unit. */
  uncertainty: z.number().min(0).optional(),
  /** The limits it was judged by, in words. */
  limits: words,
  /** Who has tried or measured it, if not the tester of the run. */
  tester: words.optional(),
  notes: z.array(words).max(20).default([]),
  /** Where the class is conditional. */
  condition: conditionSchema.optional(),
  /** The files it can be made from again. */
  evidence: z
    .array(z.strictObject({ name: words, sha256 }))
    .max(50)
    .default([]),
});
export type CriterionResult = z.infer<typeof resultSchema>;

export const laboratorySchema = z.strictObject({ name: words, address: words });

export const runRecordSchema = z
  .strictObject({
    format: z.literal(1),
    laboratory: laboratorySchema,
    /** Where the device was tested. */
    place: words,
    customer: words,
    tester: words,
    device: deviceRecordSchema,
    /** What state the device was in, and when it came. */
    item: z.strictObject({ condition: words, receivedAt: utcTime }),
    catalogue: z.strictObject({
      version: words,
      sha256,
      criteria: z.array(criterionId).min(1).max(MOST_CRITERIA),
      /** Those of them by which a device is rejected whatever else is unknown. */
      decisive: z.array(criterionId).max(MOST_CRITERIA).optional(),
    }),
    tool: z.strictObject({ version: words, commit: words }),
    startedAt: utcTime,
    endedAt: utcTime,
    results: z.array(resultSchema).min(1).max(MOST_CRITERIA),
    /** The criterion that had to fail on a planted device in the same session, and what became of it there. */
    canary: z.strictObject({ id: criterionId, device: words, class: z.enum(CLASSES) }),
  })
  .superRefine(({ startedAt, endedAt, results, catalogue }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (endedAt < startedAt) complain('it ended before it began');
    for (const id of [...(catalogue.decisive ?? []), ...results.map((one) => one.id)])
      if (!catalogue.criteria.includes(id)) complain(`${id} is not in the catalogue`);
    for (const ids of [catalogue.criteria, catalogue.decisive ?? [], results.map(({ id }) => id)]) {
      if (new Set(ids).size !== ids.length) complain('a criterion occurs twice');
    }
    for (const { id, class: one, condition, measured } of results) {
      if ((one === 'conditional') !== (condition !== undefined))
        complain(`${id} has a condition, or none, against its class`);
      if (one !== 'unknown' && measured === null) complain(`${id} was judged, and not measured`);
    }
  });
/** What a record says of its canary if none was asked. */
export const NO_CANARY = 'no planted device was asked';

export type RunRecord = z.infer<typeof runRecordSchema>;
