/**
 * What printers are set up for and stocked with, besides all else: what counts as failing at each, and rolls that come to
 * their end. It is drawn by itself, for a floor that is there: it is the same with and without.
 */
import { failingConditions } from '#protocols/escpos/failing';
import { formatDuration } from '../format/duration.ts';
import type { ScenarioInput } from '../format/scenario.ts';
import type { Draw } from './draw.ts';

type PrinterInput = NonNullable<ScenarioInput['floor']['printers']>[number];

/** How many floors have printers of which something is said. */
const SET_UP_PERCENT = 35;
/** Lines on a new roll, which is never used up; those in the printers are within a few tickets, as evenings are short. */
const ROLL_LINES = [20_000, 100_000];
const MOST_LEFT = 120;
const NEAR_END_LINES = [1, 10, 20, 39];
/** How long nobody puts in a new roll, ms. */
const CHANGE_MS = [5_000, 30_000, 60_000, 120_000];

/** The floor with rolls, and with what counts as failing, at some of the printers of some floors. */
export function drawPrinting(draw: Draw, input: ScenarioInput): ScenarioInput {
  const { printers = [] } = input.floor;
  if (printers.length === 0 || !draw.chance(SET_UP_PERCENT)) return input;
  return { ...input, floor: { ...input.floor, printers: printers.map((one) => setUp(draw, one)) } };
}

function setUp(draw: Draw, printer: PrinterInput): PrinterInput {
  const failing = draw.chance(60) ? { failing: draw.some(failingConditions, failingConditions.length) } : {};
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
