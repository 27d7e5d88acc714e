/**
 * What may be changed of an open tab besides what is booked on it: lines go to another tab or come from one, are taken
 * back, cost less, or are settled by themselves. For each an operator needs a right. Money is in cents.
 */
import { z } from 'zod';
import { articleSchema } from '../names.ts';

/** What an operator may be allowed; booking, settling and paying whole tabs need no right. */
export const RIGHTS = ['split', 'move', 'merge', 'cancel', 'discount', 'part-bill', 'reverse'] as const;
export const rightSchema = z.enum(RIGHTS);
export type Right = z.infer<typeof rightSchema>;

/** Tabs have numbers of at most five digits. */
export const tabNumber = z.int().min(1).max(99_999);
/** So many articles may be named in one request at most. */
const MOST_NAMED = 100;
/** A bill is shared by so many guests at most. */
const MOST_SHARES = 99;
const LONGEST_REASON = 40;

/** So many of an article, whichever of the tab's lines they are in: those that were booked last are taken first. */
const wantedSchema = z.strictObject({ article: articleSchema, quantity: z.int().min(1).max(999) });
export type Wanted = z.infer<typeof wantedSchema>;
const lines = z.array(wantedSchema).min(1).max(MOST_NAMED);

/** Why a line is cancelled: it is printed for the kitchen, so it is a line of text. */
export const reasonSchema = z
  .string()
  .min(1)
  .max(LONGEST_REASON)
  .regex(/^[\p{L}\p{N}\p{P} ]+$/u, 'a line of text');
/** The usual reasons: those thin clients have keys for. */
export const USUAL_REASONS = ['changed their mind', 'dropped', 'too late'] as const;
/** What stands on a tab that nobody has booked: of it nothing can be taken by its name. Of discounts, that of 10 %. */
export const LINES_OF_THE_SERVER = [
  'Paid in part',
  'Voucher redeemed',
  'Card payment reversed',
  'Discount 10 %',
] as const;
export const percentOff = z.int().min(1).max(100);
export const sharesSchema = z.int().min(2).max(MOST_SHARES);

export const tabChange = z.discriminatedUnion('kind', [
  /** Some of it goes to another tab. */
  z.strictObject({ kind: z.literal('split'), to: tabNumber, lines }),
  /** All of it goes to a tab on which there is nothing. */
  z.strictObject({ kind: z.literal('move'), to: tabNumber }),
  /** All of another tab comes to this one. */
  z.strictObject({ kind: z.literal('merge'), from: tabNumber }),
  z.strictObject({ kind: z.literal('cancel'), lines, reason: reasonSchema }),
  z.strictObject({ kind: z.literal('discount'), percent: percentOff }),
  /** A bill in cash over some of the lines, or over an equal share of what is owed; one over an amount is a `bill`. */
  z.strictObject({ kind: z.literal('bill-lines'), lines }),
  z.strictObject({ kind: z.literal('bill-share'), of: sharesSchema }),
]);
export type TabChange = z.infer<typeof tabChange>;
export type ChangeKind = TabChange['kind'];

/** The right each change needs. */
export const RIGHT_FOR = {
  split: 'split',
  move: 'move',
  merge: 'merge',
  cancel: 'cancel',
  discount: 'discount',
  'bill-lines': 'part-bill',
  'bill-share': 'part-bill',
} as const satisfies Record<ChangeKind, Right>;

/** The other tab a change is about, if it is about one. */
export function otherTab(change: TabChange): number | null {
  return 'to' in change ? change.to : 'from' in change ? change.from : null;
}
