/** What eight hours of work say of a device: does its app end by itself, and does its screen follow the finger? */
import { all, andThen, known, unknown, type Reading } from '../probes/reading.ts';
import { wakefulness } from '../probes/parsers/process.ts';
import { crashesOf } from '../probes/parsers/start.ts';
import { number, type Said } from '../probes/seen.ts';
import { AT_WORK, BROWSER, type Played } from './evening.ts';
import { CRASHES, SCREEN } from './looks.ts';
import { answersTo, stillBetween } from './seen-at-work.ts';

const HOUR_MS = 3_600_000;
/** From the first tap to the last, of the eight hours of `scenarios/library/devices/device-hours.yaml`. */
const LEAST_MS = 7.5 * HOUR_MS;
/** Nobody lets it lie for so long. */
const LONGEST_PAUSE_MS = 0.5 * HOUR_MS;
/** A screen that has not followed a tap by then is frozen. */
const FOLLOWS_MS = 30_000;

/** Crashes of its browser, and times in which its screen was frozen; unknown if there were none and it did not work. */
export function worksForHours(played: Played): Reading<Said> {
  const crashes = answersTo(played.asked, CRASHES, (lines) => crashesOf(lines, BROWSER));
  return andThen(all(crashes, frozenTimes(played)), ([counts, frozen]) => {
    const wrong = Math.max(...counts) + frozen;
    return wrong > 0 ? number(wrong) : andThen(worked(played), () => number(0));
  });
}

const timesOf = ({ events }: Played, kind: 'tap' | 'screen'): number[] =>
  events.flatMap((event) => (event.kind === kind && event.node === AT_WORK ? [event.t] : []));

/** How often taps were not followed by a screen in time; those that the same screen ends count once. */
function frozenTimes(played: Played): Reading<number> {
  const { timeScale, events } = played;
  const limitMs = FOLLOWS_MS / timeScale;
  const screens = timesOf(played, 'screen');
  const endMs = events.at(-1)?.t ?? 0;
  const late = timesOf(played, 'tap').flatMap((t) => {
    const shownMs = screens.find((at) => at >= t) ?? Number.POSITIVE_INFINITY;
    return Math.min(shownMs, endMs) - t > limitMs ? [{ t, shownMs }] : [];
  });
  if (late.some(({ t, shownMs }) => stillBetween(played, t, Math.min(shownMs, endMs)) > 0))
    return unknown('The machine of the test stood still while its screen did not follow.');
  return known(new Set(late.map(({ shownMs }) => shownMs)).size);
}

/** Was it tapped for all of the time, with its screen on, and did all come out as it should? */
function worked(played: Played): Reading<true> {
  const { timeScale, verdict, failed } = played;
  if (verdict === 'fail') return unknown(`The evening did not come out as it should: ${failed.join(', ')}.`);
  const taps = timesOf(played, 'tap').map((t) => t * timeScale);
  const lastedMs = (taps.at(-1) ?? 0) - (taps[0] ?? 0);
  if (lastedMs < LEAST_MS) return unknown(`It worked for ${(lastedMs / HOUR_MS).toFixed(1)} h only.`);
  const pauseMs = Math.max(...taps.slice(1).map((t, i) => t - (taps[i] ?? t)));
  if (pauseMs > LONGEST_PAUSE_MS) return unknown(`It was not tapped for ${(pauseMs / HOUR_MS).toFixed(1)} h.`);
  return andThen(answersTo(played.asked, SCREEN, wakefulness), (states) => {
    const other = states.find((state) => state !== 'Awake');
    return other === undefined ? known(true) : unknown(`Its screen did not stay on: ${other}.`);
  });
}
