/**
 * What printers are set up for and stocked with, besides all else: what counts as failing at each and how soon, rolls that
 * come to their end, and orders that come out elsewhere at some times of day. It is drawn by itself, for a floor that is there: it is the same with and without.
 */
import { failingConditions, type FailingCondition } from '#protocols/escpos/failing';
import { DAY_MS, timeOfDay, timeOfDayMs } from '#protocols/places-by-time';
import type { Durations } from '#server/core/config';
import { formatDuration, parseDuration } from '../../format/duration.ts';
import type { ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import { allDurations, another } from '../durations.ts';
import type { FloorInput } from '../stage.ts';

type PrinterInput = NonNullable<ScenarioInput['floor']['printers']>[number];

/** How many floors have printers of which something is said. */
const SET_UP_PERCENT = 35;
/** How many printers of such a floor have a hold-off of their own. */
const HOLD_OFF_PERCENT = 30;
/** How many of these floors have hours, and what the clock shows when their evening begins. */
const HOURS_PERCENT = 50;
const CLOCKS = ['18:00', '23:59', '00:00', '11:30'];
/** Lines on a new roll, which is never used up; those in the printers are within a few tickets, as evenings are short. */
const ROLL_LINES = [20_000, 100_000];
const MOST_LEFT = 120;
const NEAR_END_LINES = [1, 10, 20, 39];
/** How long nobody puts in a new roll, ms. */
const CHANGE_MS = [5_000, 30_000, 60_000, 120_000];

/** The floor with rolls, with what counts as failing and with hold-offs, at some of the printers of some floors. */
export function drawPrinting(draw: Draw, input: ScenarioInput): ScenarioInput {
  const { printers = [] } = input.floor;
  if (printers.length === 0 || !draw.chance(SET_UP_PERCENT)) return input;
  const floor = { ...input.floor, printers: printers.map((one) => setUp(draw, one)) };
  const timed = withHours(draw, floor, parseDuration(input.duration) ?? 0);
  return { ...input, floor: withHoldOffs(draw, timed, allDurations(input.server?.durations)) };
}

/** Hours that mostly begin or end while people work, or are on all the time; now and then several at once. */
function withHours(draw: Draw, floor: FloorInput, workMs: number): FloorInput {
  const places = Object.keys(floor.places ?? {});
  if (places.length === 0 || !draw.chance(HOURS_PERCENT)) return floor;
  const clock = draw.pick(CLOCKS);
  const around = (): number => timeOfDayMs(clock) + draw.between(-workMs, 2 * workMs);
  const placesByTime = Array.from({ length: draw.pick([1, 1, 2, 3]) }, () => {
    const fromMs = around();
    return {
      from: timeOfDay(fromMs),
      to: timeOfDay(draw.pick([fromMs + draw.between(1, 2 * workMs), fromMs - 1, fromMs + DAY_MS / 2])),
      places: Object.fromEntries(
        draw.some(places, places.length).map((place) => [place, draw.pick(floor.printers ?? []).name]),
      ),
    };
  });
  return { ...floor, ...(draw.chance(80) ? { clock } : {}), placesByTime };
}

/** Shorter than that of all printers, longer, or at the edge of another limit. */
function withHoldOffs(draw: Draw, floor: FloorInput, durations: Durations): FloorInput {
  const printers = (floor.printers ?? []).map((one) =>
    draw.chance(HOLD_OFF_PERCENT)
      ? { ...one, failAfter: formatDuration(another(draw, 'failAfterMs', durations)) }
      : one,
  );
  return { ...floor, printers };
}

/** Now and then nothing counts. */
function drawFailing(draw: Draw): FailingCondition[] {
  return draw.chance(10) ? [] : draw.some(failingConditions, failingConditions.length);
}

function setUp(draw: Draw, printer: PrinterInput): PrinterInput {
  const failing = draw.chance(60) ? { failing: drawFailing(draw) } : {};
  if (!draw.chance(60)) return { ...printer, ...failing };
  const lines = draw.pick(ROLL_LINES);
  const roll = {
    lines,
    ...(draw.chance(85) ? { left: draw.between(1, MOST_LEFT) } : {}),
    ...(draw.chance(60) ? { nearEnd: draw.pick(NEAR_END_LINES) } : {}),
    ...(draw.chance(70) ? { change: formatDuration(draw.pick(CHANGE_MS)) } : {}),
  };
  return { ...printer, ...failing, roll };
}
