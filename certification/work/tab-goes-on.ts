/** What an evening says of a device that something is done to in the middle of its work: does the tab go on? */
import { known, all, andThen, unknown, type Reading } from '../probes/reading.ts';
import { batteryLevel, isPlugged } from '../probes/parsers/battery.ts';
import { displayDensity, displaySize } from '../probes/parsers/display.ts';
import { numberSetting } from '../probes/parsers/settings.ts';
import { word, type Said } from '../probes/seen.ts';
import { AT_WORK, type Played } from './evening.ts';
import { LOW_PERCENT } from './evenings.ts';
import { CABLE, DENSITY, SIDE, SIZE } from './looks.ts';
import { answersTo, couldAllBeDone, factsOf, stoodStillForLong } from './seen-at-work.ts';

type Course = 'goes on' | 'work stops' | 'tab lost';

/** Of tabs that are each opened once, booked on, and given back. `planned`: how many, and bookings on all of them. */
export function courseOf(played: Played, planned: { tabs: number; bookings: number }): Reading<Course> {
  const { events } = played;
  const released = factsOf(events, 'tab-released');
  const given = released.filter(({ cause }) => cause === 'new-balance').length;
  const isWhole =
    factsOf(events, 'tab-locked').length === planned.tabs &&
    given === planned.tabs &&
    factsOf(events, 'booked').length === planned.bookings;
  if (isWhole && couldAllBeDone(played)) return known('goes on');
  // Whose fault it was, nobody can tell.
  if (stoodStillForLong(played)) return unknown('The machine of the test stood still.');
  return known(released.some(({ cause }) => cause === 'lease-ended') ? 'tab lost' : 'work stops');
}

/** Once round, and a booking on each side: `scenarios/library/devices/device-turned.yaml`. */
const TURNED = { tabs: 1, bookings: 5 };
const ONCE_ROUND = '1, 2, 3, 0';
/** Wider than this, in density-independent pixels, it is no phone (DSP-2). */
const WIDEST_PHONE = 480;
const MDPI = 160;

/** Whatever side is up: its screen is laid out upright, and work goes on there. */
export function staysUpright(played: Played): Reading<Said> {
  const sides = answersTo(played.asked, SIDE, (lines) => numberSetting(lines, 'user_rotation'));
  return andThen(all(sides, isTablet(played), courseOf(played, TURNED)), ([said, tablet, course]) => {
    if (said.join(', ') !== ONCE_ROUND) return unknown(`It was not turned once round, but to ${said.join(', ')}.`);
    const layouts = played.events.filter((event) => event.kind === 'layout' && event.node === AT_WORK);
    if (layouts.length === 0) return unknown('Nobody knows how its screen was laid out.');
    if (layouts.some((event) => event.kind === 'layout' && event.width >= event.height)) return word('turns');
    if (course !== 'goes on') return word(course);
    return word(tablet ? 'tablet scaled, upright' : 'phone stays upright');
  });
}

function isTablet({ asked }: Played): Reading<boolean> {
  const sizes = answersTo(asked, SIZE, displaySize);
  const densities = answersTo(asked, DENSITY, displayDensity);
  return andThen(all(sizes, densities), ([[size], [density]]) =>
    size === undefined || density === undefined
      ? unknown('The device does not say its display.')
      : known((size.shortPx * MDPI) / density > WIDEST_PHONE),
  );
}

/** Three tables, a minute each: `scenarios/library/devices/device-low-battery.yaml`. */
const TABLES = { tabs: 3, bookings: 6 };

/** When all is over it is asked whether its battery was low all the time: what it is told to say stays until then. */
export function worksAtLowBattery(played: Played): Reading<Said> {
  const plugged = answersTo(played.asked, CABLE, isPlugged);
  const levels = answersTo(played.asked, CABLE, batteryLevel);
  return andThen(all(plugged, levels, courseOf(played, TABLES)), ([cables, percents, course]) => {
    if (cables.includes(true)) return unknown('The cable was in.');
    const other = percents.find((percent) => percent !== LOW_PERCENT);
    return other === undefined ? word(course) : unknown(`Its battery was at ${other} %.`);
  });
}
