/**
 * What a certificate says: an in-toto Statement v1 with the test-result predicate v0.1. The predicate has words for
 * passed, warned and failed criteria; what it has none for stands in an object of our own, under a name that is a URI, as
 * in-toto asks of extensions. The form of that object follows ISO/IEC 17025, 7.8; no accreditation is claimed.
 */
import { z } from 'zod';
import { deviceRecordSchema } from './device-record.ts';
import { conditionSchema, criterionId, laboratorySchema, sha256, utcTime } from './run-record.ts';

/** The type that is signed with a certificate. */
export const CERTIFICATE_TYPE = 'application/vnd.in-toto+json';
/** It names what the object means, and leads nowhere. */
export const EXTENSION = 'https://mpos-twin.invalid/certificate/v1';

export const VERDICTS = ['approved', 'conditional', 'rejected'] as const;
export type CertifiedVerdict = (typeof VERDICTS)[number];

const words = z.string().min(1).max(500);
const measured = z.union([z.number(), words]);

const certificateSchema = z
  .strictObject({
    title: words,
    id: words,
    verdict: z.enum(VERDICTS),
    decisionRule: words,
    relatesTo: words,
    device: deviceRecordSchema,
    item: z.strictObject({ condition: words, receivedAt: utcTime }),
    customer: words,
    laboratory: laboratorySchema,
    places: z.array(words).min(1),
    testers: z.array(words).min(1),
    authorisedBy: words,
    /** Of the runs it was made from, each with the digest of its record. */
    runs: z.array(z.strictObject({ startedAt: utcTime, endedAt: utcTime, sha256 })).length(2),
    issuedAt: utcTime,
    /** It ends at this time, or as soon as the device has another API level, whichever is first. */
    validUntil: utcTime,
    validForApi: z.int(),
    conditions: z.array(z.strictObject({ criterion: criterionId, ...conditionSchema.shape })),
    results: z.array(
      z.strictObject({
        id: criterionId,
        class: z.enum(['pass', 'conditional', 'fail']),
        /** Of both runs. */
        measured: z.array(measured).length(2),
        unit: words.optional(),
        uncertainty: z.number().min(0).optional(),
        limits: words,
        notes: z.array(words),
        evidence: z.array(z.strictObject({ name: words, sha256 })),
      }),
    ),
    /** What did not have to be known, because the device is rejected by what is decisive; absent where all is known. */
    unknown: z.array(criterionId).min(1).optional(),
  })
  .superRefine(({ verdict, unknown = [], results }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (unknown.length > 0 && verdict !== 'rejected') complain('it is no rejection, and leaves criteria unknown');
    if (results.some(({ id }) => unknown.includes(id))) complain('a criterion is known and unknown');
  });
export type Certificate = z.infer<typeof certificateSchema>;

export const statementSchema = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.strictObject({ name: words, digest: z.strictObject({ sha256 }) })).length(1),
  predicateType: z.literal('https://in-toto.io/attestation/test-result/v0.1'),
  predicate: z.strictObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z
      .array(
        z.strictObject({
          name: words,
          uri: words.optional(),
          digest: z.strictObject({ sha256 }).optional(),
          annotations: z.record(words, words),
        }),
      )
      .min(1),
    passedTests: z.array(criterionId),
    warnedTests: z.array(criterionId),
    failedTests: z.array(criterionId),
    [EXTENSION]: certificateSchema,
  }),
});
export type Statement = z.infer<typeof statementSchema>;

export function certificateOf(statement: Statement): Certificate {
  return statement.predicate[EXTENSION];
}

/** The version of the catalogue that the device was tested by; `unknown` where the statement does not say. */
export function catalogueVersionOf({ predicate }: Statement): string {
  return predicate.configuration.find(({ name }) => name === 'catalogue')?.annotations['version'] ?? 'unknown';
}
