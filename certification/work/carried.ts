/** What an evening says of a device that was carried to another access point with a tab open: is it heard all the way? */
import { AS_LATE_S } from '../catalogue/criteria/radio.ts';
import { association } from '../probes/parsers/wifi.ts';
import { all, andThen, known, unknown, type Reading } from '../probes/reading.ts';
import { number, word, type Said } from '../probes/seen.ts';
import type { Played } from './evening.ts';
import { ACCESS_POINT } from './looks.ts';
import { answersTo } from './seen-at-work.ts';
import { faultsOf, latestBeat } from './silence.ts';
import { courseOf } from './tab-goes-on.ts';

/** There and back, six bookings each, most of them on the walk: `scenarios/library/devices/device-carried.yaml`. */
const CARRIED = { tabs: 2, bookings: 12 };
const ROUNDS = [1, 2];
/** As of other heartbeats, s. */
const UNCERTAINTY_S = 0.1;

/**
 * By how much the latest heartbeat of the walks was late, s; or a word where its work did not go on. Who was silent for
 * so long that its dialog opens has failed by that, whatever became of its tab.
 */
export function heardWhileCarried(played: Played): Reading<Said> {
  return andThen(all(...ROUNDS.map((round) => changedIn(played, round))), () => {
    const walks = faultsOf(played, 'carried', ROUNDS.length);
    const late = andThen(walks, (spans) => latestBeat(played, spans));
    const course = courseOf(played, CARRIED);
    if (course.kind === 'unknown' && late.kind === 'known' && late.value > AS_LATE_S.dialog)
      return number(late.value, UNCERTAINTY_S);
    return andThen(course, (how) =>
      how === 'goes on' ? andThen(late, (seconds) => number(seconds, UNCERTAINTY_S)) : word(how),
    );
  });
}

/** Whether it was with more than one access point in that walk. On its way from one to the other it is with none. */
function changedIn({ asked }: Played, round: number): Reading<true> {
  const points = asked
    .filter((one) => one.round === round)
    .map((one) => answersTo([one], ACCESS_POINT, association))
    .flatMap((reading) => (reading.kind === 'known' ? reading.value : []));
  const walk = round === 1 ? 'first' : 'second';
  if (points.length === 0) return unknown(`It did not say with which access point it was on the ${walk} walk.`);
  if (new Set(points.map(({ bssid }) => bssid)).size > 1) return known(true);
  return unknown(`It did not change its access point on the ${walk} walk.`);
}
