/**
 * The answers of two testers to the criteria that a person tries. A session is one value that is written after every
 * answer, so that it goes on after a restart where it was.
 */
import { z } from 'zod';
import { TwinError } from '#protocols/errors/errors';
import { mostOf, whyNotSaid, wordsOf } from '../catalogue/saying.ts';
import { applies, type Traits } from '../catalogue/verdict.ts';
import { MOST_TRIES, MS_OF, type Catalogue, type Criterion } from '../catalogue/criterion.ts';
import { sha256, utcTime } from '../certificate/run-record.ts';
import { issuesOf } from '../certificate/issues.ts';
import type { Asked, Run } from './messages.ts';

const MOST_NOTES = 4_000;
const MOST_PICTURES = 12;
const LONGEST_MS = 86_400_000;
const sentence = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'printable text on one line');

const foundSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), value: z.number().min(0), uncertainty: z.number().min(0) }),
  z.strictObject({ kind: z.literal('word'), word: sentence }),
  z.strictObject({ kind: z.literal('unknown'), reason: sentence }),
]);

/** What a tester sends; when it was tried, and which pictures there are, the server knows. */
export const saidSchema = z.strictObject({
  found: foundSchema,
  notes: z.string().max(MOST_NOTES).default(''),
  spentMs: z.int().min(0).max(LONGEST_MS).default(0),
  triesMs: z.array(z.int().min(0).max(LONGEST_MS)).max(MOST_TRIES).default([]),
});
export type Said = z.infer<typeof saidSchema>;

const pictureSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+\.(png|jpg|webp)$/, 'the name of a picture'),
  sha256,
});
const savedSchema = saidSchema.extend({ triedAt: utcTime });
const runSchema = z.strictObject({
  tester: sentence.max(100),
  answers: z.record(z.string(), savedSchema),
  /** By the id of their criterion, as a picture may come before the answer. */
  pictures: z.record(z.string(), z.array(pictureSchema).max(MOST_PICTURES)),
});

export const sessionSchema = z
  .strictObject({
    format: z.literal(1),
    /** Version of the catalogue; another one asks otherwise. */
    catalogue: z.string(),
    traits: z.strictObject({ paying: z.boolean(), api: z.int().nullable() }),
    runs: z.tuple([runSchema, runSchema]),
  })
  .refine(({ runs: [one, two] }) => one.tester !== two.tester, 'the two testers are one');
export type Session = z.infer<typeof sessionSchema>;

/** Error: `manual-session-invalid`. */
export function newSession(catalogue: Catalogue, traits: Traits, testers: readonly string[]): Session {
  const runs = testers.map((tester) => ({ tester, answers: {}, pictures: {} }));
  const told = { format: 1, catalogue: catalogue.version, traits, runs };
  const result = sessionSchema.safeParse(told);
  if (!result.success) throw new TwinError('manual-session-invalid', issuesOf(result.error, sessionSchema, told));
  return result.data;
}

/** The criteria of the catalogue that a person tries on such a device, or can measure by hand. */
export function manualCriteria(catalogue: Catalogue, traits: Traits): Criterion[] {
  return catalogue.criteria.filter(
    (one) => (one.method === 'manual' || one.byHand !== undefined) && applies(one, traits),
  );
}

export function askedOf(criterion: Criterion): Asked {
  const { id, requirement, inconclusive, unit, numbers, byHand } = criterion;
  const { how, uncertainty } = byHand ?? criterion;
  return {
    id,
    requirement,
    how,
    inconclusive,
    uncertainty,
    unit,
    most: mostOf(criterion),
    isNumber: numbers !== undefined,
    words: wordsOf(criterion),
    tries: byHand?.tries === undefined ? null : { ...byHand.tries, unitMs: MS_OF[unit] ?? 1 },
  };
}

/** The session with an answer. Error: `answer-invalid`. */
export function withAnswer(session: Session, run: Run, criterion: Criterion, said: unknown, at: string): Session {
  const result = saidSchema.safeParse(said);
  if (!result.success) throw new TwinError('answer-invalid', issuesOf(result.error, saidSchema, said));
  const { found } = result.data;
  const wrong = found.kind === 'unknown' ? null : whyNotSaid(criterion, found);
  if (wrong !== null) throw new TwinError('answer-invalid', wrong);
  return changed(session, run, (own) => ({
    ...own,
    answers: { ...own.answers, [criterion.id]: { ...result.data, triedAt: at } },
  }));
}

/** The session with a picture more. Error: `answer-invalid`. */
export function withPicture(session: Session, run: Run, id: string, picture: z.infer<typeof pictureSchema>): Session {
  const present = session.runs[run - 1]?.pictures[id] ?? [];
  if (present.some(({ sha256: known }) => known === picture.sha256)) return session;
  if (present.length >= MOST_PICTURES) {
    throw new TwinError('answer-invalid', `There are ${MOST_PICTURES} pictures already.`);
  }
  return changed(session, run, (own) => ({ ...own, pictures: { ...own.pictures, [id]: [...present, picture] } }));
}

/** The session without a picture; the file stays, as another answer may need it. */
export function withoutPicture(session: Session, run: Run, id: string, name: string): Session {
  return changed(session, run, (own) => ({
    ...own,
    pictures: { ...own.pictures, [id]: (own.pictures[id] ?? []).filter((one) => one.name !== name) },
  }));
}

type OwnRun = Session['runs'][number];

function changed(session: Session, run: Run, change: (own: OwnRun) => OwnRun): Session {
  const [first, second] = session.runs;
  return { ...session, runs: run === 1 ? [change(first), second] : [first, change(second)] };
}
