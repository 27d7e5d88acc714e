/** What goes wrong on a floor, at a time. */
import { formatDuration } from '../format/duration.ts';
import { groupForms } from '../format/fault-spec.ts';
import { TILL } from '../format/floor.ts';
import type { FloorNames } from '../format/floor-names.ts';
import type { ScenarioInput } from '../format/scenario.ts';
import type { Durations } from '#server/core/config';
import type { Draw } from './draw.ts';
import { around, faultKinds, type FaultKind } from './fault-kinds.ts';

export type FaultInput = NonNullable<ScenarioInput['faults']>[number];
export type Stage = { names: FloorNames; durations: Durations; minutesMs: number };

/** Faults that can hit something on this floor. */
export function possibleFaults({ names }: Stage): string[] {
  return Object.keys(faultKinds).filter((name) => targetsOf(faultKinds[name] as FaultKind, names).length > 0);
}

export function drawFault(draw: Draw, name: string, stage: Stage): FaultInput {
  const kind = faultKinds[name] as FaultKind;
  const { durations, minutesMs } = stage;
  const lastsMs = around(draw, durations[draw.pick(kind.edges)]);
  return {
    fault: name,
    at: formatDuration(draw.between(1, minutesMs - 1)),
    ...drawTarget(draw, kind, stage.names),
    for: formatDuration(Math.min(lastsMs, minutesMs)),
    ...Object.fromEntries(
      Object.entries(kind.params ?? {}).flatMap(([key, param]) =>
        draw.chance(70) ? [[key, param(draw, durations)]] : [],
      ),
    ),
  };
}

function drawTarget(draw: Draw, kind: FaultKind, names: FloorNames): { target?: string | string[] } {
  const there = targetsOf(kind, names);
  const forms = groupForms(kind.target).filter(
    (form) => !/ (handheld|tablet)$/.test(form) || kindIsThere(form, there, names),
  );
  if (forms.length === 0) return {};
  switch (draw.pick(['one', 'one', 'one', 'one', 'some', 'group', 'chance'] as const)) {
    case 'one':
      return { target: draw.pick(there) };
    case 'some':
      return { target: draw.some(there, 3) };
    case 'group':
      return { target: draw.pick(forms) };
    case 'chance':
      return {};
  }
}

function kindIsThere(form: string, there: string[], names: FloorNames): boolean {
  return there.some((name) => form.endsWith(` ${names.devices.get(name)}`));
}

function targetsOf({ target, radio }: FaultKind, names: FloorNames): string[] {
  switch (target) {
    case 'device':
      return [...names.devices.keys()].filter((name) => radio !== true || !names.wired.has(name));
    case 'printer':
      return [...names.printers];
    case 'belt-printer':
      return [...names.beltPrinters];
    case 'terminal':
      return [...names.terminals];
    case 'access-point':
      return [...names.accessPoints];
    case 'server':
      return ['server'];
    case 'till':
      return [TILL];
  }
}
