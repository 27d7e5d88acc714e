/** What an evening says of a device that was carried to another access point with a tab open: is it heard all the way? */
import type { EventOf } from '#history/events';
import { WHILE_CARRIED_S } from '../catalogue/criteria/radio.ts';
import { association } from '../probes/parsers/wifi.ts';
import { all, andThen, known, unknown, type Reading } from '../probes/reading.ts';
import { number, word, type Said } from '../probes/seen.ts';
import { AT_WORK, type Played } from './evening.ts';
import { ACCESS_POINT } from './looks.ts';
import { answersTo, STILL_MS, stillBetween } from './seen-at-work.ts';
import { courseOf } from './tab-goes-on.ts';

/** There and back, six bookings each, most of them on the walk: `scenarios/library/devices/device-carried.yaml`. */
const CARRIED = { tabs: 2, bookings: 12 };
const ROUNDS = [1, 2];
const SECOND_MS = 1_000;
/** As of other heartbeats, s. */
const UNCERTAINTY_S = 0.1;

/**
 * By how much the latest heartbeat of the walks was late, s; or a word where its work did not go on. Who was silent for
 * so long that its dialog opens has failed by that, whatever became of its tab.
 */
export function heardWhileCarried(played: Played): Reading<Said> {
  return andThen(all(...ROUNDS.map((round) => changedIn(played, round))), () => {
    const late = andThen(latestBeat(played), (ms) => known((ms * played.timeScale) / SECOND_MS));
    const course = courseOf(played, CARRIED);
    if (course.kind === 'unknown' && late.kind === 'known' && late.value > WHILE_CARRIED_S.dialog)
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

/**
 * A silence that began on a walk, or before it, counts to its end. Where the machine stood still meanwhile it may have
 * been shorter by that; whoever was longer silent at another time is measured by that one.
 */
function latestBeat(played: Played): Reading<number> {
  const { events, heartbeatMs } = played;
  const walks = events.filter(
    (event): event is EventOf<'fault'> => event.kind === 'fault' && event.node === AT_WORK && event.fault === 'carried',
  );
  const begins = walks.filter(({ phase }) => phase === 'begun');
  const ends = walks.filter(({ phase }) => phase === 'ended');
  if (begins.length < ROUNDS.length || ends.length < ROUNDS.length)
    return unknown('The walks were not played to their end.');
  const heard = events.flatMap((event) => (event.kind === 'heard' && event.from === AT_WORK ? [event.t] : []));
  const silences = heard.slice(1).flatMap((t, i) => {
    const since = heard[i] ?? t;
    if (!begins.some((begun, k) => t > begun.t && since < (ends[k]?.t ?? 0))) return [];
    return [{ most: t - since, least: t - since - stillBetween(played, since, t) }];
  });
  if (silences.length === 0) return unknown('It was not heard of on the walks.');
  const most = Math.max(...silences.map((silence) => silence.most));
  const least = Math.max(...silences.map((silence) => silence.least));
  const isKnown = most <= heartbeatMs || most - least <= STILL_MS;
  return isKnown ? known(Math.max(0, most - heartbeatMs)) : unknown('The machine of the test stood still.');
}
