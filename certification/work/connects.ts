/** What an evening says of how soon a port of the server opens to a device, over its WLAN and in its own browser. */
import { unknown, type Reading } from '../probes/reading.ts';
import { number, word, type Said } from '../probes/seen.ts';
import type { Played } from './evening.ts';
import { MANY, percentile } from './seen-at-work.ts';

/** The clock of a page goes in steps of 0.1 ms; the browser itself has its share in the figure. */
const UNCERTAIN_MS = 1;

/** The 95th percentile of a hundred connections. */
export function portOpens({ connects, timeScale }: Played): Reading<Said> {
  if (connects === undefined) return unknown('Its browser was not asked to connect.');
  if ('why' in connects) return unknown(connects.why);
  const { tookMs, arrived } = connects;
  if (tookMs.length < MANY) return unknown(`Only ${tookMs.length} connections were tried.`);
  if (tookMs.includes(null)) return word('closed');
  // A connection that is used again takes no time at all.
  if (arrived < tookMs.length) return unknown('Its browser used connections again, or came by a way of its own.');
  const took = tookMs.flatMap((ms) => (ms === null ? [] : [ms * timeScale]));
  return number(percentile(took), UNCERTAIN_MS);
}
