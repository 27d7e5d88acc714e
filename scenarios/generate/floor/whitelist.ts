/** What thin clients say they are, and the whitelist they are admitted by. */
import { listConditions } from '#protocols/whitelist';
import { isThinClient } from '../../format/floor.ts';
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';

type DeviceInput = FloorInput['devices'][number];
type Rows = NonNullable<FloorInput['whitelist']>;

const MODELS = ['Rocket', 'moto g(7)', 'Redmi Note 7', 'Tab M8'];
const VERSIONS = [6, 7, 9, 11, 13];
/** What a row asks for: a usual phone, or a tablet; pixels. */
const DISPLAYS = [
  { width: 412, height: 732 },
  { width: 800, height: 1_280 },
  { width: 800, height: 1_280 },
];
const SENTENCES = {
  portrait: { en: 'This device is held upright only.', de: 'Dieses Gerät wird nur hochkant gehalten.' },
  'battery-saver-exempt': {
    en: 'Energy saving must leave the app alone.',
    de: 'Der Energiesparmodus darf die App nicht anhalten.',
  },
};

const REFUSED = { en: 'It roams too late.', de: 'Es wechselt den Zugangspunkt zu spät.' };

/** The floor with models of its thin clients; half of the floors that have some have a whitelist as well. */
export function drawModels(draw: Draw, floor: FloorInput): FloorInput {
  if (!floor.devices.some(({ kind }) => kind !== undefined && isThinClient(kind))) return floor;
  const devices = floor.devices.map((device) =>
    device.kind !== undefined && isThinClient(device.kind) && draw.chance(85) ? withModel(draw, device) : device,
  );
  return { ...floor, devices, ...(draw.chance(50) ? { whitelist: drawRows(draw) } : {}) };
}

function withModel(draw: Draw, device: DeviceInput): DeviceInput {
  if (draw.chance(12)) return { ...device, model: { name: 'iPhone', ios: draw.pick([15, 16, 17]) } };
  const model = {
    name: draw.pick(MODELS),
    ...(draw.chance(95) ? { android: draw.pick(VERSIONS) } : {}),
    ...(draw.chance(40) ? { batterySaverExempt: draw.chance(80) } : {}),
  };
  return { ...device, model };
}

function drawRows(draw: Draw): Rows {
  if (draw.chance(5)) return [];
  return draw.subset(MODELS, 80).map((model) => ({
    model,
    ...drawVersions(draw),
    ...(draw.chance(50) ? { leastDisplay: draw.pick(DISPLAYS) } : {}),
    ...(draw.chance(60)
      ? { conditions: draw.some(listConditions, 2).map((must) => ({ must, sentence: SENTENCES[must] })) }
      : {}),
    ...(draw.chance(10) ? { refused: REFUSED } : {}),
  }));
}

function drawVersions(draw: Draw): Pick<Rows[number], 'leastAndroid' | 'mostAndroid'> {
  if (draw.chance(65)) return {};
  const leastAndroid = draw.pick(VERSIONS);
  return { leastAndroid, ...(draw.chance(40) ? { mostAndroid: leastAndroid + draw.pick([0, 2]) } : {}) };
}
