/** Reversals of card payments, by waiters and in steps, and terminals that are lost in the middle of one. */
import { formatDuration, parseDuration } from '../format/duration.ts';
import { isThinClient, resolveFloor } from '../format/floor.ts';
import { scenarioSchema, type ScenarioInput } from '../format/scenario.ts';
import type { Draw } from './draw.ts';
import type { StepInput } from './floor/people.ts';

const TILL = 'till';

/** The scenario with reversals on some floors that have payment terminals. */
export function drawReversals(draw: Draw, input: ScenarioInput): ScenarioInput {
  const terminals = (input.floor.terminals ?? []).map(({ name }) => name);
  if (terminals.length === 0 || !draw.chance(40)) return input;
  const { work, faults = [] } = input;
  const reversePercent = draw.pick([10, 40, 100]);
  const waiters = work?.waiters === undefined ? {} : { waiters: { ...work.waiters, reversePercent } };
  const steps = draw.chance(60) ? drawSteps(draw, input, terminals) : [];
  const lost = draw.chance(40) ? [drawLoss(draw, terminals)] : [];
  return {
    ...input,
    work: { ...work, ...waiters, steps: [...(work?.steps ?? []), ...steps] },
    faults: [...faults, ...lost],
  };
}

function drawLoss(draw: Draw, terminals: readonly string[]): NonNullable<ScenarioInput['faults']>[number] {
  const lasts = { for: formatDuration(draw.pick([2_000, 10_000, 40_000])) };
  return { fault: 'terminal-lost-mid-payment', at: '1s', target: draw.pick(terminals), stage: 'reversing', ...lasts };
}

/** Of the tab that is open there, or of one that is named; at thin clients of the one that is open. */
function drawSteps(draw: Draw, { duration, floor }: ScenarioInput, terminals: readonly string[]): StepInput[] {
  const { devices, tables, till } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(floor) });
  const thin = new Set(devices.filter(({ kind }) => isThinClient(kind)).map(({ name }) => name));
  const holders = [...devices.map(({ name }) => name), ...(till === null ? [] : [TILL])];
  const workMs = parseDuration(duration) ?? 0;
  if (holders.length === 0) return [];
  return Array.from({ length: draw.between(1, 4) }, () => {
    const device = draw.pick(holders);
    return {
      device,
      do: 'reverse',
      at: formatDuration(draw.between(0, Math.max(0, workMs - 1))),
      ...(draw.chance(60) ? { terminal: draw.pick(terminals) } : {}),
      ...(!thin.has(device) && draw.chance(50) ? { tab: draw.between(tables.from, tables.to) } : {}),
    };
  });
}
