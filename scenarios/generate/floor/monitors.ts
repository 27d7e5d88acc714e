/** Kitchen monitors, which show what is ordered at some places, besides paper or instead of it. */
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';

const NAMES = ['Kitchen Monitor', 'qsr'];

/** The floor with a monitor or two, on some of those where something is made. */
export function drawMonitors(draw: Draw, floor: FloorInput): FloorInput {
  const places = Object.keys(floor.places ?? {});
  if (places.length === 0 || draw.chance(60)) return floor;
  const monitors = NAMES.slice(0, draw.pick([1, 1, 2])).map((name) => ({
    name,
    places: draw.some(places, places.length),
    ...(draw.chance(40) ? { instead: true } : {}),
  }));
  return { ...floor, monitors };
}
