/** Cards of guests: a service of vouchers and customers, and what is wrong with it, models that can scan or not, and scans. */
import { CARD_KINDS } from '#protocols/mpos/cards';
import { formatDuration, parseDuration } from '../../format/duration.ts';
import { isThinClient } from '../../format/floor.ts';
import type { ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import { faultKinds } from '../fault-kinds.ts';
import { drawFault, possibleFaults } from '../faults.ts';
import type { StepInput } from './people.ts';
import { stageOf, type FloorInput } from '../stage.ts';

/** How many floors have such a service, and how many have cards without one. */
const SERVED_PERCENT = 25;
const UNSERVED_PERCENT = 4;
const MODELS = ['Orbit', 'Orbit NEXT', 'Sonic V1', 'Sonic V2'];
const THIN_MODELS = ['Rocket', 'Saturn F2', 'Saturn EL'];
const CODES = ['V100-1', 'V500-1', 'V500-2', 'V5000-1', 'V100000-1', 'X500-1', 'C1', 'lost'];

/** The floor with cards of guests; most floors stay without. */
export function drawCards(draw: Draw, input: ScenarioInput): ScenarioInput {
  const served = draw.chance(SERVED_PERCENT);
  if (!served && !draw.chance(UNSERVED_PERCENT)) return input;
  const devices = input.floor.devices.map((device) => {
    const isThin = isThinClient(device.kind ?? 'handheld');
    // Where there is a whitelist, thin clients are the models that are drawn for that.
    if ((isThin && input.floor.whitelist !== undefined) || !draw.chance(40)) return device;
    if (!isThin) return { ...device, model: { name: draw.pick(MODELS) } };
    return { ...device, model: { ...device.model, name: draw.pick(THIN_MODELS) } };
  });
  const services = { ...input.floor.services, ...(served ? { vouchers: {} } : {}) };
  const floor = { ...input.floor, devices, services };
  const { work } = input;
  const scanPercent = draw.pick([20, 60, 100]);
  const waiters = work?.waiters === undefined || !served ? {} : { waiters: { ...work.waiters, scanPercent } };
  const steps = [...(work?.steps ?? []), ...drawScans(draw, input)];
  const faults = [...(input.faults ?? []), ...(served ? drawFaults(draw, input, floor) : [])];
  return { ...input, floor, work: { ...work, ...waiters, steps }, faults };
}

function drawFaults(draw: Draw, { duration, server }: ScenarioInput, floor: FloorInput) {
  const stage = stageOf(floor, server?.durations as DurationsInput | undefined, parseDuration(duration) ?? 0);
  const possible = possibleFaults(stage).filter((name) => faultKinds[name]?.target === 'service');
  return Array.from({ length: draw.pick([0, 1, 2, 3]) }, () => drawFault(draw, draw.pick(possible), stage, []));
}

/** A few cards at devices at which a tab is opened anyway; one may be scanned at two of them. */
function drawScans(draw: Draw, { duration, work }: ScenarioInput): StepInput[] {
  const opened = (work?.steps ?? []).filter(({ do: act }) => act === 'open');
  if (opened.length === 0) return [];
  const workMs = parseDuration(duration) ?? 0;
  return Array.from({ length: draw.between(1, 4) }, () => {
    const { device, at = 0 } = draw.pick(opened);
    const fromMs = typeof at === 'number' ? at : (parseDuration(at) ?? 0);
    const atMs = Math.min(workMs - 1, fromMs + draw.pick([100, 500, 2_000, 8_000]));
    const card = { kind: draw.pick(CARD_KINDS), code: draw.pick(CODES) };
    const said = draw.chance(85) ? { card } : {};
    return { device, do: 'scan', at: formatDuration(Math.max(0, atMs)), ...said };
  });
}
