/** How the stations of a floor are set: what thin clients are offered, and several IIS with settings of their own. */
import { resolveFloor } from '../../format/floor.ts';
import { scenarioSchema } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';

type DeviceInput = FloorInput['devices'][number];
type Services = NonNullable<FloorInput['iis']>;

const NAMES = ['hall', 'terrace', 'cellar'];

/** The floor with what is offered, on some, and with two or three IIS on a few. */
export function drawStations(draw: Draw, floor: FloorInput): FloorInput {
  const made = servedPlaces(floor);
  const offers = made.length > 0 && draw.chance(30) ? { offers: draw.some(made, made.length) } : {};
  if (!draw.chance(15)) return { ...floor, ...offers };
  const iis = NAMES.slice(0, draw.pick([1, 2, 2, 3])).map((name) => ({
    name,
    ...(draw.chance(50) ? { offlineBooking: draw.chance(50) } : {}),
    ...(made.length > 0 && draw.chance(40) ? { offers: draw.some(made, made.length) } : {}),
  }));
  return { ...floor, ...offers, iis, devices: floor.devices.map((device) => assigned(draw, device, iis)) };
}

/** Now and then a device is set up to talk to another one than its own. */
function assigned(draw: Draw, device: DeviceInput, iis: Services): DeviceInput {
  const { name } = draw.pick(iis);
  return {
    ...device,
    ...(draw.chance(80) ? { iis: name } : {}),
    ...(draw.chance(12) ? { dials: draw.pick(iis).name } : {}),
  };
}

/** Production places that have an article. */
function servedPlaces(floor: FloorInput): string[] {
  const { articles, places } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(floor) });
  return Object.keys(places).filter((name) => articles.some(({ place }) => place === name));
}
