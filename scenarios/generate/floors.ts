/**
 * Floors nobody thought of, from a seed: drawn anew, changed a little, or put together from two. Each is valid as a
 * file would be, and the same seed gives the same floor on every machine.
 */
import { formatDuration, parseDuration } from '../format/duration.ts';
import type { Scenario, ScenarioInput } from '../format/scenario.ts';
import { toInput } from '../format/to-input.ts';
import { drawBelts } from './floor/belts.ts';
import { drawCameras } from './floor/cameras.ts';
import { changed } from './change.ts';
import { drawFrom, type Draw } from './draw.ts';
import { drawDrill } from './drills/drills.ts';
import { allDurations, drawAttempts, drawDurations, type DurationsInput } from './durations.ts';
import { drawFaults, drawRadioFaults } from './faults.ts';
import { drawFloorPlan } from './floor/floor-plan.ts';
import { drawMonitors } from './floor/monitors.ts';
import { drawRadioPlan } from './floor/radio-plan.ts';
import { drawSteps, drawWaiters } from './floor/people.ts';
import { fair } from './fair.ts';
import { drawFunctions } from './floor/functions.ts';
import { drawPrinting } from './floor/printing.ts';
import { drawCards } from './floor/cards.ts';
import { drawReversals } from './reversals.ts';
import { drawPaymentHost } from './floor/payment-host.ts';
import { drawServices } from './floor/services.ts';
import { spliced } from './splice.ts';
import { stageOf } from './stage.ts';
import { themes } from './themes.ts';
import { drawStations } from './floor/stations.ts';
import { drawTabChanges } from './tab-changes.ts';
import { drawModels } from './floor/whitelist.ts';
import { asRead } from './valid.ts';

/** Minutes of work; most floors are short. */
const MINUTES = [1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8, 12];
/** Those with many devices are, as a whole evening of them costs as much as hundreds of others. */
const MANY = { devices: 8, minutes: 3 };

/** How many floors have a radio plan, if they have access points. */
const PLANNED_PERCENT = 25;
/**
 * Plans are drawn by themselves, and so are models and whitelists, how belt printers are paired, functions, changes of
 * tabs, monitors, cloud services, cards, how printers are set up, cameras, reversals, and payment hosts: the floor is the same with and without.
 */
const OF_PLANS = 0x91a4;
const OF_MODELS = 0x3b7d;
const OF_BELTS = 0x5c21;
const OF_FUNCTIONS = 0x5e21;
const OF_CHANGES = 0x52c1;
const OF_MONITORS = 0x1e97;
const OF_SERVICES = 0x6c1d;
const OF_PRINTING = 0x7a35;
const OF_CARDS = 0x2a8b;
const OF_CAMERAS = 0x4ca3;
const OF_REVERSALS = 0x7e5b;
const OF_HOSTS = 0x1f3d;

/** How many floors are drills; they are drawn by themselves as well. */
const DRILL_PERCENT = 50;
const OF_DRILLS = 0xd411;

/** A floor of that seed (any integer), with work and faults for so many minutes if said. */
export function drawFloor(seed: number, { minutes }: { minutes?: number } = {}): Scenario {
  const drills = drawFrom(seed ^ OF_DRILLS);
  const drill = drills.chance(DRILL_PERCENT) ? asRead(drawDrill(drills, minutes)) : null;
  return drill === null ? drawEvening(seed, minutes) : fair(drill);
}

function drawEvening(seed: number, minutes: number | undefined): Scenario {
  const draw = drawFrom(seed);
  const plans = drawFrom(seed ^ OF_PLANS);
  const models = drawFrom(seed ^ OF_MODELS);
  const belts = drawFrom(seed ^ OF_BELTS);
  const functions = drawFrom(seed ^ OF_FUNCTIONS);
  const changes = drawFrom(seed ^ OF_CHANGES);
  const monitors = drawFrom(seed ^ OF_MONITORS);
  const services = drawFrom(seed ^ OF_SERVICES);
  const printing = drawFrom(seed ^ OF_PRINTING);
  const cards = drawFrom(seed ^ OF_CARDS);
  const cameras = drawFrom(seed ^ OF_CAMERAS);
  const reversals = drawFrom(seed ^ OF_REVERSALS);
  const hosts = drawFrom(seed ^ OF_HOSTS);
  for (;;) {
    const input = drawFunctions(
      functions,
      paired(belts, listed(models, planned(plans, drawn(draw, monitors, minutes)))),
    );
    const served = drawServices(services, drawTabChanges(changes, input));
    const paid = drawReversals(reversals, served);
    const all = drawCameras(cameras, drawCards(cards, drawPrinting(printing, paid)));
    const floor = asRead(drawPaymentHost(hosts, all));
    if (floor !== null) return fair(floor);
  }
}

function drawn(draw: Draw, monitors: Draw, minutes: number | undefined): ScenarioInput {
  const durations = drawDurations(draw);
  const theme = draw.chance(75) ? draw.pick(themes) : undefined;
  const floor = drawMonitors(monitors, drawFloorPlan(draw, allDurations(durations), theme?.floor));
  const isMany = floor.devices.reduce((sum, { count = 1 }) => sum + count, 0) > MANY.devices;
  const some = isMany ? Math.min(MANY.minutes, draw.pick(MINUTES)) : draw.pick(MINUTES);
  const stage = stageOf(floor, durations, (minutes ?? some) * 60_000);
  const waiters = draw.chance(90) ? { ...drawWaiters(draw, stage), ...theme?.habits } : undefined;
  const steps = waiters === undefined || draw.chance(30) ? drawSteps(draw, stage) : [];
  return {
    format: 1,
    name: 'generated-floor',
    about: 'A generated floor.',
    seed: draw.between(0, 0x7fff_ffff),
    duration: formatDuration(stage.workMs),
    floor,
    server: { durations, ...drawAttempts(draw) },
    work: { ...(waiters === undefined ? {} : { waiters }), steps },
    faults: drawFaults(draw, stage, theme),
  };
}

/** The floor with a radio plan, and what goes wrong on that; some stay without. */
function planned(draw: Draw, input: ScenarioInput): ScenarioInput {
  const workMs = parseDuration(input.duration) ?? 0;
  const plan = draw.chance(PLANNED_PERCENT) ? drawRadioPlan(draw, input.floor, workMs) : undefined;
  if (plan === undefined) return input;
  const floor = { ...input.floor, plan };
  const stage = stageOf(floor, input.server?.durations as DurationsInput | undefined, workMs);
  return { ...input, floor, faults: [...(input.faults ?? []), ...drawRadioFaults(draw, stage)] };
}

function listed(draw: Draw, input: ScenarioInput): ScenarioInput {
  return { ...input, floor: drawStations(draw, drawModels(draw, input.floor)) };
}

function paired(draw: Draw, input: ScenarioInput): ScenarioInput {
  return { ...input, floor: drawBelts(draw, input.floor) };
}

/** The floor with a few things changed. */
export function changeFloor(floor: Scenario, seed: number): Scenario {
  const draw = drawFrom(seed);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const other = asRead(toInput(changed(draw, floor)));
    if (other !== null) return fair(other);
  }
  return floor;
}

/** A change that makes no floor is tried again, so often. */
const MOST_TRIES = 5;

/** The floor of `a` on which also that goes wrong which went wrong on `b`, as far as it can there. */
export function spliceFloors(a: Scenario, b: Scenario, seed: number): Scenario {
  const both = asRead(toInput(spliced(drawFrom(seed), a, b)));
  return both === null ? a : fair(both);
}
