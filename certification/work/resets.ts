/** What an evening says of a device whose app is reset by two fingers with a tab open: does it start anew at every try? */
import type { HistoryEvent } from '#history/events';
import { known, unknown, andThen, type Reading } from '../probes/reading.ts';
import { number, type Said } from '../probes/seen.ts';
import { AT_WORK, type Played } from './evening.ts';
import { stoodStillForLong } from './seen-at-work.ts';

/** Swipes of `scenarios/library/devices/device-reset.yaml`. */
const SWIPES = 10;

/** After how many of the ten the app started anew and showed its tab again. */
export function startsAnew(played: Played): Reading<Said> {
  return andThen(resets(played), (count) => number(count));
}

function resets(played: Played): Reading<number> {
  const mine = played.events.filter(({ node }) => node === AT_WORK);
  const swipes = mine.flatMap((event, i) => (event.kind === 'act' && event.act === 'swipe' ? [i] : []));
  if (swipes.length < SWIPES) return unknown(`Only ${swipes.length} of ${SWIPES} swipes were made.`);
  const count = swipes.filter((at, i) => hasStartedAnew(mine.slice(at, swipes[i + 1]))).length;
  // Whose fault it was, nobody can tell.
  if (count < SWIPES && stoodStillForLong(played)) return unknown('The machine of the test stood still.');
  return known(count);
}

/** It connects as after a start, and then shows a tab. */
function hasStartedAnew(events: readonly HistoryEvent[]): boolean {
  const started = events.findIndex((event) => event.kind === 'transition' && event.to.startsWith('connecting'));
  return started >= 0 && events.slice(started).some((event) => event.kind === 'screen' && event.tab !== undefined);
}
