/** What an evening says of a device that was called with a tab open: does its app stay there, in front, with the tab? */
import { inFront, isRinging } from '../probes/parsers/calls.ts';
import { all, andThen, known, unknown, type Reading } from '../probes/reading.ts';
import { word, type Said } from '../probes/seen.ts';
import { AT_WORK, BROWSER, type Played } from './evening.ts';
import { CALLS, FRONT } from './looks.ts';
import { answersTo } from './seen-at-work.ts';
import { courseOf } from './tab-goes-on.ts';

/** Twice, a booking before and three after: `scenarios/library/devices/device-called.yaml`. */
const CALLED = { tabs: 2, bookings: 8 };
const ROUNDS = [1, 2];

export function goesOnAfterCalls(played: Played): Reading<Said> {
  return andThen(all(...ROUNDS.map((round) => coveredWhile(played, round))), (covered) => {
    // However the machine of the test stood still: no browser of a device ends for that.
    if (hasEnded(played)) return word('app ended');
    return andThen(courseOf(played, CALLED), (course) => {
      if (course !== 'goes on') return word('booking lost');
      return word(covered.includes(true) ? 'covered, then goes on' : 'booking goes on');
    });
  });
}

/** Whether, while it rang, something else was in front; unknown if it did not ring. Each look asks both. */
function coveredWhile({ asked }: Played, round: number): Reading<boolean> {
  const mine = asked.filter((one) => one.round === round);
  return andThen(all(answersTo(mine, CALLS, isRinging), answersTo(mine, FRONT, inFront)), ([rings, fronts]) => {
    if (!rings.includes(true))
      return unknown(`It did not ring when it was called the ${round === 1 ? 'first' : 'second'} time.`);
    return known(rings.some((isOne, i) => isOne && fronts[i]?.includes(BROWSER) === false));
  });
}

/** Nobody switches it off in that evening. */
function hasEnded({ events }: Played): boolean {
  const ends = events.filter((event) => event.kind === 'transition' && event.node === AT_WORK && event.to === 'off');
  return ends.length > 0;
}
