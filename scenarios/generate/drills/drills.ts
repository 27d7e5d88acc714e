/**
 * Drills: a few people in a hurry, on a floor so small that they come back to the same tabs again and again, with short
 * limits. What takes several things at once to go wrong comes together there. Each is about one thing, and costs little of
 * what another floor costs.
 */
import { formatDuration } from '../../format/duration.ts';
import type { ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import { allDurations, drawDurations, sensible } from '../durations.ts';
import { lasting, sometime, type DrawDrill } from './drill.ts';
import type { FaultInput } from '../faults.ts';
import { drawAdmitting } from './admitting.ts';
import { drawBelting } from './belting.ts';
import { drawCarrying } from './carrying.ts';
import { drawHolding } from './holding.ts';
import { drawPaying } from './paying.ts';
import { drawPrinting } from './printing.ts';
import { drawReaching } from './reaching.ts';
import { drawReversing } from './reversing.ts';
import { drawServing } from './serving.ts';
import { drawSwapping } from './swapping.ts';

/** The kinds of drills. */
export const drills = {
  paying: drawPaying,
  holding: drawHolding,
  printing: drawPrinting,
  admitting: drawAdmitting,
  swapping: drawSwapping,
  reversing: drawReversing,
  serving: drawServing,
  reaching: drawReaching,
  carrying: drawCarrying,
  belting: drawBelting,
} satisfies Record<string, DrawDrill>;
export type DrillKind = keyof typeof drills;

/** Where more has to come together, more are drawn. */
const KINDS: readonly DrillKind[] = [
  ...(['paying', 'paying', 'holding', 'holding', 'holding', 'printing', 'printing', 'printing'] as const),
  ...(['admitting', 'admitting', 'swapping', 'reversing', 'reversing', 'serving', 'serving', 'serving'] as const),
  ...(['reaching', 'reaching', 'carrying', 'carrying', 'belting', 'belting'] as const),
];
const MINUTES = [1, 1, 1, 2];

/** A drill of any kind, or of this one, with work for so many minutes if said. */
export function drawDrill(
  draw: Draw,
  minutes: number = draw.pick(MINUTES),
  kind: DrillKind = draw.pick(KINDS),
): ScenarioInput {
  const workMs = minutes * 60_000;
  const { floor, durations, printAttempts, habits, steps = [], faults } = drills[kind](draw, workMs);
  const drill: ScenarioInput = {
    format: 1,
    name: 'generated-floor',
    about: 'A generated floor.',
    seed: draw.between(0, 0x7fff_ffff),
    duration: formatDuration(workMs),
    floor,
    server: {
      durations: sensible(allDurations({ ...drawDurations(draw), ...durations })),
      ...(printAttempts === undefined ? {} : { printAttempts }),
    },
    work: { waiters: habits, steps },
    faults,
  };
  return faults.length > 0 && draw.chance(15) ? { ...drill, faults: [...faults, wrongClock(draw, workMs)] } : drill;
}

/** Nothing anywhere may hang on the clock on the wall, so it is set on drills of every kind now and then. */
function wrongClock(draw: Draw, workMs: number): FaultInput {
  const byMs = draw.pick([30_000, 600_000, 3_600_000]) * draw.pick([1, -1]);
  const moment = { ...sometime(draw, workMs), ...(draw.chance(50) ? lasting(draw, [5_000, 20_000]) : {}) };
  return draw.chance(60)
    ? { fault: 'server-clock-step', stepMs: byMs, ...moment }
    : { fault: 'clock-skew', target: 'any device', skewMs: byMs, ...moment };
}
