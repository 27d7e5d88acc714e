/** Cloud services of a floor, and what is wrong with them, besides all else. */
import type { ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import { parseDuration } from '../../format/duration.ts';
import { drawFault, possibleFaults } from '../faults.ts';
import { faultKinds } from '../fault-kinds.ts';
import { stageOf } from '../stage.ts';

/** How many floors have some. */
const SERVED_PERCENT = 35;
/** Which they have; neither waits for the other, so most have both. */
const SERVICES = [['nocoo'], ['tse'], ['nocoo', 'tse'], ['nocoo', 'tse']] as const;

/** The floor with cloud services; most floors stay without. */
export function drawServices(draw: Draw, input: ScenarioInput): ScenarioInput {
  if (!draw.chance(SERVED_PERCENT)) return input;
  const which: readonly string[] = draw.pick(SERVICES);
  const nocoo = {
    ...(draw.chance(60) ? { receipts: draw.pick(['instead', 'besides'] as const) } : {}),
    ...(draw.chance(60) ? { whenDown: draw.pick(['paper', 'queue'] as const) } : {}),
  };
  const services = {
    ...(which.includes('nocoo') ? { nocoo } : {}),
    ...(which.includes('tse') ? { tse: {} } : {}),
  };
  const floor = { ...input.floor, services };
  const workMs = parseDuration(input.duration) ?? 0;
  const stage = stageOf(floor, input.server?.durations as DurationsInput | undefined, workMs);
  const possible = possibleFaults(stage).filter((name) => faultKinds[name]?.target === 'service');
  const faults = Array.from({ length: draw.pick([0, 1, 2, 3, 4]) }, () =>
    drawFault(draw, draw.pick(possible), stage, []),
  );
  return { ...input, floor, faults: [...(input.faults ?? []), ...faults] };
}
