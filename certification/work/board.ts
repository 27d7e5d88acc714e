/**
 * What the tester of an evening has to do now, one thing at a time, and what he said came of it. A page shows it
 * (`cli/tester-server.ts`); in tests a hand answers instead.
 */
import { z } from 'zod';
import { TwinError } from '#protocols/errors/errors';
import { issuesOf } from '../certificate/issues.ts';
import type { NowTold } from '../manual/messages.ts';

/** Null if it was done, else why it could not be; and whether by the other key. */
type Answered = (why: string | null, also: boolean) => void;

export type Board = {
  /** What stands there now. */
  told(): NowTold;
  /** Puts something there that only wants to be known. */
  say(text: string): void;
  /**
   * Asks for something, with the word for the key that says that it is done, and for another one, if there is one. The
   * returned function takes it back.
   */
  ask(text: string, done: NonNullable<NowTold['done']>, answered: Answered, also?: string): () => void;
  /** What was said on the page. Error: `answer-invalid`. */
  take(said: unknown): void;
};

const saidSchema = z.discriminatedUnion('can', [
  z.strictObject({ n: z.int(), can: z.literal(true), also: z.boolean().default(false) }),
  z.strictObject({ n: z.int(), can: z.literal(false), reason: z.string().trim().min(1).max(300) }),
]);

/** Nothing is asked yet. */
export function createBoard(): Board {
  let now: NowTold = { n: 0, text: 'Nothing is to be done yet.', done: null, also: null };
  let waiting: Answered | null = null;
  const put = (text: string, done: NowTold['done'], also: string | null = null): number => {
    now = { n: now.n + 1, text, done, also };
    return now.n;
  };
  const over = (): void => {
    waiting = null;
    put('Nothing is to be done now. Do not touch the device.', null);
  };
  return {
    told: () => now,
    say: (text) => void (waiting === null && put(text, null)),
    ask(text, done, answered, also) {
      const n = put(text, done, also);
      waiting = answered;
      return () => {
        if (now.n === n) over();
      };
    },
    take(said) {
      const result = saidSchema.safeParse(said);
      if (!result.success) throw new TwinError('answer-invalid', issuesOf(result.error, saidSchema, said));
      const { data } = result;
      if (waiting === null || data.n !== now.n) throw new TwinError('answer-invalid', 'It is not asked any more.');
      if (data.can && data.also && now.also === null) throw new TwinError('answer-invalid', 'There is no other key.');
      const answered = waiting;
      over();
      if (data.can) answered(null, data.also);
      else answered(data.reason, false);
    },
  };
}
