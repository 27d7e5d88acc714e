/** Belt printers that are not as they should be: without pairing, without their driver, or one for two devices. */
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';

type DeviceInput = FloorInput['devices'][number];

/** The floor with some of its belt printers paired otherwise, or shared. */
export function drawBelts(draw: Draw, floor: FloorInput): FloorInput {
  if (!floor.devices.some(({ beltPrinter }) => beltPrinter === true) || draw.chance(60)) return floor;
  const worn = floor.devices.filter(({ beltPrinter, count }) => beltPrinter === true && count === undefined);
  const lender = worn.length > 0 && draw.chance(60) ? draw.pick(worn).name : undefined;
  return { ...floor, devices: floor.devices.map((device) => withBelt(draw, device, lender)) };
}

function withBelt(draw: Draw, device: DeviceInput, lender: string | undefined): DeviceInput {
  if (device.beltPrinter !== true) return device;
  const of = lender !== undefined && device.name !== lender && draw.chance(60) ? { of: lender } : {};
  const wrong = draw.chance(40) ? draw.pick([{ driver: 'generic' }, { paired: false }] as const) : {};
  const beltPrinter = { ...of, ...wrong };
  return Object.keys(beltPrinter).length === 0 ? device : { ...device, beltPrinter };
}
