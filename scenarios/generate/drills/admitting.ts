/**
 * Who is let in, and where to: thin clients whose version or display is just what the whitelist asks for, or just not; two
 * IIS of which one lets devices collect bookings without radio and the other does not, or which offer other things.
 */
import { listConditions } from '#protocols/whitelist';
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';
import { HASTY, OPERATORS, lasting, several, sometime, type DeviceInput, type Drill } from './drill.ts';

const MODELS = ['Rocket', 'Tab M8'];
const IIS = ['hall', 'terrace'];
const PLACES = ['kitchen', 'bar'];
const ARTICLES = [
  { name: 'Pils', cents: 420, place: 'bar' },
  { name: 'Tagessuppe', cents: 690, place: 'kitchen' },
];
/** A row asks for this; devices are beside it. */
const LEAST = { width: 412, height: 732 };
const VERSION = 9;
const SENTENCE = { en: 'It is set up otherwise.', de: 'Es ist anders eingerichtet.' };
const TROUBLES = ['out-of-range', 'link-drop', 'switched-off', 'app-frozen'];

export function drawAdmitting(draw: Draw, workMs: number): Drill {
  const thin = ['C1', 'C2', 'C3'].slice(0, draw.pick([2, 3]));
  const handhelds = ['A1', 'A2'];
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: 3 },
      articles: ARTICLES,
      ...{ printers: [{ name: 'counter', line: '10ms' }], places: { kitchen: 'counter', bar: 'counter' } },
      devices: [
        ...handhelds.map((name) => ({ name, iis: draw.pick(IIS) })),
        ...thin.map((name) => ({ name, iis: draw.pick(IIS), kind: 'client' as const, ...drawModel(draw) })),
      ],
      iis: drawIis(draw),
      whitelist: drawRows(draw),
    },
    durations: { heartbeatMs: 1_000, leaseMs: 6_000, toleranceMs: 1_000 },
    habits: { ...HASTY, think: '600ms', bookings: { from: 1, to: 2 }, billPercent: 40, cardPercent: 0 },
    faults: several(draw, [1, 2, 3], () => ({
      ...{ fault: draw.pick(TROUBLES), target: draw.pick([...handhelds, ...thin]), ...sometime(draw, workMs) },
      ...lasting(draw, [1_000, 8_000]),
    })),
  };
}

/** Each is set otherwise than the other. */
function drawIis(draw: Draw): FloorInput['iis'] {
  const collects = draw.chance(50);
  return IIS.map((name, i) => ({
    ...{ name, offlineBooking: collects === (i === 0) },
    ...(draw.chance(50) ? { offers: draw.some(PLACES, 2) } : {}),
  }));
}

/** What the list asks for, now one more or less. */
function drawModel(draw: Draw): Pick<DeviceInput, 'model' | 'display'> {
  const near = [-1, 0, 0, 0, 1];
  const { width, height } = LEAST;
  return {
    model: {
      name: draw.pick(MODELS),
      android: VERSION + draw.pick(near),
      ...(draw.chance(50) ? { batterySaverExempt: draw.chance(70) } : {}),
    },
    ...(draw.chance(80) ? { display: { width: width + draw.pick(near), height: height + draw.pick(near) } } : {}),
  };
}

function drawRows(draw: Draw): NonNullable<FloorInput['whitelist']> {
  return MODELS.map((model) => ({
    ...{ model, leastAndroid: VERSION, leastDisplay: LEAST },
    ...(draw.chance(40) ? { mostAndroid: VERSION + draw.pick([0, 1]) } : {}),
    ...(draw.chance(15) ? { refused: SENTENCE } : {}),
    ...(draw.chance(30) ? { conditions: [{ must: draw.pick(listConditions), sentence: SENTENCE }] } : {}),
  }));
}
