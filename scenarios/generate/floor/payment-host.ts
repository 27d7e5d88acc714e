/** A payment host behind the payment terminals of a floor, and what is wrong with it, besides all else. */
import { parseDuration } from '../../format/duration.ts';
import type { ScenarioInput } from '../../format/scenario.ts';
import { around } from '../around.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import { faultKinds } from '../fault-kinds.ts';
import { drawFault, possibleFaults } from '../faults.ts';
import { stageOf } from '../stage.ts';

/** How many floors with terminals have one. */
const HOSTED_PERCENT = 35;
/** What a terminal waits for an answer, and in all: see simulators/floor.ts. */
const PATIENCE_MS = [8_000, 25_000, 1_000];

/** The floor with a payment host; most floors stay without. */
export function drawPaymentHost(draw: Draw, input: ScenarioInput): ScenarioInput {
  if ((input.floor.terminals ?? []).length === 0 || !draw.chance(HOSTED_PERCENT)) return input;
  const host = { paymentHost: {} };
  const workMs = parseDuration(input.duration) ?? 0;
  const alone = { ...input.floor, services: host };
  const stage = stageOf(alone, input.server?.durations as DurationsInput | undefined, workMs);
  const possible = possibleFaults(stage).filter((name) => faultKinds[name]?.target === 'service');
  const faults = Array.from({ length: draw.pick([0, 1, 2, 3, 4]) }, () => {
    const fault = drawFault(draw, draw.pick(possible), stage, []);
    return fault.fault === 'service-slow' ? { ...fault, slowMs: around(draw, draw.pick(PATIENCE_MS)) } : fault;
  });
  const floor = { ...input.floor, services: { ...input.floor.services, ...host } };
  return { ...input, floor, faults: [...(input.faults ?? []), ...faults] };
}
