/** A payment host behind the payment terminals of a floor, and what is wrong with it, besides all else. */
import { formatDuration, parseDuration } from '../../format/duration.ts';
import { USUAL_HOST, type PaymentHost } from '../../format/payment-host.ts';
import type { ScenarioInput } from '../../format/scenario.ts';
import { around } from '../around.ts';
import type { Draw } from '../draw.ts';
import { allDurations, type DurationsInput } from '../durations.ts';
import { faultKinds } from '../fault-kinds.ts';
import { drawFault, possibleFaults } from '../faults.ts';
import { stageOf } from '../stage.ts';

/** How many floors with terminals have one. */
const HOSTED_PERCENT = 35;
/** How patient terminals are, besides as usual: for each answer, until they ask again, and in all. */
const ANSWERS_MS = [200, 1_000, 3_000, 20_000];
const RESTS_MS = [100, 300, 3_000];
const WAITS_MS = [1_000, 3_000, 8_000, 40_000];

/** The floor with a payment host; most floors stay without. */
export function drawPaymentHost(draw: Draw, input: ScenarioInput): ScenarioInput {
  if ((input.floor.terminals ?? []).length === 0 || !draw.chance(HOSTED_PERCENT)) return input;
  const patience = draw.chance(50) ? USUAL_HOST : drawPatience(draw, input);
  const { answer, rest, wait } = patience;
  const said = { answer: formatDuration(answer), rest: formatDuration(rest), wait: formatDuration(wait) };
  const host = { paymentHost: patience === USUAL_HOST ? {} : said };
  const workMs = parseDuration(input.duration) ?? 0;
  const alone = { ...input.floor, services: host };
  const stage = stageOf(alone, input.server?.durations as DurationsInput | undefined, workMs);
  const possible = possibleFaults(stage).filter((name) => faultKinds[name]?.target === 'service');
  const faults = Array.from({ length: draw.pick([0, 1, 2, 3, 4]) }, () => {
    const fault = drawFault(draw, draw.pick(possible), stage, []);
    return fault.fault === 'service-slow' ? { ...fault, slowMs: around(draw, draw.pick([answer, rest, wait])) } : fault;
  });
  const floor = { ...input.floor, services: { ...input.floor.services, ...host } };
  return { ...input, floor, faults: [...(input.faults ?? []), ...faults] };
}

/** Often as long as the server waits for an outcome, just under or just over. */
function drawPatience(draw: Draw, { server }: ScenarioInput): PaymentHost {
  const { paymentHoldMs, zvtT4Ms } = allDurations(server?.durations as DurationsInput | undefined);
  const wait = draw.chance(40) ? around(draw, draw.pick([paymentHoldMs, zvtT4Ms])) : draw.pick(WAITS_MS);
  return { answer: draw.pick(ANSWERS_MS), rest: draw.pick(RESTS_MS), wait };
}
