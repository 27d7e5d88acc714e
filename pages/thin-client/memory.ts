/**
 * What a thin client remembers over a reload: which client it is, its session, and how
 * often it has said hello. Nothing else: bookings and screens
 * are the server's. Where the browser keeps nothing, a reload is a new sign-up.
 */
import { z } from 'zod';

const remembered = z.strictObject({
  client: z.string(),
  /** Tells this installation from another one with the same set-up. */
  install: z.string(),
  /** So often it has said hello since it was installed. */
  dials: z.int().min(0).optional(),
  session: z.int().min(0).optional(),
  /** The hold that was shown last; 0 for none. */
  token: z.int().min(0),
});
export type Remembered = z.infer<typeof remembered>;

/** What was remembered under a key; null if nothing was, or nothing that can be read. */
export function recall(key: string): Remembered | null {
  try {
    const { success, data } = remembered.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return success ? data : null;
  } catch {
    return null; // there is no storage here, or it holds something of somebody else's
  }
}

/** Remembers; where the browser keeps nothing, it is forgotten with the page. */
export function remember(key: string, what: Remembered): void {
  try {
    localStorage.setItem(key, JSON.stringify(what));
  } catch {
    // Full, or switched off: the client works all the same until it is reloaded.
  }
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** So many letters and digits that nobody takes for each other, drawn at random. */
export function drawn(length: number): string {
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => ALPHABET[byte % 32]).join('');
}
