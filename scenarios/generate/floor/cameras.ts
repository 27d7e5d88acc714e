/**
 * Cameras of the till, and people who look through them, at given times and by habit. It is drawn by itself, for a floor and
 * an evening that are there: they are the same with and without.
 */
import { formatDuration, parseDuration } from '../../format/duration.ts';
import { resolveFloor } from '../../format/floor.ts';
import { scenarioSchema, type ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import { drawFault } from '../faults.ts';
import { withHabit } from './functions.ts';
import type { StepInput } from './people.ts';
import { stageOf } from '../stage.ts';

const CAMERAS = [
  { name: 'counter', kind: 'integrated' },
  { name: 'door', kind: 'usb' },
  { name: 'yard', kind: 'ip' },
] as const;

/** The evening with cameras, on some floors with a till. */
export function drawCameras(draw: Draw, input: ScenarioInput): ScenarioInput {
  const { till } = input.floor;
  if (till === undefined || draw.chance(50)) return input;
  const cameras = draw.some(CAMERAS, CAMERAS.length).map((camera) => ({
    ...camera,
    ...(draw.chance(50) ? { frame: draw.pick(['200ms', '500ms', '2s']) } : {}),
  }));
  const floor = { ...input.floor, till: { ...till, cameras } };
  const workMs = parseDuration(input.duration) ?? 1;
  const { devices: mobile } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(input.floor) });
  const devices = mobile.map(({ name }) => name);
  const looks = Array.from({ length: devices.length === 0 ? 0 : draw.pick([0, 1, 2, 4]) }, (): StepInput[] => {
    const device = draw.pick(devices);
    const atMs = draw.between(0, workMs - 1);
    const camera = draw.chance(70) ? { camera: draw.pick(cameras).name } : {};
    const look = { device, do: 'camera', at: formatDuration(atMs), ...camera } as const;
    const leavesMs = atMs + draw.pick([0, 1_000, 10_000, 40_000]);
    return leavesMs >= workMs || draw.chance(40)
      ? [look]
      : [look, { device, do: 'leave-camera', at: formatDuration(leavesMs) }];
  });
  const stage = stageOf(floor, input.server?.durations as DurationsInput | undefined, workMs);
  const isUnplugged = stage.names.cameras.size > 0 && draw.chance(60);
  const unplugged = isUnplugged ? [drawFault(draw, 'camera-unplugged', stage, [])] : [];
  return withHabit(
    draw,
    {
      ...input,
      floor,
      work: { ...input.work, steps: [...(input.work?.steps ?? []), ...looks.flat()] },
      faults: [...(input.faults ?? []), ...unplugged],
    },
    'cameraPercent',
  );
}
