/** Who and what is on a floor: people, devices, printers and their chains, terminals, access points. */
import { profileNames } from '#protocols/escpos/profiles';
import { afterCuts, terminalProfileNames } from '#protocols/zvt/profiles';
import { thinClientKind } from '#protocols/thin-client/messages';
import type { Durations } from '#server/core/config';
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';

type DeviceInput = FloorInput['devices'][number];
type PrinterInput = NonNullable<FloorInput['printers']>[number];

/** Small floors collide more, and cost less. */
const DEVICES = [2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 6, 8, 10, 12];
const MANY_DEVICES = [16, 22, 40];
const TABLES = [1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 20, 40, 90];
const FEW_TABLES = [2, 3, 3, 4];
const PEOPLE = ['Anna', 'Ben', 'Clara', 'Dilek', 'Emil', 'Frida', 'Goran', 'Hülya', 'Ida', 'Jonas'];
const PRINTERS = ['kitchen', 'bar', 'counter', 'terrace', 'cellar', 'Küche oben'];
const PLACES = ['kitchen', 'bar', 'grill', 'pastry'];
const ACCESS_POINTS = ['inside', 'garden', 'hall'];
/** A small phone, a usual one, and a tablet held upright; pixels. */
const DISPLAYS = [
  { width: 384, height: 684 },
  { width: 412, height: 915 },
  { width: 800, height: 1_280 },
];
const SIGNALS = [-30, -60, -60, -67, -72];

/**
 * What a floor has that is about something: printers that stand in for others, belt printers, several payment terminals,
 * few tables for many.
 */
export type FloorWish = 'chains' | 'belts' | 'terminals' | 'few tables';

/** A floor with some of what floors can have, and with what is wished for. */
export function drawFloorPlan(draw: Draw, durations: Durations, wish: FloorWish | undefined): FloorInput {
  const operators = PEOPLE.slice(0, draw.between(1, PEOPLE.length));
  const isPrinting = wish === 'chains' || wish === 'belts';
  const printers = draw.chance(isPrinting ? 100 : 88) ? drawPrinters(draw, durations, wish) : [];
  const names = printers.map(({ name }) => name);
  const fallbackPrinter = names.length > 0 && draw.chance(isPrinting ? 100 : 70) ? draw.pick(names) : undefined;
  const noticePrinter = names.length > 0 && draw.chance(50) ? draw.pick(names) : undefined;
  const places = drawPlaces(draw, names);
  const articles = draw.chance(50) ? drawArticles(draw, Object.keys(places)) : undefined;
  const accessPoints = draw.chance(75) ? draw.some(ACCESS_POINTS, 3) : [];
  const from = draw.pick([1, 1, 1, 7, 99_000]);
  const terminals = draw.chance(80) || wish === 'terminals' ? drawTerminals(draw, durations, wish) : [];
  const hasTill = draw.chance(55);
  return {
    operators,
    tables: { from, to: from + draw.pick(wish === 'few tables' ? FEW_TABLES : TABLES) - 1 },
    ...(articles === undefined ? {} : { articles }),
    devices: drawDevices(draw, {
      operators,
      accessPoints,
      belts: fallbackPrinter === undefined ? 0 : draw.pick(wish === 'belts' ? [50, 100, 100] : [0, 50, 100]),
      places: Object.keys(places),
      articles,
      terminals: terminals.map(({ name }) => name),
      hasTill,
    }),
    ...(hasTill ? { till: { operator: draw.pick(operators) } } : {}),
    printers,
    places,
    ...(fallbackPrinter === undefined ? {} : { fallbackPrinter }),
    ...(noticePrinter === undefined ? {} : { noticePrinter }),
    ...drawFreestyle(draw, operators),
    terminals,
    accessPoints,
    ...(draw.chance(20) ? { redundancy: draw.pick(['stp', 'rstp', 'rstp', 'router', 'router'] as const) } : {}),
    offlineBooking: draw.chance(75),
  };
}

type Choices = {
  operators: string[];
  accessPoints: string[];
  /** How many of a hundred devices have a belt printer. */
  belts: number;
  places: string[];
  articles: FloorInput['articles'];
  terminals: string[];
  hasTill: boolean;
};

function drawDevices(draw: Draw, choices: Choices): DeviceInput[] {
  const count = draw.chance(3) ? draw.pick(MANY_DEVICES) : draw.pick(DEVICES);
  const tablets = draw.pick([0, 0, 30, 100]);
  const thin = draw.pick([0, 0, 0, 0, 30, 60]);
  const devices: DeviceInput[] = [];
  for (let left = count; left > 0;) {
    const together = left > 1 && draw.chance(30) ? draw.between(2, left) : 1;
    left -= together;
    if (draw.chance(thin)) {
      devices.push(drawThinClient(draw, choices, devices, together));
      continue;
    }
    const isTablet = draw.chance(tablets);
    const lan = isTablet && draw.chance(40);
    const letter = lettersOf(devices.length);
    devices.push({
      name: together === 1 ? `${letter}1` : letter,
      ...(together === 1 ? {} : { count: together }),
      ...(isTablet ? { kind: 'tablet' } : {}),
      ...(draw.chance(30) ? { operator: draw.pick(choices.operators) } : {}),
      ...(draw.chance(choices.belts) ? { beltPrinter: true } : {}),
      ...(lan ? { lan } : radioOf(draw, choices)),
      ...placesOf(draw, choices),
    });
  }
  return devices;
}

/** A to Z, then AA to ZZ: what the entry of that place in the list of devices is called. */
function lettersOf(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : lettersOf(Math.floor(place / 26) - 1) + letter;
}

/** A client of some kind; now and then one that was set up as another. */
function drawThinClient(draw: Draw, choices: Choices, devices: readonly DeviceInput[], count: number): DeviceInput {
  const { operators, terminals, hasTill } = choices;
  // The terminal of a PayPOS is in it, and in no other.
  const inside = devices.flatMap(({ kind, terminal }) => (kind === 'paypos' ? [terminal] : []));
  const free = count === 1 ? terminals.filter((name) => !inside.includes(name)) : [];
  const kind = draw.pick(
    thinClientKind.options.filter((one) => (one !== 'freestyle' || hasTill) && (one !== 'paypos' || free.length > 0)),
  );
  const letter = lettersOf(devices.length);
  const others = devices.filter((one) => one.kind === kind && one.count === undefined && one.as === undefined);
  const as = kind !== 'freestyle' && others.length > 0 && draw.chance(30) ? draw.pick(others).name : undefined;
  return {
    name: count === 1 ? `${letter}1` : letter,
    ...(count === 1 ? {} : { count }),
    kind,
    ...(draw.chance(30) ? { operator: draw.pick(operators) } : {}),
    ...(kind === 'paypos'
      ? { terminal: draw.pick(free) }
      : kind === 'client' && terminals.length > 0 && draw.chance(15)
        ? { terminal: draw.pick(terminals) }
        : {}),
    ...(as === undefined ? {} : { as }),
    ...(draw.chance(20) ? { display: draw.pick(DISPLAYS) } : {}),
    ...(kind !== 'paypos' && draw.chance(20) ? { lan: true } : radioOf(draw, choices)),
    ...placesOf(draw, choices),
  };
}

/** Limits and licences of thin clients, where there are others than usual. */
function drawFreestyle(draw: Draw, operators: readonly string[]): Partial<FloorInput> {
  const few = [0, 1, 2, 5_000];
  return {
    ...(draw.chance(25)
      ? {
          freestyle: {
            limit: draw.pick([0, 1, 2, 3, 20]),
            ...(draw.chance(40) ? { operators: draw.some([...operators], operators.length) } : {}),
          },
        }
      : {}),
    ...(draw.chance(20)
      ? { licences: { freestyle: draw.chance(60), client: draw.pick(few), paypos: draw.pick(few) } }
      : {}),
  };
}

function radioOf(draw: Draw, { accessPoints }: Choices): Partial<DeviceInput> {
  return {
    ...(accessPoints.length > 0 && draw.chance(30) ? { accessPoint: draw.pick(accessPoints) } : {}),
    ...(draw.chance(30) ? { signal: draw.pick(SIGNALS) } : {}),
  };
}

/** Places at which something is made: the first takes all kinds of food, the last all drinks, unless there is a menu. */
function placesOf(draw: Draw, { places, articles }: Choices): Partial<DeviceInput> {
  const made = articles === undefined ? [places[0], places.at(-1)] : articles.map(({ place }) => place);
  const served = places.filter((place) => made.includes(place));
  return served.length > 0 && draw.chance(15) ? { places: draw.some(served, served.length) } : {};
}

const LINES_MS = [0, 20, 20, 20, 100, 500];
/** Where printers are in the midst of a ticket most of the time. */
const SLOW_LINES_MS = [20, 100, 100, 500];
const SHAPES = ['none', 'one', 'ring', 'round', 'all', 'any', 'any'] as const;

function drawPrinters(draw: Draw, { printLineMs }: Durations, wish: FloorWish | undefined): PrinterInput[] {
  const hasChains = wish === 'chains';
  const first = draw.between(0, PRINTERS.length - 1);
  const names = hasChains
    ? [...PRINTERS.slice(first), ...PRINTERS.slice(0, first)].slice(0, draw.pick([3, 3, 4]))
    : draw.some(PRINTERS, draw.pick([1, 2, 3, 3, 4, 6]));
  // Most printers can tell when a ticket is out; of others it may be lost unnoticed, so few things can be tried there.
  const profiles = draw.chance(8) ? profileNames : profileNames.filter((profile) => profile !== 'write-only');
  const shape = draw.pick(hasChains ? (['round', 'round', 'all'] as const) : SHAPES);
  return names.map((name, i) => {
    const others = names.filter((other) => other !== name);
    const chains = {
      none: [],
      one: names.slice(0, 1).filter((other) => other !== name),
      ring: names.length > 1 ? [names[(i + 1) % names.length] as string] : [],
      round: [...names.slice(i + 1), ...names.slice(0, i)],
      all: others,
      any: others.length > 0 && draw.chance(70) ? draw.some(others, others.length) : [],
    };
    // A printer slower than the server allows for a line is silent, to all that the server can know.
    const lineMs = Math.min(printLineMs, draw.pick(hasChains ? SLOW_LINES_MS : LINES_MS));
    return {
      name,
      alternatives: chains[shape],
      ...(draw.chance(hasChains ? 80 : 40) ? { line: formatDuration(lineMs) } : {}),
      ...(draw.chance(60) ? { profile: draw.pick(profiles) } : {}),
      ...(draw.chance(20) ? { lan: true } : {}),
    };
  });
}

function drawPlaces(draw: Draw, printers: string[]): Record<string, string> {
  if (printers.length === 0) return {};
  const places = draw.chance(10) ? [] : draw.some(PLACES, draw.pick([1, 2, 2, 4]));
  return Object.fromEntries(places.map((place) => [place, draw.pick(printers)]));
}

function drawArticles(draw: Draw, places: string[]): NonNullable<FloorInput['articles']> {
  const names = draw.some(['Pils', 'Cola 0,3/0,5', '½ Hähnchen', 'Tagessuppe', 'Pommes (groß) 50 %'], 5);
  // At thin clients a long menu comes page by page.
  const more = draw.chance(15) ? draw.pick([8, 12, 20, 40]) : 0;
  const dishes = Array.from({ length: more }, (_, i) => `Gericht ${i + 1}`);
  const menu = [...names, ...dishes].map((name) => ({
    name,
    cents: draw.pick([0, 1, 420, 690, 1_890, 100_000]),
    place: draw.pick([...places, ...places, 'none']),
  }));
  // A tab may become smaller while nobody knows whether its card was charged.
  return draw.chance(60)
    ? [...menu, { name: 'Pfand zurück', cents: draw.pick([-25, -690, -10_000]), place: 'none' }]
    : menu;
}

function drawTerminals(
  draw: Draw,
  { zvtT3Ms }: Durations,
  wish: FloorWish | undefined,
): NonNullable<FloorInput['terminals']> {
  const profile = draw.pick(terminalProfileNames);
  const isMixed = draw.chance(30);
  return Array.from({ length: draw.pick(wish === 'terminals' ? [2, 2, 3] : [1, 1, 1, 2, 2, 3]) }, (_, i) => ({
    name: `pt${i + 1}`,
    profile: isMixed ? draw.pick(terminalProfileNames) : profile,
    ...(draw.chance(30) ? { afterCut: draw.pick(afterCuts) } : {}),
    ...(draw.chance(50) ? { card: formatDuration(draw.pick([0, 300, 1_000, zvtT3Ms, 10_000])) } : {}),
    ...(draw.chance(50) ? { host: formatDuration(draw.pick([0, 300, 1_000, zvtT3Ms, 10_000])) } : {}),
    ...(draw.chance(40) ? { tipPercent: draw.pick([20, 100]) } : {}),
  }));
}
